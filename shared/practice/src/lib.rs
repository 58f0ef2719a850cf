//! Accounts, members, roles, retention: the policy as types.
