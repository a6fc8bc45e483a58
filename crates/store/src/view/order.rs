//! In which order a list comes, and where a page of it begins.

use crate::Param;

/// By what a list is ordered, and whether from its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Order<By> {
    /// By this; rows that are alike in it, by id.
    pub by: By,
    /// The other way round.
    pub back: bool,
}

impl<By> Order<By> {
    /// The statement of this direction.
    pub(crate) const fn either<'s, T>(&self, [onward, back]: &'s [T; 2]) -> &'s T {
        if self.back { back } else { onward }
    }

    /// The key and the id behind which a page begins; nothing where it begins at the list's beginning. Nothing sorts before an
    /// empty text; what sorts behind every text is only known of ids, so that the statement asks for the last key.
    pub(super) fn place<'a>(&self, after: Option<(&'a str, &'a str)>) -> [Param<'a>; 2] {
        match after {
            Some((key, id)) => [key.into(), id.into()],
            None if self.back => [None::<&str>.into(), BEHIND_IDS.into()],
            None => ["".into(), "".into()],
        }
    }
}

/// Which way a list by days runs, and up to which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way<'a> {
    /// The newest first.
    pub back: bool,
    /// The last day that is asked for; where the list runs back, the first one.
    pub bound: &'a str,
}

impl Way<'_> {
    /// The statement of this direction.
    pub(super) const fn either<'s, T>(&self, [onward, back]: &'s [T; 2]) -> &'s T {
        if self.back { back } else { onward }
    }
}

/// Behind every id, whatever the collation of a server: a letter that no hexadecimal digit is.
pub(crate) const BEHIND_IDS: &str = "z";
