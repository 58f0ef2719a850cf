//! States, the District of Columbia and territories by their USPS abbreviation (USPS Publication 28, appendix B).

/// A state or territory of the United States.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct State(usize);

/// The text is not a USPS abbreviation of a state or territory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a USPS abbreviation of a state or territory")]
pub struct UnknownState;

const STATES: [(&str, &str); 59] = [
    ("AK", "Alaska"),
    ("AL", "Alabama"),
    ("AR", "Arkansas"),
    ("AS", "American Samoa"),
    ("AZ", "Arizona"),
    ("CA", "California"),
    ("CO", "Colorado"),
    ("CT", "Connecticut"),
    ("DC", "the District of Columbia"),
    ("DE", "Delaware"),
    ("FL", "Florida"),
    ("FM", "the Federated States of Micronesia"),
    ("GA", "Georgia"),
    ("GU", "Guam"),
    ("HI", "Hawaii"),
    ("IA", "Iowa"),
    ("ID", "Idaho"),
    ("IL", "Illinois"),
    ("IN", "Indiana"),
    ("KS", "Kansas"),
    ("KY", "Kentucky"),
    ("LA", "Louisiana"),
    ("MA", "Massachusetts"),
    ("MD", "Maryland"),
    ("ME", "Maine"),
    ("MH", "the Marshall Islands"),
    ("MI", "Michigan"),
    ("MN", "Minnesota"),
    ("MO", "Missouri"),
    ("MP", "the Northern Mariana Islands"),
    ("MS", "Mississippi"),
    ("MT", "Montana"),
    ("NC", "North Carolina"),
    ("ND", "North Dakota"),
    ("NE", "Nebraska"),
    ("NH", "New Hampshire"),
    ("NJ", "New Jersey"),
    ("NM", "New Mexico"),
    ("NV", "Nevada"),
    ("NY", "New York"),
    ("OH", "Ohio"),
    ("OK", "Oklahoma"),
    ("OR", "Oregon"),
    ("PA", "Pennsylvania"),
    ("PR", "Puerto Rico"),
    ("PW", "Palau"),
    ("RI", "Rhode Island"),
    ("SC", "South Carolina"),
    ("SD", "South Dakota"),
    ("TN", "Tennessee"),
    ("TX", "Texas"),
    ("UT", "Utah"),
    ("VA", "Virginia"),
    ("VI", "the US Virgin Islands"),
    ("VT", "Vermont"),
    ("WA", "Washington"),
    ("WI", "Wisconsin"),
    ("WV", "West Virginia"),
    ("WY", "Wyoming"),
];

impl State {
    /// Reads a two-letter abbreviation in either case; blanks at the ends are ignored.
    ///
    /// # Errors
    /// [`UnknownState`] if no state or territory has it.
    pub fn parse(text: &str) -> Result<Self, UnknownState> {
        let code = text.trim().to_ascii_uppercase();
        STATES.iter().position(|(known, _)| *known == code).map(Self).ok_or(UnknownState)
    }

    /// Every state and territory, by abbreviation.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..STATES.len()).map(Self)
    }

    /// The USPS abbreviation, such as `OH`.
    pub fn code(self) -> &'static str {
        STATES.get(self.0).map_or("", |(code, _)| code)
    }

    /// The name as it reads after "in", such as `Ohio` or `the District of Columbia`.
    pub fn name(self) -> &'static str {
        STATES.get(self.0).map_or("", |(_, name)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_is_read_back_from_its_abbreviation() {
        assert_eq!(State::all().count(), 59);
        for state in State::all() {
            assert_eq!(State::parse(state.code()), Ok(state));
            assert_eq!(State::parse(&state.code().to_lowercase()), Ok(state));
        }
    }

    #[test]
    fn names_and_other_letters_are_refused() {
        for text in ["Ohio", "XX", "", "O", "OHIO"] {
            assert_eq!(State::parse(text), Err(UnknownState));
        }
    }
}
