//! A letter as one accessible page.

use crate::clean::clean;
use crate::inline::{Style, Text};
use crate::letter::{Letter, ReLine, Reference, Signature};
use crate::plan::{Grid, Part, document_title, findings, parts};
use crate::xml::{escaped, link, push_escaped, push_markup};

const STYLE: &str = include_str!("html/letter.css");

/// Writes a letter as one standalone page: no script, nothing fetched, with styles for paper.
pub fn html(letter: &Letter) -> String {
    let mut page =
        Page { out: String::with_capacity(16 * 1024), references: letter.references.len() };
    let title = escaped(&document_title(letter));
    let language = letter.language.tag();
    page.add(&format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n\
         <body>\n<main>\n"
    ));
    for part in parts(letter) {
        page.part(&part);
    }
    if !letter.footer.is_blank() {
        page.element("p", "class=\"foot\"", &letter.footer);
    }
    page.add("</main>\n</body>\n</html>\n");
    page.out
}

struct Page {
    out: String,
    references: usize,
}

impl Page {
    fn add(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    fn part(&mut self, part: &Part<'_>) {
        match part {
            Part::Letterhead { name, lines, contact } => self.letterhead(name, lines, contact),
            Part::Date(text) => self.element("p", "class=\"date\"", text),
            Part::Addressee(lines) => self.address("address", lines),
            Part::Title(title) => {
                self.add("<h1>");
                push_escaped(&mut self.out, title);
                self.add("</h1>\n");
            }
            Part::Re(lines) => self.re(lines),
            Part::Heading(level, text) => self.element(heading(*level), "", text),
            Part::Paragraph(text) => self.element("p", "", text),
            Part::Quote(text) => {
                self.add("<blockquote>");
                self.element("p", "", text);
                self.add("</blockquote>\n");
            }
            Part::List { ordered, items } => self.list(if *ordered { "ol" } else { "ul" }, items),
            Part::Table(grid) => self.table(grid),
            Part::Criteria(criteria) => {
                self.add("<ol class=\"criteria\">\n");
                for criterion in *criteria {
                    let (line, evidence) = findings(criterion);
                    self.add("<li>");
                    self.element("p", "class=\"criterion\"", &criterion.text);
                    self.element("p", "", &line);
                    if !evidence.is_empty() {
                        self.list("ul", &evidence);
                    }
                    self.add("</li>\n");
                }
                self.add("</ol>\n");
            }
            Part::Signature(signature) => self.signature(signature),
            Part::References(references) => self.references(references),
            Part::Note(text) => self.element("p", "class=\"note\"", text),
        }
    }

    fn element(&mut self, tag: &str, attributes: &str, text: &Text) {
        self.add("<");
        self.add(tag);
        if !attributes.is_empty() {
            self.add(" ");
            self.add(attributes);
        }
        self.add(">");
        self.text(text);
        self.add("</");
        self.add(tag);
        self.add(">\n");
    }

    fn text(&mut self, text: &Text) {
        for span in text.spans() {
            let (open, close) = match span.style {
                Style::Strong => ("<strong>", "</strong>"),
                Style::Emphasis => ("<em>", "</em>"),
                Style::Blank => ("<mark>", "</mark>"),
                Style::Citation(n)
                    if usize::try_from(n).is_ok_and(|n| (1..=self.references).contains(&n)) =>
                {
                    push_markup(&mut self.out, format_args!("<a href=\"#reference-{n}\">"));
                    ("", "</a>")
                }
                Style::Citation(_) | Style::Plain => ("", ""),
            };
            self.add(open);
            for (at, line) in span.words.split('\n').enumerate() {
                if at > 0 {
                    self.add("<br>");
                }
                push_escaped(&mut self.out, line);
            }
            self.add(close);
        }
    }

    fn letterhead(&mut self, name: &Text, lines: &[Text], contact: &[&Text]) {
        self.add("<header>\n<div>\n");
        self.element("p", "class=\"practice\"", name);
        for line in lines {
            self.element("p", "", line);
        }
        self.add("</div>\n");
        if !contact.is_empty() {
            self.address("contact", contact);
        }
        self.add("</header>\n");
    }

    fn address(&mut self, class: &str, lines: &[&Text]) {
        self.add("<p class=\"");
        self.add(class);
        self.add("\">");
        self.lines(lines.iter().copied());
        self.add("</p>\n");
    }

    fn lines<'a>(&mut self, lines: impl Iterator<Item = &'a Text>) {
        for (at, line) in lines.filter(|line| !line.is_blank()).enumerate() {
            if at > 0 {
                self.add("<br>\n");
            }
            self.text(line);
        }
    }

