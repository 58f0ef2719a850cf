//! The document's body.

use super::run::{push_run, push_text, push_words};
use super::table::push_table;
use crate::block::Criterion;
use crate::clean::clean;
use crate::inline::Text;
use crate::letter::{Letter, ReLine, Reference, Signature};
use crate::plan::{Part, findings, parts};
use crate::xml::{link, push_markup};

/// Keeps a paragraph on the page of the next one.
const KEEP: &str = "<w:keepNext/>";

/// The space between a list's last item and what follows.
const AFTER_LIST: &str = "<w:spacing w:after=\"140\"/>";

/// What the body refers to in other files of the package.
#[derive(Default)]
pub(super) struct Body {
    /// The markup within `w:body`, without the section's properties.
    pub(super) xml: String,
    /// The format of each list, in order: the n-th list has the numbering id n + 1.
    pub(super) lists: Vec<Numbering>,
    /// The targets of the hyperlinks, in order.
    pub(super) links: Vec<String>,
}

/// How the items of a list are marked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbering {
    /// A bullet.
    Bullet,
    /// 1, 2, 3.
    Decimal,
}

impl Numbering {
    /// The id of the list format in `numbering.xml`.
    pub(super) fn format(self) -> u8 {
        match self {
            Self::Bullet => 0,
            Self::Decimal => 1,
        }
    }
}

/// The body of a letter.
pub(super) fn body(letter: &Letter) -> Body {
    let mut body = Body { xml: String::with_capacity(32 * 1024), ..Body::default() };
    let mut parts = parts(letter).into_iter().peekable();
    while let Some(part) = parts.next() {
        match (&part, parts.peek()) {
            // A signature never stands alone on its page.
            (Part::Paragraph(text), Some(Part::Signature(_))) => {
                body.paragraph("BodyText", KEEP, text);
            }
            _ => body.part(&part),
        }
    }
    body
}

impl Body {
    fn part(&mut self, part: &Part<'_>) {
        match part {
            Part::Letterhead { name, lines, contact } => self.letterhead(name, lines, contact),
            Part::Date(text) => self.paragraph("Date", "", text),
            Part::Addressee(lines) => self.lines("Address", "", lines.iter().copied()),
            Part::Title(title) => {
                self.open("Title", "");
                push_words(&mut self.xml, title);
                self.close();
            }
            Part::Re(lines) => self.re(lines),
            Part::Heading(level, text) => self.paragraph(heading(*level), "", text),
            Part::Paragraph(text) => self.paragraph("BodyText", lead_in(text), text),
            Part::Quote(text) => self.paragraph("Quote", "", text),
            Part::List { ordered, items } => {
                let numbering = if *ordered { Numbering::Decimal } else { Numbering::Bullet };
                self.list(numbering, 0, items);
            }
            Part::Table(grid) => push_table(&mut self.xml, grid),
            Part::Criteria(criteria) => self.criteria(criteria),
            Part::Signature(signature) => self.signature(signature),
            Part::References(references) => self.references(references),
            Part::Note(text) => self.paragraph("Note", "", text),
        }
    }

    /// Opens a paragraph. `properties` follow the style, in the order of the schema.
    fn open(&mut self, style: &str, properties: &str) {
        self.xml.push_str("<w:p><w:pPr><w:pStyle w:val=\"");
        self.xml.push_str(style);
        self.xml.push_str("\"/>");
        self.xml.push_str(properties);
        self.xml.push_str("</w:pPr>");
    }

    fn close(&mut self) {
        self.xml.push_str("</w:p>");
    }

    fn paragraph(&mut self, style: &str, properties: &str, text: &Text) {
        self.open(style, properties);
        push_text(&mut self.xml, text);
        self.close();
    }

