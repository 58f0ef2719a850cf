//! What the firewall says about a text: where, what kind, how grave, and how to say it instead.
//! Nothing here holds text: a finding can be logged or sent without carrying an identifier.

/// One identifier found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Finding {
    /// First byte of the identifier in the original text; always on a character boundary.
    pub start: usize,
    /// First byte after the identifier in the original text; always on a character boundary.
    pub end: usize,
    /// What kind of identifier it is.
    pub category: Category,
    /// Whether the text must not pass, or only needs a second look.
    pub action: Action,
    /// Which rule found it, as `family.rule`; stable, so that a report can name it.
    pub rule: &'static str,
}

/// What must happen with a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Flag it; the writer may keep it by acknowledging.
    Warn,
    /// The text must not pass.
    Block,
}

impl Action {
    /// The action's name in the interchange format: `block` or `warn`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Warn => "warn",
            Self::Block => "block",
        }
    }
}

/// Kinds of identifier: the Safe Harbor list (45 CFR 164.514(b)(2)(i)), split where the remedy differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// A patient, relative or contact: a last name or a full name.
    Name,
    /// A clinician's name.
    Provider,
    /// A date of birth.
    Dob,
    /// Any date more precise than a year.
    Date,
    /// A season, quarter or holiday of a year.
    DateCoarse,
    /// An age of 90 or above as a number.
    Age90,
    /// A telephone number.
    Phone,
    /// A fax number.
    Fax,
    /// An e-mail address.
    Email,
    /// A Social Security number, whole, masked, or its last four digits.
    Ssn,
    /// A medical record number.
    Mrn,
    /// A health plan member number, the Medicare Beneficiary Identifier included.
    MemberId,
    /// An account, card or invoice number.
    Account,
    /// A driver's licence or state identity card number.
    License,
    /// A clinician's number: NPI, DEA, professional licence.
    ProviderId,
    /// A vehicle's number: VIN or plate.
    Vehicle,
    /// A device's serial number or unique device identifier.
    Device,
    /// A web address or social-media handle.
    Url,
    /// A network address: IP or MAC.
    Ip,
    /// A street address or post-office box.
    Address,
    /// A city, town or county.
    City,
    /// A ZIP code.
    Zip,
    /// Any other unique number: claim, authorization, case, accession, passport.
    OtherId,
}

impl Category {
    /// Every category, in the order of declaration.
    pub const ALL: [Self; 23] = [
        Self::Name,
        Self::Provider,
        Self::Dob,
        Self::Date,
        Self::DateCoarse,
        Self::Age90,
        Self::Phone,
        Self::Fax,
        Self::Email,
        Self::Ssn,
        Self::Mrn,
        Self::MemberId,
        Self::Account,
        Self::License,
        Self::ProviderId,
        Self::Vehicle,
        Self::Device,
        Self::Url,
        Self::Ip,
        Self::Address,
        Self::City,
        Self::Zip,
        Self::OtherId,
    ];

    /// The category's name in the interchange format, such as `SSN`.
    pub const fn code(self) -> &'static str {
        self.words().0
    }

    /// How to say it without identifying anyone, as one sentence for the writer.
    pub const fn hint(self) -> &'static str {
        self.words().1
    }

    /// What `redact` writes in its place, such as `[date removed]`.
    pub const fn placeholder(self) -> &'static str {
        self.words().2
    }

    const fn words(self) -> (&'static str, &'static str, &'static str) {
        const NUMBER: &str = "Leave the number out; it goes into the letter in your browser only.";
        match self {
            Self::Name => (
                "NAME",
                "Write the first name alone, or 'the patient', 'her daughter'.",
                "[name removed]",
            ),
            Self::Provider => (
                "PROVIDER",
                "Write the role: 'the surgeon', 'her cardiologist'.",
                "[clinician removed]",
            ),
            Self::Dob => (
                "DOB",
                "Write the age in years instead; above 89 write '90+'.",
                "[birth day removed]",
            ),
            Self::Date => (
                "DATE",
                "Write the year or a duration: 'for 3 months' instead of dates.",
                "[date removed]",
            ),
            Self::DateCoarse => {
                ("DATE_COARSE", "Write the year alone, or 'about 2 years ago'.", "[date removed]")
            }
            Self::Age90 => ("AGE90", "Ages above 89 identify: write '90+'.", "[age removed]"),
            Self::Phone => ("PHONE", "Leave the telephone number out.", "[phone removed]"),
            Self::Fax => ("FAX", "Leave the fax number out.", "[fax removed]"),
            Self::Email => ("EMAIL", "Leave the e-mail address out.", "[e-mail removed]"),
            Self::Ssn => (
                "SSN",
                "Leave the Social Security number out, its last four digits too.",
                "[SSN removed]",
            ),
            Self::Mrn => ("MRN", NUMBER, "[record number removed]"),
            Self::MemberId => ("MEMBER_ID", NUMBER, "[member number removed]"),
            Self::Account => {
                ("ACCOUNT", "Leave account and card numbers out.", "[account removed]")
            }
            Self::License => {
                ("LICENSE", "Leave licence and identity card numbers out.", "[licence removed]")
            }
            Self::ProviderId => ("PROVIDER_ID", NUMBER, "[clinician number removed]"),
            Self::Vehicle => (
                "VEHICLE",
                "Write 'a car' or 'a truck' without its number.",
                "[vehicle number removed]",
            ),
            Self::Device => (
                "DEVICE",
                "Write make and model without the serial number.",
                "[serial number removed]",
            ),
            Self::Url => ("URL", "Name the source instead of linking to it.", "[link removed]"),
            Self::Ip => ("IP", "Leave network addresses out.", "[address removed]"),
            Self::Address => {
                ("ADDRESS", "Write 'at home' or the state alone.", "[address removed]")
            }
            Self::City => ("CITY", "Write the state alone.", "[place removed]"),
            Self::Zip => ("ZIP", "Write the state alone.", "[ZIP removed]"),
            Self::OtherId => ("OTHER_ID", NUMBER, "[number removed]"),
        }
    }
}

/// Why a text was refused without being searched to its end. The firewall fails closed: refused text must not pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The text is longer than the firewall reads.
    #[error("the text is longer than {limit} bytes")]
    TooLong {
        /// The most bytes a text may have.
        limit: usize,
    },
    /// The detector could not finish: its findings did not fit the text.
    #[error("the text could not be searched")]
    Unsearchable,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_category_has_its_own_code() {
        let mut codes: Vec<_> = Category::ALL.iter().map(|c| c.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Category::ALL.len());
    }
}
