//! Who may do what: the one permission table, asked by one extractor.

use crate::account::Standing;
use crate::member::Role;

/// One thing a request may want to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Permission {
    /// See the account and one's own membership, and one's own preferences.
    SeeAccount,
    /// Change what the account says of the practice.
    CorrectAccount,
    /// Change one's own name, address and preferences.
    CorrectOneself,
    /// Read cases, documents and reference data; check a text.
    ReadCases,
    /// Create and change cases, draft and edit documents.
    WriteCases,
    /// Mark flags as resolved.
    Review,
    /// Sign a document off.
    SignOff,
    /// Delete a case or a document.
    DeleteCases,
    /// Take one document away as a file.
    ExportDocument,
    /// Take the whole account away as a file.
    ExportAccount,
    /// Ask for the account's deletion or revoke that request.
    DeleteAccount,
    /// See the audit trail.
    ReadAudit,
    /// Plans, checkout, invoices.
    Billing,
}

impl Permission {
    /// Every permission, for the documented table and its test.
    pub const ALL: [Self; 13] = [
        Self::SeeAccount,
        Self::CorrectAccount,
        Self::CorrectOneself,
        Self::ReadCases,
        Self::WriteCases,
        Self::Review,
        Self::SignOff,
        Self::DeleteCases,
        Self::ExportDocument,
        Self::ExportAccount,
        Self::DeleteAccount,
        Self::ReadAudit,
        Self::Billing,
    ];
}

/// Whether a role holds a permission while the account is active.
pub const fn allows(role: Role, permission: Permission) -> bool {
    use Permission as P;
    match role {
        Role::Owner => true,
        Role::Clinician => !matches!(
            permission,
            P::CorrectAccount | P::ExportAccount | P::DeleteAccount | P::ReadAudit | P::Billing
        ),
        Role::Staff => {
            matches!(
                permission,
                P::SeeAccount
                    | P::CorrectOneself
                    | P::ReadCases
                    | P::WriteCases
                    | P::ExportDocument
            )
        }
        Role::Billing => matches!(permission, P::SeeAccount | P::CorrectOneself | P::Billing),
    }
}

/// Whether the account's standing leaves room for a permission at all: a closing account may be looked at, taken away
/// and kept after all, and nothing else.
pub const fn standing_allows(standing: Standing, permission: Permission) -> bool {
    use Permission as P;
    match standing {
        Standing::Active => true,
        Standing::Closing => matches!(
            permission,
            P::SeeAccount | P::ReadCases | P::ExportDocument | P::ExportAccount | P::DeleteAccount
        ),
        Standing::Unverified | Standing::Purging => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_holds_exactly_what_the_documented_table_says() {
        use Permission as P;
        let clinician = [
            P::SeeAccount,
            P::CorrectOneself,
            P::ReadCases,
            P::WriteCases,
            P::Review,
            P::SignOff,
            P::DeleteCases,
            P::ExportDocument,
        ];
        let staff =
            [P::SeeAccount, P::CorrectOneself, P::ReadCases, P::WriteCases, P::ExportDocument];
        let billing = [P::SeeAccount, P::CorrectOneself, P::Billing];
        for permission in P::ALL {
            assert!(allows(Role::Owner, permission));
            assert_eq!(
                allows(Role::Clinician, permission),
                clinician.contains(&permission),
                "{permission:?}"
            );
            assert_eq!(
                allows(Role::Staff, permission),
                staff.contains(&permission),
                "{permission:?}"
            );
            assert_eq!(
                allows(Role::Billing, permission),
                billing.contains(&permission),
                "{permission:?}"
            );
        }
    }

    #[test]
    fn a_closing_account_can_be_seen_exported_and_kept_but_not_worked_with() {
        for permission in
            [Permission::SeeAccount, Permission::ExportAccount, Permission::DeleteAccount]
        {
            assert!(standing_allows(Standing::Closing, permission));
        }
        for permission in [
            Permission::WriteCases,
            Permission::CorrectAccount,
            Permission::Billing,
            Permission::SignOff,
        ] {
            assert!(!standing_allows(Standing::Closing, permission));
        }
    }

    #[test]
    fn an_account_that_is_unverified_or_being_purged_allows_nothing() {
        for permission in Permission::ALL {
            assert!(!standing_allows(Standing::Unverified, permission));
            assert!(!standing_allows(Standing::Purging, permission));
        }
    }
}
