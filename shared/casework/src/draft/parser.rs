//! Reads a model's text as it arrives. Streaming, tolerant and total: any text, cut anywhere, gives a document.

use super::line::{self, Line, Marked};
use super::{DraftEvent, WITHHELD, Writer};
use crate::brief::Brief;
use crate::compose;
use crate::document::{Block, Flag, FlagKind, Sentence, suspicions};
use crate::evidence::EvidenceId;
use crate::kind::Part;
use crate::kind::limit::{Begins, Room};
use std::fmt;

/// Longest line that is read as one. A model that never breaks its lines is broken here.
const LINE_BYTES: usize = 4_096;
/// Most sentences of a draft: what comes after is dropped.
const SENTENCES: usize = 400;

/// Reads one draft. Hand it the model's text in any pieces, then call [`Parser::finish`].
pub struct Parser<'a> {
    brief: &'a Brief,
    writer: Writer,
    buffer: String,
    open: Open,
    section: Option<Part>,
    tabled: bool,
    sentences: usize,
    /// What is left of a portal's limit; none where there is no limit.
    room: Option<Room>,
}

/// Which block takes the next sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    None,
    Paragraph,
    List { ordered: bool },
}

/// Hides clinical text from debug output.
impl fmt::Debug for Parser<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parser").field("open", &self.open).finish_non_exhaustive()
    }
}

impl<'a> Parser<'a> {
    /// A reader for a draft of this brief.
    pub fn new(brief: &'a Brief) -> Self {
        Self {
            brief,
            writer: Writer::default(),
            buffer: String::new(),
            open: Open::None,
            section: None,
            tabled: false,
            sentences: 0,
            room: brief.character_limit().map(Room::within),
        }
    }

    /// Takes the next piece of text and gives what is finished by it.
    pub fn push(&mut self, text: &str) -> Vec<DraftEvent> {
        self.buffer.push_str(text);
        while let Some(line) = self.next_line() {
            self.line(&line);
        }
        self.writer.take()
    }

    /// Takes what is left as the last line, adds the table of treatments if no section held it, and the signature.
    pub fn finish(mut self) -> Vec<DraftEvent> {
        let last = std::mem::take(&mut self.buffer);
        self.line(&last);
        self.leave_section();
        if let Some(signature) = compose::signature(self.brief) {
            self.writer.block(signature);
        }
        self.writer.take()
    }

    /// Cuts a line off the buffer: at a line feed, or at the longest line. Where it is cut depends on the text
    /// alone, never on the pieces in which it came.
    fn next_line(&mut self) -> Option<String> {
        let mut limit = self.buffer.len().min(LINE_BYTES);
        while !self.buffer.is_char_boundary(limit) {
            limit -= 1;
        }
        let feed = self.buffer.get(..limit)?.find('\n');
        match feed {
            Some(at) => {
                let line: String = self.buffer.drain(..=at).collect();
                Some(line)
            }
            None if self.buffer.len() > LINE_BYTES => Some(self.buffer.drain(..limit).collect()),
            None => None,
        }
    }

    fn line(&mut self, line: &str) {
        match line::read(line) {
            Line::Blank => self.open = Open::None,
            Line::Furniture => {}
            // A portal takes plain paragraphs: a heading only ends one, and an item is a sentence like others.
            Line::Heading(_) if self.room.is_some() => self.open = Open::None,
            Line::Item { sentences, .. } | Line::Text(sentences) if self.room.is_some() => {
                self.plain(sentences);
            }
            Line::Heading(text) => self.heading(&text),
            Line::Item { ordered, sentences } => {
                if self.open != (Open::List { ordered }) {
                    self.writer.block(Block::List { ordered, items: Vec::new() });
                    self.open = Open::List { ordered };
                }
                self.writer.item();
                self.sentences(sentences);
            }
            Line::Text(sentences) => {
                if self.open != Open::Paragraph {
                    self.writer.block(Block::Paragraph { sentences: Vec::new() });
                    self.open = Open::Paragraph;
                }
                self.sentences(sentences);
            }
        }
    }

    /// Sentences of a text with a limit: each whole or not at all.
    fn plain(&mut self, sentences: Vec<Marked>) {
        for marked in sentences {
            let sentence = self.sentence(&marked);
            let begins =
                if self.open == Open::Paragraph { Begins::Sentence } else { Begins::Paragraph };
            let fits = self.room.as_mut().is_none_or(|room| room.take(&sentence.text, begins));
            self.sentences += 1;
            if !fits || self.sentences > SENTENCES {
                continue;
            }
            if begins == Begins::Paragraph {
                self.writer.block(Block::Paragraph { sentences: Vec::new() });
                self.open = Open::Paragraph;
            }
            self.writer.sentence(sentence);
        }
    }

    fn heading(&mut self, text: &str) {
        self.leave_section();
        let text = self.brief.reveal(text);
        let text = if blocked(&text) { WITHHELD.to_owned() } else { text };
        let sections = self.brief.kind.spec().sections;
        self.section = sections
            .iter()
            .find(|section| {
                section.heading.is_some_and(|heading| heading.eq_ignore_ascii_case(&text))
            })
            .map(|section| section.part);
        self.writer.block(Block::Heading { level: 1, text });
    }

    /// Closes a section. The one on the treatment history gets its table from the case, not from the model.
    fn leave_section(&mut self) {
        self.open = Open::None;
        let tells = [Some(Part::History), Some(Part::Steps), Some(Part::Alternatives)];
        if tells.contains(&self.section)
            && !self.tabled
            && let Some(table) = compose::history_table(self.brief)
        {
            self.writer.block(table);
            self.tabled = true;
        }
        self.section = None;
    }

    fn sentences(&mut self, sentences: Vec<Marked>) {
        for marked in sentences {
            self.sentences += 1;
            if self.sentences <= SENTENCES {
                let sentence = self.sentence(&marked);
                self.writer.sentence(sentence);
            }
        }
    }

    fn sentence(&self, marked: &Marked) -> Sentence {
        let text = self.brief.reveal(&marked.text);
        if blocked(&text) {
            return withheld();
        }
        let known: Vec<EvidenceId> =
            marked.evidence.iter().copied().filter(|id| self.brief.knows(*id)).collect();
        let dropped = marked.unreadable + marked.evidence.len() - known.len();
        let mut flags = self.brief.ground().flags(&text, Some(&known));
        flags.extend(suspicions(&text));
        flags.extend(self.brief.disputed(&text, &known));
        if dropped > 0 {
            flags.push(unknown_markers(dropped, &text));
        }
        Sentence { id: String::new(), text, evidence: known, flags, attestation: None }
    }
}

/// Whether the firewall refuses the text, or cannot search it.
fn blocked(text: &str) -> bool {
    phi::scan(text).map_or(true, |findings| {
        findings.iter().any(|finding| finding.action == phi::Action::Block)
    })
}

fn withheld() -> Sentence {
    let flag = Flag {
        kind: FlagKind::Identifier,
        text: "The sentence held what looks like an identifier and was withheld. Write it anew or remove it.".to_owned(),
        start: 0,
        end: WITHHELD.chars().count(),
    };
    Sentence {
        id: String::new(),
        text: WITHHELD.to_owned(),
        evidence: Vec::new(),
        flags: vec![flag],
        attestation: None,
    }
}

fn unknown_markers(count: usize, text: &str) -> Flag {
    let what = if count == 1 { "One marker names" } else { "Some markers name" };
    Flag {
        kind: FlagKind::Citation,
        text: format!("{what} no fact, criterion or source of this case; it was dropped."),
        start: 0,
        end: text.chars().count(),
    }
}
