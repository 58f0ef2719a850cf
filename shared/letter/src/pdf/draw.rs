//! Draws laid-out pages and writes the file.

use super::PdfError;
use super::fit::fit;
use super::flow::Flow;
use super::font::Fonts;
use super::line::{Ink, Line, lines, pieces};
use super::paginate::{Laid, Room, paginate};
use super::strip::{Paint, Placed, SetLine, Strip};
use super::style::{BOTTOM, EDGE, FOOT, HEAD, HEAD_GAP, MARGIN, MEASURE, PAGE, TOP};
use super::tree::{Node, Tree};
use crate::inline::Text;
use crate::letter::Letter;
use crate::plan::document_title;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::{Document, SerializeSettings};
use std::rc::Rc;

/// Lines that a running head or a footer may take; what is longer is cut, for it is said in the letter itself.
const EDGE_LINES: usize = 3;
/// Width kept free for "Page x of y".
const NUMBER: f32 = 80.0;

/// A web address on a page.
struct Link {
    area: Rect,
    url: Rc<str>,
    node: Node,
}

struct Drawing<'a> {
    fonts: &'a mut Fonts,
    tree: Tree,
    outline: Outline,
    links: Vec<Link>,
    head: Vec<Line>,
    foot: Vec<Line>,
}

/// Draws all pages and writes the file.
pub(super) fn file(letter: &Letter, flow: Flow, fonts: &mut Fonts) -> Result<Vec<u8>, PdfError> {
    let mut document = document()?;
    document.set_metadata(metadata(letter));
    let head = edge(fonts, &letter.running_head, MEASURE)?;
    let foot = edge(fonts, &letter.footer, MEASURE - NUMBER)?;
    let further = if head.is_empty() { TOP } else { HEAD + HEAD_GAP + rows(head.len() - 1) };
    let room = Room { first: TOP, further, bottom: BOTTOM - rows(foot.len().saturating_sub(1)) };
    let Flow { strips, headers, tree } = flow;
    let strips = fit(strips, &headers, room);
    let pages = paginate(&strips, &headers, room);

    let mut drawing =
        Drawing { fonts, tree, outline: Outline::new(), links: Vec::new(), head, foot };
    if strips.iter().all(|strip| !opens_section(strip)) {
        drawing.bookmark(document_title(letter), 0, 0.0);
    }
    for (number, page) in pages.iter().enumerate() {
        drawing.page(&mut document, page, number, pages.len())?;
    }
    document.set_outline(drawing.outline);
    document.set_tag_tree(drawing.tree.tags(letter.language.tag()));
    document.finish().map_err(|fault| invalid(&fault))
}

/// The rules that the file breaks, by name: some of krilla's messages would quote the letter.
fn invalid(fault: &KrillaError) -> PdfError {
    let rules: Vec<_> = if let KrillaError::Validation(rules) = fault {
        rules.iter().map(|(rule, _)| name(&format!("{rule:?}"))).collect()
    } else {
        vec![name(&format!("{fault:?}"))]
    };
    PdfError::Invalid(rules.join(", "))
}

fn name(fault: &str) -> String {
    fault.chars().take_while(char::is_ascii_alphanumeric).collect()
}

fn document() -> Result<Document, PdfError> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|_| PdfError::Invalid("PDF/UA-1 is not supported".to_owned()))?;
    Ok(Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() }))
}

/// Title, author and language; no date, since the letter knows none.
fn metadata(letter: &Letter) -> Metadata {
    let author =
        Text::joined(", ", [&letter.letterhead.clinician, &letter.letterhead.practice]).words();
    let authors = if author.is_empty() { Vec::new() } else { vec![author] };
    Metadata::new()
        .title(document_title(letter))
        .authors(authors)
        .language(letter.language.tag().to_owned())
}

fn edge(fonts: &mut Fonts, text: &Text, width: f32) -> Result<Vec<Line>, PdfError> {
    if text.is_blank() {
        return Ok(Vec::new());
    }
    let mut lines = lines(fonts, &pieces(text, EDGE.typeface), EDGE, width)?;
    lines.truncate(EDGE_LINES);
    Ok(lines)
}

fn opens_section(strip: &Strip) -> bool {
    strip
        .placed
        .iter()
        .any(|placed| matches!(placed, Placed::Line(SetLine { outline: Some(_), .. })))
}

/// Height of a number of lines of a running head or footer.
fn rows(number: usize) -> f32 {
    crate::columns::count(number) * EDGE.leading
}

