//! Lays the parts of a letter out as strips.

use super::PdfError;
use super::font::Fonts;
use super::line::{Line, Piece, Type, lines, pieces};
use super::strip::{
    Paint, Placed, SetLine, Strip, baseline, keep_together, keep_two_lines, keep_with_next,
};
use super::style::{
    ANSWER, BODY, CRITERION, INDENT, MEASURE, NOTE, REFERENCE, SIGNATURE, TITLE, heading,
};
use super::tree::{Node, Tree};
use crate::block::Criterion;
use crate::clean::clean;
use crate::inline::Text;
use crate::letter::{Letter, Reference, Signature};
use crate::plan::{Part, findings, parts};
use crate::xml::link;
use krilla::tagging::{ListNumbering, Tag};
use std::num::NonZeroU16;

/// A letter as strips, with its structure.
#[derive(Default)]
pub(super) struct Flow {
    /// The strips, from the first to the last.
    pub(super) strips: Vec<Strip>,
    /// The headers of the tables, for repetition.
    pub(super) headers: Vec<Vec<Strip>>,
    /// The structure.
    pub(super) tree: Tree,
}

/// Where a paragraph stands, and how.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    /// Left edge, from the margin.
    pub(super) x: f32,
    /// Width.
    pub(super) width: f32,
    /// Type.
    pub(super) set: Type,
    /// Space above.
    pub(super) before: f32,
}

impl Frame {
    /// The full measure.
    pub(super) fn full(set: Type, before: f32) -> Self {
        Self { x: 0.0, width: MEASURE, set, before }
    }

    /// Indented from the left.
    pub(super) fn indented(self, by: f32) -> Self {
        Self { x: self.x + by, width: self.width - by, ..self }
    }
}

/// Lays a letter out.
pub(super) fn flow(letter: &Letter, fonts: &mut Fonts) -> Result<Flow, PdfError> {
    let mut setter = Setter { fonts, flow: Flow::default() };
    for part in parts(letter) {
        setter.part(&part)?;
    }
    Ok(setter.flow)
}

/// Lays parts out one after the other.
pub(super) struct Setter<'a> {
    /// Measures the words.
    pub(super) fonts: &'a mut Fonts,
    /// What is laid out so far.
    pub(super) flow: Flow,
}

