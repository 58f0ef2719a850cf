//! A document while it is being written: events, and the reader of a model's text.
//!
//! The composer and the parser both end in the same events, so nothing later knows who wrote.

mod line;
mod parser;

use crate::document::{Block, Item, Sentence};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use std::fmt;

pub use parser::Parser;

/// Stands in the place of a text that the firewall refused.
pub(crate) const WITHHELD: &str = "[Withheld: this text held what looks like an identifier.]";

/// One step of a document being written. Its JSON is what the stream sends as `data`.
#[derive(Clone, PartialEq, Eq)]
pub enum DraftEvent {
    /// A block begins. A paragraph or list comes empty; its sentences follow.
    Block {
        /// The block's place in the document, from 0.
        index: usize,
        /// The block.
        block: Block,
    },
    /// A sentence is added to a block.
    Sentence {
        /// The block's place in the document, from 0.
        block: usize,
        /// The item's place in a list, from 0; none in a paragraph.
        item: Option<usize>,
        /// The sentence.
        sentence: Sentence,
    },
}

impl DraftEvent {
    /// The event's name in the stream: `block` or `sentence`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Block { .. } => "block",
            Self::Sentence { .. } => "sentence",
        }
    }
}

/// Hides clinical text from debug output.
impl fmt::Debug for DraftEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DraftEvent::{}(..)", self.name())
    }
}

impl Serialize for DraftEvent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            Self::Block { index, block } => {
                map.serialize_entry("index", index)?;
                block_entries(&mut map, block)?;
            }
            Self::Sentence { block, item, sentence } => {
                map.serialize_entry("block", block)?;
                if let Some(item) = item {
                    map.serialize_entry("item", item)?;
                }
                map.serialize_entry("id", &sentence.id)?;
                map.serialize_entry("text", &sentence.text)?;
                map.serialize_entry("evidence", &sentence.evidence)?;
                map.serialize_entry("flags", &sentence.flags)?;
            }
        }
        map.end()
    }
}

/// The entries of a block that stand before its first sentence.
fn block_entries<M: SerializeMap>(map: &mut M, block: &Block) -> Result<(), M::Error> {
    match block {
        Block::Heading { level, text } => {
            map.serialize_entry("type", "heading")?;
            map.serialize_entry("level", level)?;
            map.serialize_entry("text", text)
        }
        Block::Paragraph { .. } => map.serialize_entry("type", "paragraph"),
        Block::List { ordered, .. } => {
            map.serialize_entry("type", "list")?;
            map.serialize_entry("ordered", ordered)
        }
        Block::Table { caption, header, rows } => {
            map.serialize_entry("type", "table")?;
            if let Some(caption) = caption {
                map.serialize_entry("caption", caption)?;
            }
            map.serialize_entry("header", header)?;
            map.serialize_entry("rows", rows)
        }
        Block::Signature { lines } => {
            map.serialize_entry("type", "signature")?;
            map.serialize_entry("lines", lines)
        }
    }
}

/// Puts events together to the blocks of a document. Events that do not fit are left out, so that any
/// beginning of a stream gives the document as far as it had come.
pub fn blocks(events: &[DraftEvent]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for event in events {
        match event {
            DraftEvent::Block { index, block } => {
                if *index == blocks.len() {
                    blocks.push(block.clone());
                }
            }
            DraftEvent::Sentence { block, item, sentence } => {
                if let Some(block) = blocks.get_mut(*block) {
                    add(block, *item, sentence);
                }
            }
        }
    }
    blocks
}

fn add(block: &mut Block, item: Option<usize>, sentence: &Sentence) {
    match (block, item) {
        (Block::Paragraph { sentences }, None) => sentences.push(sentence.clone()),
        (Block::List { items, .. }, Some(item)) => {
            if item == items.len() {
                items.push(Item::default());
            }
            if let Some(item) = items.get_mut(item) {
                item.sentences.push(sentence.clone());
            }
        }
        _ => {}
    }
}

/// Numbers blocks and sentences while a document is being written.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    blocks: usize,
    items: usize,
    sentences: usize,
    events: Vec<DraftEvent>,
}

impl Writer {
    /// Begins a block.
    pub(crate) fn block(&mut self, block: Block) {
        self.events.push(DraftEvent::Block { index: self.blocks, block });
        self.blocks += 1;
        self.items = 0;
    }

    /// Begins an item of the list begun last.
    pub(crate) fn item(&mut self) {
        self.items += 1;
    }

    /// Adds a sentence to the block begun last, in its last item if it has items.
    pub(crate) fn sentence(&mut self, mut sentence: Sentence) {
        self.sentences += 1;
        sentence.id = format!("s{}", self.sentences);
        self.events.push(DraftEvent::Sentence {
            block: self.blocks.saturating_sub(1),
            item: self.items.checked_sub(1),
            sentence,
        });
    }

    /// Hands over the events written since the last call.
    pub(crate) fn take(&mut self) -> Vec<DraftEvent> {
        std::mem::take(&mut self.events)
    }
}
