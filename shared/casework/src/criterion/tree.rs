//! The tree that a policy text is read into.

use std::fmt;

use serde::{Serialize, Serializer};

/// What a policy text asks for, or why nothing could be read from it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Criteria {
    /// The outermost criteria, in the text's order; all of them are asked for unless their role says otherwise.
    pub roots: Vec<Node>,
    /// How the outermost criteria combine.
    pub combinator: Combinator,
    /// Why there are none.
    pub none: Option<NoCriteria>,
}

/// Why no criterion was read from a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoCriteria {
    /// There was no text.
    Blank,
    /// The text is prose, code or something else without anything that a payer could ask for.
    NotAPolicy,
}

/// One criterion, with those below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The criterion in the payer's words, cleaned of numbering, markup and line breaks.
    pub text: String,
    /// What it is there for.
    pub role: Role,
    /// How the criteria below it combine; without any below it, it is asked for itself.
    pub combinator: Combinator,
    /// The criteria below it.
    pub children: Vec<Node>,
}

/// How criteria side by side combine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Combinator {
    /// Every one must be met.
    #[default]
    All,
    /// So many must be met; 1 is `one of the following`.
    AtLeast(u32),
    /// None may be met: exclusions, contraindications to coverage.
    None,
}

/// What a criterion is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Role {
    /// It must be met.
    #[default]
    Required,
    /// It must not be so: the case is not covered if it is.
    Exclusion,
    /// It is asked for when approval is renewed, and set aside for a first request.
    Renewal,
    /// A group for one of several indications; those that the case does not have are set aside.
    Indication,
    /// It limits the quantity or dose asked for.
    QuantityLimit,
    /// It says for how long approval is given; nothing to be met unless the request is longer.
    ApprovalDuration,
}

impl fmt::Display for Combinator {
    /// As it is sent: `all_of`, `one_of`, `at_least_2`, `none_of`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("all_of"),
            Self::AtLeast(1) => f.write_str("one_of"),
            Self::AtLeast(count) => write!(f, "at_least_{count}"),
            Self::None => f.write_str("none_of"),
        }
    }
}

impl Serialize for Combinator {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
