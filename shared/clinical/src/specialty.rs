//! Medical specialties: the CMS list and the sub-specialties that practices use. Source: `data/README.md`.

use crate::names::{Table, key};

static SPECIALTIES: Table = Table {
    names: include_str!(concat!(env!("OUT_DIR"), "/specialties.names")),
    rows: include_str!(concat!(env!("OUT_DIR"), "/specialties.rows")),
};

/// One specialty of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Specialty {
    row: &'static str,
}

/// The text is not the name of a listed specialty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a specialty of the list")]
pub struct UnknownSpecialty;

/// Specialties with a name that starts with the text, then those with such a word, then near spellings.
pub fn search(text: &str, limit: usize) -> Vec<Specialty> {
    let key = key(text);
    let mut rows = SPECIALTIES.search(&key, limit);
    if rows.is_empty() && key.len() > 3 {
        rows = SPECIALTIES.near(&key, limit);
    }
    rows.into_iter().map(|row| Specialty { row }).collect()
}

impl Specialty {
    /// Reads a specialty's name, whatever its case and punctuation.
    ///
    /// # Errors
    /// [`UnknownSpecialty`] if no specialty of the list has that name.
    pub fn parse(text: &str) -> Result<Self, UnknownSpecialty> {
        SPECIALTIES.find(&key(text)).map(|row| Self { row }).ok_or(UnknownSpecialty)
    }

    /// The name to show, such as `Rheumatology`.
    pub fn name(self) -> &'static str {
        self.cell(1)
    }

    /// The CMS specialty code, if the specialty is on the CMS list.
    pub fn cms_code(self) -> Option<&'static str> {
        Some(self.cell(0)).filter(|code| !code.is_empty())
    }

    /// The wider specialty that a sub-specialty belongs to.
    pub fn parent(self) -> Option<&'static str> {
        Some(self.cell(4)).filter(|parent| !parent.is_empty())
    }

    fn cell(self, column: usize) -> &'static str {
        self.row.split('\t').nth(column).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_specialty_is_read_whatever_its_case() {
        let specialty = Specialty::parse("rheumatology").unwrap();
        assert_eq!(specialty.name(), "Rheumatology");
        assert!(specialty.cms_code().is_some());
        assert_eq!(Specialty::parse("Retina").unwrap().parent(), Some("Ophthalmology"));
        assert_eq!(Specialty::parse("phrenology"), Err(UnknownSpecialty));
    }

    #[test]
    fn searching_finds_words_inside_names() {
        assert!(search("surgery", 30).len() > 5);
        assert!(
            search("rhematology", 3).iter().any(|specialty| specialty.name() == "Rheumatology")
        );
    }
}
