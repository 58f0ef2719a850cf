//! The tree that a policy text is read into.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
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
    /// Why it does not apply to this case, if someone says so. It is set aside then: neither met nor a gap.
    pub not_applicable: Option<String>,
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

impl Criteria {
    /// Makes an exclusion of everything that stands below `none of`.
    pub(super) fn exclude(&mut self) {
        if self.combinator == Combinator::None {
            self.combinator = Combinator::All;
            self.roots.iter_mut().for_each(Node::exclude);
        }
        self.roots.iter_mut().for_each(Node::exclude_below);
    }
}

impl Node {
    /// A criterion without any below it.
    pub(super) fn leaf(text: String, role: Role) -> Self {
        Self { text, role, combinator: Combinator::All, children: Vec::new(), not_applicable: None }
    }

    /// Whether it is marked as not applicable, or everything below it is.
    pub fn is_set_aside(&self) -> bool {
        self.not_applicable.is_some()
            || !self.children.is_empty() && self.children.iter().all(Self::is_set_aside)
    }

    /// Makes an exclusion of it and of everything below it.
    pub(super) fn exclude(&mut self) {
        self.role = Role::Exclusion;
        self.children.iter_mut().for_each(Self::exclude);
    }

    fn exclude_below(&mut self) {
        if self.combinator == Combinator::None {
            self.children.iter_mut().for_each(Self::exclude);
        } else {
            self.children.iter_mut().for_each(Self::exclude_below);
        }
    }
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 6] = [
        Self::Required,
        Self::Exclusion,
        Self::Renewal,
        Self::Indication,
        Self::QuantityLimit,
        Self::ApprovalDuration,
    ];

    /// The role as it is sent, such as `quantity_limit`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Exclusion => "exclusion",
            Self::Renewal => "renewal",
            Self::Indication => "indication",
            Self::QuantityLimit => "quantity_limit",
            Self::ApprovalDuration => "approval_duration",
        }
    }
}

impl Combinator {
    /// Reads `all_of`, `one_of`, `none_of`, `at_least_3`; `None` for anything else.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "all_of" => Some(Self::All),
            "one_of" => Some(Self::AtLeast(1)),
            "none_of" => Some(Self::None),
            _ => {
                let count = word.strip_prefix("at_least_")?.parse().ok()?;
                (count > 0).then_some(Self::AtLeast(count))
            }
        }
    }
}

impl Serialize for Role {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
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

impl<'de> Deserialize<'de> for Combinator {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        Self::parse(&word).ok_or_else(|| de::Error::custom("not a way in which criteria combine"))
    }
}

impl Serialize for Combinator {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
