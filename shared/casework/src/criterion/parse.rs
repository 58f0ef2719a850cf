//! From lines to a tree: marks and indents decide what stands below what, words decide how it combines.

mod grown;

use super::clean::{Line, lines};
use super::marker::{Marker, Style, marker};
use super::phrase::{self, Connector, Section};
use super::prose;
use super::title;
use super::tree::{Criteria, NoCriteria, Role};

/// Deeper nesting than this is flattened: no policy needs it, hostile text might.
const DEEPEST: usize = 8;
/// More items than this are not read.
const MOST_ITEMS: usize = 400;
/// A line of at most so many words is no prose.
const SHORT_LINE: usize = 10;
/// A line of at least so many characters may have been wrapped by the page.
const WRAPPED_LINE: usize = 60;

/// Reads a payer's policy text. Total: any text gives a tree or the reason why there is none.
pub fn parse(text: &str) -> Criteria {
    if text.trim().is_empty() {
        return Criteria { none: Some(NoCriteria::Blank), ..Criteria::default() };
    }
    let lines: Vec<Line> = prose::enumerated(prose::numbered(lines(text)))
        .into_iter()
        .filter(|line| !phrase::is_order(&line.text) && !title::only_refers(&line.text))
        .collect();
    if !prose::is_policy(&lines) {
        return Criteria { none: Some(NoCriteria::NotAPolicy), ..Criteria::default() };
    }
    let mut builder = Builder {
        marked: lines.iter().any(|line| marker(&line.text).is_some()),
        ..Builder::default()
    };
    for line in &lines {
        builder.take(line);
    }
    let criteria = builder.finish();
    if criteria.roots.is_empty() {
        Criteria { none: Some(NoCriteria::NotAPolicy), ..criteria }
    } else {
        criteria
    }
}

/// An item while the tree grows.
struct Item {
    text: String,
    parent: Option<usize>,
    role: Role,
    /// The word that joins it with its next sibling.
    connector: Option<Connector>,
    /// Opened by a heading or an introduction: left out if nothing stands below it.
    heading: bool,
    /// Its line ended with a semicolon: the next line is another item.
    closed: bool,
}

/// An open list: the style of its marks, the last mark, where it is indented, its last item.
struct Level {
    style: Option<Style>,
    place: u32,
    indent: usize,
    item: usize,
}

/// Whether `2.` stands after `1.9`: it goes on with the larger list and opens none below.
const fn follows_dotted(open: Option<Style>, style: Style) -> bool {
    matches!((open, style), (Some(Style::Dotted(_)), Style::Arabic(_)))
}

#[derive(Default)]
struct Builder {
    items: Vec<Item>,
    stack: Vec<Level>,
    section: Option<Section>,
    marked: bool,
    last_length: usize,
    /// The line before was `AND` or `OR` alone: the next one is an item, whatever it looks like.
    after_connector: bool,
    /// A sentence said that what it needs follows: every sentence after it asks for something.
    announced: bool,
}

impl Builder {
    fn take(&mut self, line: &Line) {
        if self.items.len() >= MOST_ITEMS {
            return;
        }
        if let Some(word) = phrase::connector(&line.text) {
            self.join(word);
            self.after_connector = true;
            self.last_length = 0;
            return;
        }
        if let Some((mark, body)) = marker(&line.text) {
            self.marked_line(line, &mark, body);
        } else {
            self.plain_line(line);
        }
        self.after_connector = false;
        self.last_length = line.text.chars().count();
    }

    fn join(&mut self, word: Connector) {
        if let Some(item) =
            self.stack.last().map(|level| level.item).and_then(|item| self.items.get_mut(item))
        {
            item.connector = Some(word);
        }
    }

    fn marked_line(&mut self, line: &Line, mark: &Marker, body: &str) {
        let (style, place, depth) = self.level_of(mark, line.indent);
        self.stack.truncate(depth);
        if let Some(section) = phrase::section(body) {
            self.section = Some(section);
        }
        self.push(body, Some(style), place, line.indent, false);
    }

    /// Where a mark belongs: how it is read, and how many open lists stay open.
    fn level_of(&self, mark: &Marker, indent: usize) -> (Style, u32, usize) {
        // The list that the mark continues, innermost first.
        for (depth, level) in self.stack.iter().enumerate().rev() {
            for (style, place) in &mark.readings {
                let next = matches!(style, Style::Bullet(_)) && level.indent.abs_diff(indent) <= 1
                    || *place == level.place + 1 && !matches!(style, Style::Bullet(_));
                if level.style == Some(*style) && next {
                    return (*style, *place, depth);
                }
            }
        }
        // A new list, below the last item that is not indented further.
        let (style, place) = mark.readings.first().copied().unwrap_or((Style::Bullet('•'), 0));
        let open = self.stack.iter().rposition(|level| {
            level.indent < indent
                || level.style.is_none()
                || level.indent == indent
                    && level.style != Some(style)
                    && !follows_dotted(level.style, style)
        });
        (style, place, open.map_or(0, |depth| depth + 1))
    }

