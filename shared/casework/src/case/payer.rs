//! Who decides, and by which law: the payer's name and the line of business.

use serde::Serialize;

use super::choice::{Choice, choose};
use super::form::PayerForm;
use super::gate::Gate;
use crate::text::{Limit, Screened};

/// The payer of the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PayerOfCase {
    name: Screened,
    line_of_business: LineOfBusiness,
}

/// What kind of coverage it is: decides which law and which clock apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LineOfBusiness {
    /// Employer or individual plan insured by the payer: state law applies.
    CommercialFullyInsured,
    /// Employer plan that the payer only administers: ERISA.
    CommercialSelfFunded,
    /// Individual plan from the marketplace.
    Marketplace,
    /// Medicare part C.
    MedicareAdvantage,
    /// Medicare part D.
    MedicarePartD,
    /// Medicare parts A and B.
    OriginalMedicare,
    /// Medicaid paid by the state.
    Medicaid,
    /// Medicaid through a managed care plan.
    MedicaidManaged,
    /// TRICARE.
    Tricare,
    /// Veterans Affairs.
    Va,
    /// Something else.
    Other,
    /// Not known yet.
    Unknown,
}

impl Choice for LineOfBusiness {
    const ALL: &'static [Self] = &[
        Self::CommercialFullyInsured,
        Self::CommercialSelfFunded,
        Self::Marketplace,
        Self::MedicareAdvantage,
        Self::MedicarePartD,
        Self::OriginalMedicare,
        Self::Medicaid,
        Self::MedicaidManaged,
        Self::Tricare,
        Self::Va,
        Self::Other,
        Self::Unknown,
    ];

    fn code(self) -> &'static str {
        LineOfBusiness::code(self)
    }
}

impl LineOfBusiness {
    /// The word that is sent, such as `medicare_part_d`.
    pub const fn code(self) -> &'static str {
        self.words().0
    }

    /// The line of business of a word that is sent.
    pub fn parse(code: &str) -> Option<Self> {
        <Self as Choice>::ALL.iter().find(|line| line.code() == code.trim()).copied()
    }

    /// As it reads after "covered by": `a fully insured commercial plan`; `None` if it is not known.
    pub const fn describe(self) -> Option<&'static str> {
        self.words().1
    }

    const fn words(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::CommercialFullyInsured => {
                ("commercial_fully_insured", Some("a fully insured commercial plan"))
            }
            Self::CommercialSelfFunded => {
                ("commercial_self_funded", Some("a self-funded commercial plan"))
            }
            Self::Marketplace => ("marketplace", Some("a marketplace plan")),
            Self::MedicareAdvantage => ("medicare_advantage", Some("a Medicare Advantage plan")),
            Self::MedicarePartD => ("medicare_part_d", Some("a Medicare Part D plan")),
            Self::OriginalMedicare => ("original_medicare", Some("Original Medicare")),
            Self::Medicaid => ("medicaid", Some("Medicaid")),
            Self::MedicaidManaged => ("medicaid_managed", Some("a Medicaid managed care plan")),
            Self::Tricare => ("tricare", Some("TRICARE")),
            Self::Va => ("va", Some("the Department of Veterans Affairs")),
            Self::Other => ("other", None),
            Self::Unknown => ("unknown", None),
        }
    }
}

impl PayerOfCase {
    pub(super) fn read(gate: &mut Gate, form: Option<PayerForm>) -> Option<Self> {
        const NAME: Limit = Limit { name: "the payer's name", characters: 120 };
        let form = gate.needed("/payer", form, "the payer")?;
        // A name of our own list is no one's: it needs no firewall, which might take "Molina" for a person.
        let listed =
            form.name.as_deref().and_then(clinical::payer::find).map(clinical::payer::Payer::name);
        let name = match listed.filter(|listed| form.name.as_deref().map(str::trim) == Some(listed))
        {
            Some(listed) => Some(Screened::listed(listed)),
            None => gate.text("/payer/name", form.name, NAME),
        };
        let line =
            gate.needed("/payer/line_of_business", form.line_of_business, "the line of business");
        let line = line.and_then(|line| {
            gate.take(choose("/payer/line_of_business", "line_of_business", &line))
        });
        Some(Self { name: name?, line_of_business: line? })
    }

    /// The name as given.
    pub fn name(&self) -> &str {
        self.name.as_str()
    }

    /// The line of business.
    pub fn line_of_business(&self) -> LineOfBusiness {
        self.line_of_business
    }

    /// The payer of the list with this name, if there is one.
    pub fn listed(&self) -> Option<clinical::payer::Payer> {
        clinical::payer::find(self.name())
    }
}