    /// One paragraph of several lines.
    fn lines<'a>(&mut self, style: &str, properties: &str, lines: impl Iterator<Item = &'a Text>) {
        self.open(style, properties);
        for (at, line) in lines.filter(|line| !line.is_blank()).enumerate() {
            if at > 0 {
                self.xml.push_str("<w:r><w:br/></w:r>");
            }
            push_text(&mut self.xml, line);
        }
        self.close();
    }

    fn letterhead(&mut self, name: &Text, lines: &[Text], contact: &[&Text]) {
        if !name.is_blank() {
            self.paragraph("Practice", "", name);
        }
        for line in lines {
            self.paragraph("Letterhead", "", line);
        }
        self.paragraph("LetterheadEnd", "", &Text::joined(" · ", contact.iter().copied()));
    }

    fn re(&mut self, lines: &[&ReLine]) {
        for (at, line) in lines.iter().enumerate() {
            let last = at + 1 == lines.len();
            self.open(
                if last { "ReferenceLineEnd" } else { "ReferenceLine" },
                if last { "" } else { KEEP },
            );
            push_run(
                &mut self.xml,
                "<w:rPr><w:b/><w:bCs/></w:rPr>",
                &format!("{}:", clean(&line.label)),
            );
            self.xml.push_str("<w:r><w:tab/></w:r>");
            push_text(&mut self.xml, &line.value);
            self.close();
        }
    }

    /// Starts a list that counts from 1 and answers its numbering id.
    fn start(&mut self, numbering: Numbering) -> usize {
        self.lists.push(numbering);
        self.lists.len()
    }

    fn list(&mut self, numbering: Numbering, level: u8, items: &[&Text]) {
        let id = self.start(numbering);
        for (at, item) in items.iter().enumerate() {
            let space = if at + 1 == items.len() { AFTER_LIST } else { "" };
            self.paragraph("ListParagraph", &format!("{}{space}", numbered(id, level)), item);
        }
    }

    fn criteria(&mut self, criteria: &[Criterion]) {
        let id = self.start(Numbering::Decimal);
        for criterion in criteria {
            let (line, evidence) = findings(criterion);
            self.paragraph("Criterion", &format!("{KEEP}{}", numbered(id, 0)), &criterion.text);
            self.paragraph("Finding", if evidence.is_empty() { "" } else { KEEP }, &line);
            if !evidence.is_empty() {
                self.list(Numbering::Bullet, 1, &evidence);
            }
        }
    }

    fn signature(&mut self, signature: &Signature) {
        self.paragraph("Closing", KEEP, &signature.closing);
        let mut lines = [&signature.name]
            .into_iter()
            .chain(&signature.lines)
            .filter(|line| !line.is_blank())
            .peekable();
        while let Some(line) = lines.next() {
            self.paragraph("Signature", if lines.peek().is_some() { KEEP } else { "" }, line);
        }
    }

    fn references(&mut self, references: &[Reference]) {
        let id = self.start(Numbering::Decimal);
        for reference in references {
            self.open("Bibliography", &numbered(id, 0));
            push_text(&mut self.xml, &reference.text);
            if let Some(url) = &reference.url {
                push_words(&mut self.xml, " ");
                self.link(&clean(url));
            }
            self.close();
        }
    }

    fn link(&mut self, url: &str) {
        if link(url).is_none() {
            push_words(&mut self.xml, url);
            return;
        }
        self.links.push(url.to_owned());
        push_markup(&mut self.xml, format_args!("<w:hyperlink r:id=\"link{}\">", self.links.len()));
        push_run(&mut self.xml, "<w:rPr><w:rStyle w:val=\"Hyperlink\"/></w:rPr>", url);
        self.xml.push_str("</w:hyperlink>");
    }
}

fn numbered(id: usize, level: u8) -> String {
    format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{id}\"/></w:numPr>")
}

/// A paragraph that ends in a colon stays with what it announces.
fn lead_in(text: &Text) -> &'static str {
    if text.words().trim_end().ends_with(':') { KEEP } else { "" }
}

fn heading(level: u8) -> &'static str {
    match level {
        0 | 1 => "Heading1",
        2 => "Heading2",
        _ => "Heading3",
    }
}