    fn re(&mut self, lines: &[&ReLine]) {
        self.add("<dl>\n");
        for line in lines {
            self.add("<div><dt>");
            push_escaped(&mut self.out, &clean(&line.label));
            self.add(":</dt> ");
            self.element("dd", "", &line.value);
            self.add("</div>\n");
        }
        self.add("</dl>\n");
    }

    fn list(&mut self, tag: &str, items: &[&Text]) {
        self.add("<");
        self.add(tag);
        self.add(">\n");
        for item in items {
            self.element("li", "", item);
        }
        self.add("</");
        self.add(tag);
        self.add(">\n");
    }

    fn table(&mut self, grid: &Grid<'_>) {
        self.add("<table>\n");
        if let Some(caption) = grid.caption {
            self.element("caption", "", caption);
        }
        if !grid.header.is_empty() {
            self.add("<thead><tr>\n");
            for cell in &grid.header {
                self.element("th", "scope=\"col\"", cell);
            }
            self.add("</tr></thead>\n");
        }
        self.add("<tbody>\n");
        for row in &grid.rows {
            self.add("<tr>\n");
            for (at, cell) in row.iter().enumerate() {
                if at == 0 {
                    self.element("th", "scope=\"row\"", cell);
                } else {
                    self.element("td", "", cell);
                }
            }
            self.add("</tr>\n");
        }
        self.add("</tbody>\n</table>\n");
    }

    fn signature(&mut self, signature: &Signature) {
        self.add("<div class=\"signature\">\n");
        self.element("p", "class=\"closing\"", &signature.closing);
        self.add("<p>");
        self.lines([&signature.name].into_iter().chain(&signature.lines));
        self.add("</p>\n</div>\n");
    }

    fn references(&mut self, references: &[Reference]) {
        self.add("<ol class=\"references\">\n");
        for (at, reference) in references.iter().enumerate() {
            push_markup(&mut self.out, format_args!("<li id=\"reference-{}\">", at + 1));
            self.text(&reference.text);
            if let Some(url) = &reference.url {
                let url = clean(url);
                let shown = escaped(&url);
                match link(&url) {
                    Some(_) => {
                        self.add(&format!(" <a href=\"{shown}\" rel=\"noreferrer\">{shown}</a>"));
                    }
                    None => self.add(&format!(" {shown}")),
                }
            }
            self.add("</li>\n");
        }
        self.add("</ol>\n");
    }
}

fn heading(level: u8) -> &'static str {
    match level {
        0 | 1 => "h2",
        2 => "h3",
        _ => "h4",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::Block;
    use crate::inline::Inline;
    use crate::sample::{HOSTILE, letter};

    #[test]
    fn the_page_names_its_language_and_title_and_loads_nothing() {
        let page = html(&letter());
        assert!(page.starts_with("<!doctype html>\n<html lang=\"en-US\">"));
        assert!(page.contains("<title>Letter of Medical Necessity: adalimumab (J0139)</title>"));
        for part in ["<script", "src=", "<link", "@import", "url("] {
            assert!(!page.contains(part), "{part}");
        }
    }

    #[test]
    fn the_table_names_its_columns_and_rows() {
        let page = html(&letter());
        assert_eq!(page.matches("scope=\"col\"").count(), 5);
        assert_eq!(page.matches("scope=\"row\"").count(), 5);
    }

    #[test]
    fn a_citation_leads_to_its_reference_if_there_is_one() {
        let text = Text::new(vec![Inline::Citation(1), Inline::Citation(2), Inline::Citation(0)]);
        let references =
            vec![Reference { text: "A study.".into(), url: Some("javascript:alert(1)".into()) }];
        let page =
            html(&Letter { body: vec![Block::paragraph(text)], references, ..Letter::default() });
        assert!(page.contains("<p><a href=\"#reference-1\">[1]</a>[2][0]</p>"));
        assert!(page.contains("<li id=\"reference-1\">A study. javascript:alert(1)</li>"));
    }

    #[test]
    fn hostile_strings_stay_literal() {
        for words in HOSTILE {
            let page = html(&Letter {
                title: words.into(),
                body: vec![Block::paragraph(words)],
                ..Letter::default()
            });
            let shown = escaped(words);
            assert!(page.contains(&format!("<h1>{shown}</h1>\n<p>{shown}</p>")), "{words}");
        }
    }

    #[test]
    fn headings_never_skip_a_level() {
        let body = [3, 3, 1, 9].map(|level| Block::heading(level, "H")).to_vec();
        let page = html(&Letter { body, ..Letter::default() });
        let levels: Vec<_> =
            page.match_indices("<h").filter_map(|(at, _)| page.get(at + 1..at + 3)).collect();
        assert_eq!(levels, ["ht", "he", "h2", "h3", "h2", "h3"]);
    }
}