    fn plain_line(&mut self, line: &Line) {
        let text = line.text.as_str();
        let list = self.stack.iter().rposition(|level| level.style.is_some());
        if let Some(list) = list.filter(|_| prose::adds(text)) {
            // What a line adds behind a list is asked for beside the whole list, not by its last item.
            self.stack.truncate(list.saturating_sub(1));
            self.push(text, None, 0, line.indent, false);
            self.stack.pop();
            return;
        }
        if self.goes_on(line) {
            self.extend(text);
            return;
        }
        if let Some(depth) = self.introduced(line.indent).filter(|_| self.marked) {
            self.stack.truncate(depth + 1);
            self.push(text, Some(Style::Bullet(' ')), 0, line.indent, false);
            return;
        }
        if self.after_connector && self.marked && !phrase::introduces(text) {
            self.stack.clear();
            self.push(text, None, 0, line.indent, false);
            return;
        }
        if phrase::is_approval_duration(text)
            || phrase::is_quantity_limit(text) && (line.after_blank || phrase::begins_limit(text))
        {
            self.stack.clear();
            self.push(text, None, 0, 0, false);
            self.stack.clear();
            return;
        }
        if let Some((section, content)) = phrase::labelled(text) {
            self.section = Some(section);
            self.stack.clear();
            if !(title::names_policy(text) && title::is_title(content)) {
                let introduces = phrase::introduces(content);
                self.push(content, None, 0, line.indent, introduces);
            }
            return;
        }
        if let Some(section) = phrase::section(text) {
            let text = self.told_before(text, line);
            self.section = Some(section);
            self.stack.clear();
            self.push(&text, None, 0, line.indent, true);
            return;
        }
        let text = self.told_before(text, line);
        let announces = !self.marked && !text.ends_with(':') && prose::announces(&text);
        if phrase::introduces(&text) && prose::is_one_sentence(&text) && !announces {
            let keep = self
                .stack
                .iter()
                .rposition(|level| level.indent < line.indent && level.style.is_some());
            self.stack.truncate(keep.map_or(0, |depth| depth + 1));
            self.push(&text, None, 0, line.indent, true);
        } else if self.marked {
            self.note(line);
        } else {
            self.plain_item(line);
        }
    }

    /// The open item that a line without mark stands below: one that ends by introducing a list, if the line is indented
    /// further and nothing but such lines stands between.
    fn introduced(&self, indent: usize) -> Option<usize> {
        let depth = self.stack.iter().rposition(|level| level.style != Some(Style::Bullet(' ')))?;
        let level = self.stack.get(depth)?;
        let introduces = self.items.get(level.item).is_some_and(|item| item.text.ends_with(':'));
        (introduces && level.style.is_some() && level.indent < indent).then_some(depth)
    }

    /// Of a paragraph that ends by introducing a list, the last sentence; what the sentences before it ask for is taken.
    fn told_before(&mut self, text: &str, line: &Line) -> String {
        let Some((before, last)) = prose::introduced(text) else { return text.to_owned() };
        let asking = before.iter().filter(|sentence| !title::is_title(sentence));
        for sentence in asking.flat_map(|sentence| prose::requirements(sentence)) {
            self.stack.clear();
            self.push(&sentence, None, 0, line.indent, false);
        }
        self.stack.clear();
        last
    }

    /// A line without mark in a text without marks: an item below the introduction, if one is open.
    fn plain_item(&mut self, line: &Line) {
        let heading = |level: &Level| self.items.get(level.item).is_some_and(|item| item.heading);
        let open = self.stack.iter().rposition(heading);
        self.stack.truncate(open.map_or(0, |depth| depth + 1));
        if open.is_some() {
            self.push(&line.text, Some(Style::Bullet(' ')), 0, line.indent, false);
        } else {
            for sentence in self.asked(&line.text) {
                self.stack.clear();
                self.push(&sentence, Some(Style::Bullet(' ')), 0, line.indent, false);
            }
            self.stack.clear();
        }
    }

