//! What a token looks like, a bit each: what most rules ask first of a token and its neighbours, so that it is answered for
//! many tokens in a row without a branch. A wrong guess at a branch costs a processor more than all of these bits.

use crate::lexicon::{Class, role};
use crate::note::{Case, Gap};

/// The looks of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Looks(u32);

impl Looks {
    pub(crate) const WORD: Self = Self(1);
    pub(crate) const NUMBER: Self = Self(1 << 1);
    pub(crate) const SIGN: Self = Self(1 << 2);
    /// What stands between the token and the one before it.
    pub(crate) const JOINED: Self = Self(1 << 3);
    pub(crate) const BLANK: Self = Self(1 << 4);
    pub(crate) const LINE: Self = Self(1 << 5);
    /// Starts with an upper-case letter.
    pub(crate) const CAPITAL: Self = Self(1 << 6);
    pub(crate) const TITLE: Self = Self(1 << 7);
    pub(crate) const UPPER: Self = Self(1 << 8);
    /// Has so many characters, or fewer.
    pub(crate) const ONE: Self = Self(1 << 9);
    pub(crate) const TWO: Self = Self(1 << 10);
    pub(crate) const FOUR: Self = Self(1 << 11);
    pub(crate) const FIVE: Self = Self(1 << 12);
    /// Begins with a letter that may have been a figure.
    pub(crate) const READABLE: Self = Self(1 << 13);
    /// In a list or a cue.
    pub(crate) const KNOWN: Self = Self(1 << 14);
    /// Borne as a first name or surname, however rarely.
    pub(crate) const BORNE: Self = Self(1 << 15);
    /// Widely borne as a first name, as a surname.
    pub(crate) const FIRST: Self = Self(1 << 16);
    pub(crate) const SURNAME: Self = Self(1 << 17);
    pub(crate) const ENGLISH: Self = Self(1 << 18);
    pub(crate) const UNLISTED: Self = Self(1 << 19);
    /// Has one of the roles of [`OF_ROLES`].
    pub(crate) const MONTH: Self = Self(1 << 20);
    pub(crate) const DAY_LEAD: Self = Self(1 << 21);
    pub(crate) const SPELLED: Self = Self(1 << 22);
    pub(crate) const BEGINS: Self = Self(1 << 23);
    pub(crate) const DOOR: Self = Self(1 << 24);
    pub(crate) const NAME_LEAD: Self = Self(1 << 25);

    /// Whether it looks one of these ways.
    pub(crate) const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// 1 if it looks this one way, else 0.
    pub(crate) const fn bit(self, of: Self) -> u32 {
        self.0 >> of.0.trailing_zeros() & 1
    }

    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The looks if `so`.
    pub(crate) const fn when(self, so: bool) -> Self {
        if so { self } else { Self(0) }
    }

    pub(crate) const fn of_gap(gap: Gap) -> Self {
        match gap {
            Gap::None => Self::JOINED,
            Gap::Blank => Self::BLANK,
            Gap::Line => Self::LINE,
        }
    }

    pub(crate) const fn of_case(case: Case) -> Self {
        match case {
            Case::Lower => Self(0),
            Case::Title => Self::CAPITAL.and(Self::TITLE),
            Case::Upper => Self::CAPITAL.and(Self::UPPER),
            Case::Mixed => Self::CAPITAL,
        }
    }

    /// The lengths of a word or number; a mark has none.
    pub(crate) const fn of_length(length: usize) -> Self {
        Self::ONE
            .when(length <= 1)
            .and(Self::TWO.when(length <= 2))
            .and(Self::FOUR.when(length <= 4))
            .and(Self::FIVE.when(length <= 5))
    }

    pub(crate) const fn of_class(class: Class) -> Self {
        Self::BORNE
            .when(class.first() > 0 || class.surname() > 0)
            .and(Self::FIRST.when(class.first() > 1))
            .and(Self::SURNAME.when(class.surname() > 1))
            .and(Self::ENGLISH.when(class.english()))
            .and(if class.unknown() { Self::UNLISTED } else { Self::KNOWN })
    }

    pub(crate) const fn of_roles(roles: u128) -> Self {
        let (mut looks, mut rest) = (Self::KNOWN.when(roles != 0), OF_ROLES.as_slice());
        while let [(wanted, look), others @ ..] = rest {
            looks = looks.and(look.when(roles & *wanted != 0));
            rest = others;
        }
        looks
    }
}

/// The roles that are looked for in a row.
const OF_ROLES: [(u128, Looks); 7] = [
    (role::MONTH, Looks::MONTH),
    (role::MONTH | role::WEEKDAY | role::ARTICLE, Looks::DAY_LEAD),
    (role::NUMBER | role::SPELLED_LEAD, Looks::SPELLED),
    (crate::detect::BEGINNINGS, Looks::BEGINS),
    (role::DOOR_LEAD, Looks::DOOR),
    (crate::rules::name::LEADS, Looks::NAME_LEAD),
    (role::PARTICLE, Looks::BORNE),
];