impl Drawing<'_> {
    fn page(
        &mut self,
        document: &mut Document,
        strips: &[Laid<'_>],
        number: usize,
        of: usize,
    ) -> Result<(), PdfError> {
        let settings = PageSettings::from_wh(PAGE.0, PAGE.1)
            .ok_or_else(|| PdfError::Invalid("the page has no size".to_owned()))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for laid in strips {
            Self::bars(&mut surface, laid);
            for placed in &laid.strip.placed {
                if let Placed::Line(line) = placed {
                    self.line(&mut surface, line, laid, number);
                }
            }
        }
        self.edges(&mut surface, number, of)?;
        surface.finish();
        for link in std::mem::take(&mut self.links) {
            let target = Target::Action(Action::Link(LinkAction::new(link.url.to_string())));
            let annotation = Annotation::new_link(
                LinkAnnotation::new(link.area, target),
                Some(link.url.to_string()),
            );
            let content = page.add_tagged_annotation(annotation);
            self.tree.fill(link.node, content);
        }
        Ok(())
    }

    fn bookmark(&mut self, words: String, page: usize, y: f32) {
        let top = (y - 12.0).max(0.0);
        self.outline.push_child(OutlineNode::new(
            words,
            XyzDestination::new(page, Point::from_xy(0.0, top)),
        ));
    }

    /// Rules, tints and the marks behind blanks.
    fn bars(surface: &mut Surface<'_>, laid: &Laid<'_>) {
        for placed in &laid.strip.placed {
            match placed {
                Placed::Bar { area: [x, y, width, height], paint } => {
                    let area = Rect::from_xywh(MARGIN + x, laid.y + y, *width, *height);
                    bar(surface, area, bar_colour(*paint));
                }
                Placed::Line(line) => {
                    let (x, y) = (MARGIN + line.x, laid.y + line.baseline);
                    for blank in line.line.fragments.iter().filter(|fragment| fragment.blank) {
                        let size = line.set.size;
                        let tint =
                            Rect::from_xywh(x + blank.x, y - size * 0.82, blank.width, size * 1.1);
                        bar(surface, tint, rgb::Color::new(255, 243, 196));
                        let rule = Rect::from_xywh(x + blank.x, y + size * 0.22, blank.width, 0.7);
                        bar(surface, rule, rgb::Color::new(138, 109, 0));
                    }
                }
            }
        }
    }

    fn line(&mut self, surface: &mut Surface<'_>, line: &SetLine, laid: &Laid<'_>, page: usize) {
        let (x, y) = (MARGIN + line.x, laid.y + line.baseline);
        if laid.repeated {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(
                ArtifactType::PaginationOther,
            )));
            self.words(surface, &line.line, x, y, (line.set.size, line.set.ink), |_| true);
            surface.end_tagged();
            return;
        }
        if let Some(words) = &line.outline {
            self.bookmark(words.clone(), page, y - line.set.size);
        }
        let parts = [(line.node, false), (line.link.unwrap_or(line.node), true)];
        for (node, linked) in parts {
            if line.line.fragments.iter().any(|fragment| fragment.link.is_some() == linked) {
                let content = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                let style = (line.set.size, line.set.ink);
                self.words(surface, &line.line, x, y, style, |is_link| is_link == linked);
                surface.end_tagged();
                self.tree.fill(node, content);
            }
        }
        for fragment in &line.line.fragments {
            let top = y - line.set.size * 0.8;
            let area = Rect::from_xywh(x + fragment.x, top, fragment.width, line.set.size * 1.05);
            if let (Some(url), Some(node), Some(area)) = (&fragment.link, line.link, area) {
                self.links.push(Link { area, url: url.clone(), node });
            }
        }
    }

    fn words(
        &self,
        surface: &mut Surface<'_>,
        line: &Line,
        x: f32,
        y: f32,
        (size, ink): (f32, Ink),
        shown: impl Fn(bool) -> bool,
    ) {
        surface.set_fill(Some(fill(ink_colour(ink))));
        for fragment in line.fragments.iter().filter(|fragment| shown(fragment.link.is_some())) {
            let start = Point::from_xy(x + fragment.x, y);
            let shaped = &fragment.shaped;
            let font = self.fonts.font(shaped.typeface);
            surface.draw_glyphs(start, &shaped.glyphs, font, &shaped.text, size, false);
        }
    }

    /// The running head, the footer and the page number: artifacts, not part of what is read aloud.
    fn edges(
        &mut self,
        surface: &mut Surface<'_>,
        number: usize,
        of: usize,
    ) -> Result<(), PdfError> {
        let style = (EDGE.size, EDGE.ink);
        if number > 0 && !self.head.is_empty() {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Header)));
            for (at, line) in self.head.iter().enumerate() {
                self.words(surface, line, MARGIN, HEAD + rows(at), style, |_| true);
            }
            surface.end_tagged();
        }
        let words = Text::from(format!("Page {} of {of}", number + 1));
        let label = lines(self.fonts, &pieces(&words, EDGE.typeface), EDGE, NUMBER)?;
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
        let first = FOOT - rows(self.foot.len().saturating_sub(1));
        for (at, line) in self.foot.iter().enumerate() {
            self.words(surface, line, MARGIN, first + rows(at), style, |_| true);
        }
        for line in &label {
            self.words(surface, line, MARGIN + MEASURE - line.width, FOOT, style, |_| true);
        }
        surface.end_tagged();
        Ok(())
    }
}

fn bar(surface: &mut Surface<'_>, area: Option<Rect>, colour: rgb::Color) {
    let Some(area) = area else { return };
    let mut path = PathBuilder::new();
    path.push_rect(area);
    if let Some(path) = path.finish() {
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        surface.set_fill(Some(fill(colour)));
        surface.draw_path(&path);
        surface.end_tagged();
    }
}

fn fill(colour: rgb::Color) -> Fill {
    Fill { paint: colour.into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

fn ink_colour(ink: Ink) -> rgb::Color {
    match ink {
        Ink::Black => rgb::Color::new(0, 0, 0),
        Ink::Blue => rgb::Color::new(31, 59, 87),
        Ink::Grey => rgb::Color::new(74, 74, 74),
    }
}

fn bar_colour(paint: Paint) -> rgb::Color {
    match paint {
        Paint::Strong => rgb::Color::new(31, 59, 87),
        Paint::Hairline => rgb::Color::new(184, 194, 204),
        Paint::Tint => rgb::Color::new(238, 242, 246),
    }
}