    /// The sentences of a paragraph that ask for something: all of them behind the one that announces them.
    fn asked(&mut self, paragraph: &str) -> Vec<String> {
        let sentences = prose::sentences_of(paragraph);
        let announcing = sentences.iter().position(|sentence| prose::announces(sentence));
        let stated = |sentences: &[String]| {
            sentences.iter().filter(|sentence| prose::states(sentence)).cloned().collect::<Vec<_>>()
        };
        match announcing {
            Some(at) if at + 1 < sentences.len() => {
                let (before, after) = sentences.split_at(at);
                let mut asked = prose::requirements(&before.join(". "));
                asked.extend(stated(after.get(1..).unwrap_or_default()));
                self.announced = true;
                asked
            }
            _ if self.announced => stated(&sentences),
            _ => prose::requirements(paragraph),
        }
    }

    /// A line without mark between marked ones: prose that asks for something is an item of its own, other prose is left out.
    fn note(&mut self, line: &Line) {
        self.stack.clear();
        // Below a heading of exclusions every short line is one, asked for or not.
        let excluded = self.section == Some(Section::Criteria(Role::Exclusion));
        if excluded && line.text.split_whitespace().count() <= SHORT_LINE {
            self.push(&line.text, None, 0, line.indent, false);
            self.stack.clear();
            return;
        }
        // A line that ends with a semicolon, or follows one that does, is an item whatever it says.
        let last = self.items.last().is_some_and(|item| item.closed && item.connector.is_some());
        if phrase::is_closed(&line.text) || last && phrase::section(&line.text).is_none() {
            self.push(&line.text, None, 0, line.indent, false);
            self.stack.clear();
            return;
        }
        for sentence in prose::requirements(&line.text) {
            if !super::shape::is_name(&sentence) && !title::names_policy(&sentence) {
                self.push(&sentence, None, 0, line.indent, false);
            }
            self.stack.clear();
        }
    }

    /// Whether a line continues the one before it.
    fn goes_on(&self, line: &Line) -> bool {
        let Some(last) = self.stack.last().and_then(|level| self.items.get(level.item)) else {
            return false;
        };
        let open = !last.closed && !last.text.ends_with(['.', ':', ';', '!', '?']);
        let small = line.text.starts_with(|letter: char| {
            letter.is_lowercase() || matches!(letter, '≥' | '≤' | '>' | '<' | '(')
        });
        let hangs = last.text.ends_with([',', '-', '/', '('])
            || last.connector.is_none() && prose::hangs(&last.text);
        !line.after_blank
            && !self.after_connector
            && phrase::section(&line.text).is_none()
            && !phrase::is_approval_duration(&line.text)
            && !phrase::is_labelled(&line.text)
            && !phrase::is_quantity_limit(&line.text)
            && open
            && (small
                || hangs
                || self.last_length >= WRAPPED_LINE
                    && self.marked
                    && !phrase::introduces(&line.text))
    }

    fn extend(&mut self, text: &str) {
        let Some(item) =
            self.stack.last().map(|level| level.item).and_then(|item| self.items.get_mut(item))
        else {
            return;
        };
        let (body, _, ends) = phrase::connected(text);
        item.text.push(' ');
        item.text.push_str(body);
        item.connector = ends.or(item.connector);
        item.closed = phrase::is_closed(text);
    }

    fn push(&mut self, text: &str, style: Option<Style>, place: u32, indent: usize, heading: bool) {
        let Some(role) = self.role(text) else { return };
        let (body, leads, ends) = phrase::connected(text);
        let last = self.last_below_top().and_then(|last| self.items.get_mut(last));
        if let (Some(word), Some(item)) = (leads, last) {
            item.connector = Some(word);
        }
        self.stack.truncate(DEEPEST);
        let parent = self.stack.last().map(|level| level.item);
        let closed = phrase::is_closed(text);
        self.items.push(Item {
            text: body.to_owned(),
            parent,
            role,
            connector: ends,
            heading,
            closed,
        });
        self.stack.push(Level { style, place, indent, item: self.items.len() - 1 });
    }

    /// The last item with the same parent that the next item will have.
    fn last_below_top(&self) -> Option<usize> {
        let parent = self.stack.last().map(|level| level.item);
        self.items.iter().rposition(|item| item.parent == parent)
    }

    /// The role of a line in the open section; `None` where the section asks for nothing.
    fn role(&self, text: &str) -> Option<Role> {
        match self.section {
            Some(Section::Other) => None,
            _ if phrase::is_approval_duration(text) => Some(Role::ApprovalDuration),
            _ if phrase::is_quantity_limit(text) => Some(Role::QuantityLimit),
            Some(Section::Criteria(role)) => Some(role),
            None => Some(Role::Required),
        }
    }
}
