//! The parts of a letter in the order they are printed: what all four renderers have in common.

use crate::block::{Block, Criterion};
use crate::clean::clean;
use crate::inline::{Inline, Text};
use crate::letter::{Letter, Letterhead, ReLine, Reference, Signature};
use std::borrow::Cow;

/// Deepest heading of a body, below the title.
const DEEPEST_LEVEL: u8 = 3;

static EMPTY: Text = Text::EMPTY;

/// One part of a letter. Blank parts and blank lines within them never appear.
pub(crate) enum Part<'a> {
    /// The head of the first page.
    Letterhead { name: Cow<'a, Text>, lines: Vec<Text>, contact: Vec<&'a Text> },
    /// The date.
    Date(&'a Text),
    /// Whom the letter goes to.
    Addressee(Vec<&'a Text>),
    /// The document's first heading.
    Title(String),
    /// What the letter is about.
    Re(Vec<&'a ReLine>),
    /// A heading, 1 to 3; no level is ever skipped on the way down.
    Heading(u8, Cow<'a, Text>),
    /// A paragraph.
    Paragraph(&'a Text),
    /// A quotation.
    Quote(&'a Text),
    /// A list.
    List { ordered: bool, items: Vec<&'a Text> },
    /// A table.
    Table(Grid<'a>),
    /// A payer's criteria.
    Criteria(&'a [Criterion]),
    /// The close.
    Signature(&'a Signature),
    /// The numbered references.
    References(&'a [Reference]),
    /// Small print.
    Note(&'a Text),
}

/// A table whose rows all have the same number of cells.
pub(crate) struct Grid<'a> {
    /// What the table shows.
    pub(crate) caption: Option<&'a Text>,
    /// The header row; empty if the table has none.
    pub(crate) header: Vec<&'a Text>,
    /// The rows.
    pub(crate) rows: Vec<Vec<&'a Text>>,
    /// Cells in a row, at least one.
    pub(crate) columns: usize,
}

/// The parts of a letter, in order.
pub(crate) fn parts(letter: &Letter) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    parts.extend(letterhead(&letter.letterhead));
    parts.extend(some(&letter.date_line).map(Part::Date));
    parts.extend(filled(&letter.addressee).map(Part::Addressee));
    let title = one_line(&letter.title);
    if !title.is_empty() {
        parts.push(Part::Title(title));
    }
    let re: Vec<_> = letter.re.iter().filter(|line| !line.value.is_blank()).collect();
    if !re.is_empty() {
        parts.push(Part::Re(re));
    }
    parts.extend(some(&letter.salutation).map(Part::Paragraph));
    body(&letter.body, &mut parts);
    parts.extend(letter.signature.as_ref().map(Part::Signature));
    if let Some(items) = filled(&letter.enclosures) {
        parts.push(Part::Heading(1, Cow::Owned("Enclosures".into())));
        parts.push(Part::List { ordered: false, items });
    }
    if !letter.references.is_empty() {
        parts.push(Part::Heading(1, Cow::Owned("References".into())));
        parts.push(Part::References(&letter.references));
    }
    parts.extend(letter.notes.iter().filter_map(some).map(Part::Note));
    parts
}

/// The name of the file's content: its title or, since a PDF must have one, a word for it.
pub(crate) fn document_title(letter: &Letter) -> String {
    let title = one_line(&letter.title);
    if title.is_empty() { "Letter".to_owned() } else { title }
}

fn one_line(words: &str) -> String {
    clean(words).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn some(text: &Text) -> Option<&Text> {
    (!text.is_blank()).then_some(text)
}

fn filled(texts: &[Text]) -> Option<Vec<&Text>> {
    let texts: Vec<_> = texts.iter().filter_map(some).collect();
    (!texts.is_empty()).then_some(texts)
}

fn letterhead(head: &Letterhead) -> Option<Part<'_>> {
    let clinician = Text::joined(", ", [&head.clinician, &head.credentials]);
    let npi = if head.npi.is_blank() {
        Text::default()
    } else {
        Text::joined(" ", [&"NPI".into(), &head.npi])
    };
    let field = Text::joined(" · ", [&head.specialty, &npi]);
    let (name, clinician) = match some(&head.practice) {
        Some(practice) => (Cow::Borrowed(practice), clinician),
        None => (Cow::Owned(clinician), Text::default()),
    };
    let lines: Vec<_> = [clinician, field].into_iter().filter(|line| !line.is_blank()).collect();
    let contact: Vec<_> = head.lines.iter().filter_map(some).collect();
    let blank = name.is_blank() && lines.is_empty() && contact.is_empty();
    (!blank).then_some(Part::Letterhead { name, lines, contact })
}

fn body<'a>(blocks: &'a [Block], parts: &mut Vec<Part<'a>>) {
    let mut deepest = 0;
    for block in blocks {
        match block {
            Block::Heading { level, text } => {
                if let Some(text) = some(text) {
                    deepest = (*level).clamp(1, DEEPEST_LEVEL).min(deepest + 1);
                    parts.push(Part::Heading(deepest, Cow::Borrowed(text)));
                }
            }
            Block::Paragraph { text } => parts.extend(some(text).map(Part::Paragraph)),
            Block::Quote { text } => parts.extend(some(text).map(Part::Quote)),
            Block::List { ordered, items } => {
                parts.extend(filled(items).map(|items| Part::List { ordered: *ordered, items }));
            }
            Block::Table { caption, header, rows } => {
                parts.extend(grid(caption.as_ref(), header, rows).map(Part::Table));
            }
            Block::Criteria { items } => {
                if !items.is_empty() {
                    parts.push(Part::Criteria(items));
                }
            }
        }
    }
}

fn grid<'a>(
    caption: Option<&'a Text>,
    header: &'a [Text],
    rows: &'a [Vec<Text>],
) -> Option<Grid<'a>> {
    let columns = rows.iter().map(Vec::len).chain([header.len()]).max().unwrap_or_default();
    let even = |cells: &'a [Text]| -> Vec<&'a Text> {
        cells.iter().chain(std::iter::repeat(&EMPTY)).take(columns).collect()
    };
    let header = if header.iter().all(Text::is_blank) { Vec::new() } else { even(header) };
    let rows: Vec<_> =
        rows.iter().filter(|row| !row.iter().all(Text::is_blank)).map(|row| even(row)).collect();
    let printed = !header.is_empty() || !rows.is_empty();
    (columns > 0 && printed).then_some(Grid {
        caption: caption.and_then(some),
        header,
        rows,
        columns,
    })
}

/// What is printed under a criterion: its status, with the evidence behind it or, if there is more, as a list below.
pub(crate) fn findings(criterion: &Criterion) -> (Text, Vec<&Text>) {
    let label = criterion.status.label();
    let evidence: Vec<_> = criterion.evidence.iter().filter_map(some).collect();
    let mut line = Text::default();
    match evidence.as_slice() {
        [] => line.push(Inline::Strong(format!("{label}."))),
        [only] => {
            line.push(Inline::Strong(format!("{label}: ")));
            only.inlines().iter().for_each(|inline| line.push(inline.clone()));
            return (line, Vec::new());
        }
        _ => line.push(Inline::Strong(format!("{label}:"))),
    }
    (line, evidence)
}