impl Setter<'_> {
    fn part(&mut self, part: &Part<'_>) -> Result<(), PdfError> {
        match part {
            Part::Letterhead { name, lines, contact } => self.letterhead(name, lines, contact),
            Part::Date(text) => self.paragraph(text, Frame::full(BODY, 20.0)),
            Part::Addressee(lines) => self.addressee(lines),
            Part::Title(title) => self.title(title),
            Part::Re(lines) => self.re(lines),
            Part::Heading(level, text) => self.heading(*level, text),
            Part::Paragraph(text) => {
                self.paragraph(text, Frame::full(BODY, 6.5))?;
                if text.words().trim_end().ends_with(':') {
                    self.hold();
                }
                Ok(())
            }
            Part::Quote(text) => self.quote(text),
            Part::List { ordered, items } => {
                let numbering = if *ordered { ListNumbering::Decimal } else { ListNumbering::Disc };
                self.list(None, numbering, items, Frame::full(BODY, 6.0))
            }
            Part::Table(grid) => self.table(grid),
            Part::Criteria(criteria) => self.criteria(criteria),
            Part::Signature(signature) => self.signature(signature),
            Part::References(references) => self.references(references),
            Part::Note(text) => self.paragraph(text, Frame::full(NOTE, 9.0)),
        }
    }

    /// Sets a paragraph of an element and answers where its strips begin.
    pub(super) fn set(
        &mut self,
        node: Node,
        pieces: &[Piece],
        frame: Frame,
    ) -> Result<usize, PdfError> {
        let lines = lines(self.fonts, pieces, frame.set, frame.width)?;
        Ok(self.push(node, lines, frame))
    }

    fn push(&mut self, node: Node, lines: Vec<Line>, frame: Frame) -> usize {
        let start = self.flow.strips.len();
        for line in lines {
            let first = self.flow.strips.len() == start;
            self.flow.strips.push(Strip {
                before: if first { frame.before } else { 0.0 },
                height: frame.set.leading,
                placed: vec![placed(frame.x, frame.set, line, node)],
                ..Strip::default()
            });
        }
        keep_two_lines(self.from(start));
        start
    }

    /// The strips from this one on.
    pub(super) fn from(&mut self, start: usize) -> &mut [Strip] {
        self.flow.strips.get_mut(start..).unwrap_or_default()
    }

    /// Keeps what was set last on the page of what comes next.
    pub(super) fn hold(&mut self) {
        if let Some(last) = self.flow.strips.last_mut() {
            last.keep = true;
        }
    }

    fn paragraph(&mut self, text: &Text, frame: Frame) -> Result<(), PdfError> {
        let node = self.flow.tree.add(None, Tag::P);
        self.set(node, &pieces(text, frame.set.typeface), frame)?;
        Ok(())
    }

    fn addressee(&mut self, texts: &[&Text]) -> Result<(), PdfError> {
        let node = self.flow.tree.add(None, Tag::P);
        let start = self.flow.strips.len();
        for (at, text) in texts.iter().enumerate() {
            let before = if at == 0 { 16.0 } else { 0.0 };
            self.set(node, &pieces(text, BODY.typeface), Frame::full(BODY, before))?;
        }
        keep_together(self.from(start));
        Ok(())
    }

    fn title(&mut self, title: &str) -> Result<(), PdfError> {
        self.headline(NonZeroU16::MIN, &Text::from(title), Frame::full(TITLE, 18.0))
    }

    fn heading(&mut self, level: u8, text: &Text) -> Result<(), PdfError> {
        let (set, before) = heading(level);
        self.headline(
            NonZeroU16::MIN.saturating_add(u16::from(level)),
            text,
            Frame::full(set, before),
        )
    }

    fn headline(&mut self, level: NonZeroU16, text: &Text, frame: Frame) -> Result<(), PdfError> {
        let words = text.words().replace('\n', " ");
        let node = self.flow.tree.add(None, Tag::Hn(level, Some(words.clone())));
        let start = self.set(node, &pieces(text, frame.set.typeface), frame)?;
        let strips = self.from(start);
        keep_with_next(strips);
        // The outline shows the title and the main sections.
        if level.get() <= 2
            && let Some(Placed::Line(line)) =
                strips.first_mut().and_then(|strip| strip.placed.first_mut())
        {
            line.outline = Some(words);
        }
        Ok(())
    }

    fn quote(&mut self, text: &Text) -> Result<(), PdfError> {
        let node = self.flow.tree.add(None, Tag::BlockQuote);
        let paragraph = self.flow.tree.add(Some(node), Tag::P);
        let mut frame = Frame::full(BODY, 8.0).indented(INDENT);
        frame.width -= INDENT;
        let start = self.set(paragraph, &pieces(text, BODY.typeface), frame)?;
        for strip in self.from(start) {
            let area = [8.0, 0.0, 1.8, strip.height];
            strip.placed.push(Placed::Bar { area, paint: Paint::Hairline });
        }
        Ok(())
    }

    /// Sets a list; `frame` is that of the list, markers included.
    fn list(
        &mut self,
        parent: Option<Node>,
        numbering: ListNumbering,
        items: &[&Text],
        frame: Frame,
    ) -> Result<(), PdfError> {
        let list = self.flow.tree.add(parent, Tag::L(numbering));
        for (at, item) in items.iter().enumerate() {
            let marker = if numbering == ListNumbering::Decimal {
                format!("{}.", at + 1)
            } else {
                "•".to_owned()
            };
            let frame = Frame { before: if at == 0 { frame.before } else { 2.5 }, ..frame };
            self.item(list, &marker, &pieces(item, frame.set.typeface), frame)?;
            // Neither the first nor the last item stands alone.
            if at + 1 < items.len() && (at == 0 || at + 2 == items.len()) {
                self.hold();
            }
        }
        Ok(())
    }

    /// Sets a list item with its marker and answers the element of its body.
    fn item(
        &mut self,
        list: Node,
        marker: &str,
        pieces: &[Piece],
        frame: Frame,
    ) -> Result<Node, PdfError> {
        let item = self.flow.tree.add(Some(list), Tag::LI);
        let label = self.flow.tree.add(Some(item), Tag::Lbl);
        let body = self.flow.tree.add(Some(item), Tag::LBody);
        let start = self.set(body, pieces, frame.indented(INDENT))?;
        let word = Piece {
            words: marker.to_owned(),
            typeface: frame.set.typeface,
            blank: false,
            link: None,
        };
        let mut line = lines(self.fonts, &[word], frame.set, MEASURE)?;
        if let (Some(strip), Some(line)) = (self.from(start).first_mut(), line.pop()) {
            // Numbers are flush right against the text, so that 9 and 10 stand in line.
            let x =
                if marker == "•" { frame.x + 5.0 } else { frame.x + INDENT - 5.5 - line.width };
            strip.placed.insert(0, placed(x.max(0.0), frame.set, line, label));
        }
        Ok(body)
    }

    fn criteria(&mut self, criteria: &[Criterion]) -> Result<(), PdfError> {
        let list = self.flow.tree.add(None, Tag::L(ListNumbering::Decimal));
        for (at, criterion) in criteria.iter().enumerate() {
            let (finding, evidence) = findings(criterion);
            let frame = Frame::full(CRITERION, if at == 0 { 6.0 } else { 4.5 });
            let text = pieces(&criterion.text, CRITERION.typeface);
            let body = self.item(list, &format!("{}.", at + 1), &text, frame)?;
            self.hold();
            let paragraph = self.flow.tree.add(Some(body), Tag::P);
            let below = Frame::full(ANSWER, 0.5).indented(INDENT);
            self.set(paragraph, &pieces(&finding, ANSWER.typeface), below)?;
            if !evidence.is_empty() {
                self.hold();
                self.list(
                    Some(body),
                    ListNumbering::Disc,
                    &evidence,
                    Frame { before: 1.5, ..below },
                )?;
            }
        }
        Ok(())
    }

    fn signature(&mut self, signature: &Signature) -> Result<(), PdfError> {
        // A signature never stands alone on its page.
        self.hold();
        let start = self.flow.strips.len();
        if !signature.closing.is_blank() {
            self.paragraph(&signature.closing, Frame::full(BODY, 12.0))?;
        }
        let node = self.flow.tree.add(None, Tag::P);
        self.flow.strips.push(Strip { height: SIGNATURE, ..Strip::default() });
        for text in
            [&signature.name].into_iter().chain(&signature.lines).filter(|text| !text.is_blank())
        {
            self.set(node, &pieces(text, BODY.typeface), Frame::full(BODY, 0.0))?;
        }
        keep_together(self.from(start));
        Ok(())
    }

    fn references(&mut self, references: &[Reference]) -> Result<(), PdfError> {
        let list = self.flow.tree.add(None, Tag::L(ListNumbering::Decimal));
        for (at, reference) in references.iter().enumerate() {
            let mut text = pieces(&reference.text, REFERENCE.typeface);
            let url = reference.url.as_deref().map(clean).unwrap_or_default();
            let web = link(&url).map(Into::into);
            for (words, link) in [(" ", None), (&*url, web.clone())] {
                text.push(Piece {
                    words: words.to_owned(),
                    typeface: REFERENCE.typeface,
                    blank: false,
                    link,
                });
            }
            let frame = Frame::full(REFERENCE, if at == 0 { 5.0 } else { 3.0 });
            let start = self.flow.strips.len();
            let body = self.item(list, &format!("{}.", at + 1), &text, frame)?;
            if web.is_some() {
                let link = self.flow.tree.add(Some(body), Tag::Link);
                for placed in self.from(start).iter_mut().flat_map(|strip| &mut strip.placed) {
                    if let Placed::Line(line) = placed {
                        line.link = Some(link);
                    }
                }
            }
        }
        Ok(())
    }
}

/// A line at its place in a strip.
pub(super) fn placed(x: f32, set: Type, line: Line, node: Node) -> Placed {
    Placed::Line(SetLine { x, baseline: baseline(set), line, set, node, link: None, outline: None })
}

#[cfg(test)]
impl Flow {
    /// All words, element by element in reading order.
    pub(super) fn words(&self) -> String {
        let mut elements = std::collections::BTreeMap::<usize, String>::new();
        for placed in self.strips.iter().flat_map(|strip| &strip.placed) {
            if let Placed::Line(line) = placed {
                let words = elements.entry(line.node.order()).or_default();
                line.line
                    .fragments
                    .iter()
                    .for_each(|fragment| words.push_str(&fragment.shaped.text));
            }
        }
        elements.into_values().collect::<Vec<_>>().join("\n")
    }
}
