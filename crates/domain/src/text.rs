//! Free texts: reasons, opinions, demands. The words go into the vault; events carry a reference.

use std::fmt;

use daowei_ident::TextId;
use serde::{Deserialize, Serialize};

/// What an event says of a text that lies in the vault: where it lies, a salted commitment to the words, their length.
///
/// The salt lies in the deletable row: when the law orders the words deleted, the log still verifies (PIPL art. 47).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextRef {
    /// The vault record.
    pub id: TextId,
    /// Salted commitment to the words, in hexadecimal.
    pub commitment: String,
    /// Number of characters.
    pub length: u32,
}

/// A text on its way in: the words, which rules may read, and the reference that the event will carry.
#[derive(Clone, PartialEq, Eq)]
pub struct Text {
    words: String,
    reference: TextRef,
}

impl Text {
    /// Joins words and the reference under which the vault keeps them.
    #[must_use]
    pub fn new(words: String, reference: TextRef) -> Self {
        Self { words, reference }
    }

    /// The words, for rules and for printed documents.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// What the event carries.
    #[must_use]
    pub fn reference(&self) -> TextRef {
        self.reference.clone()
    }

    /// Number of letters, ideographs and digits, one that is repeated counted once: an opinion of blanks, of full stops or of one
    /// character held down is no opinion.
    #[must_use]
    pub fn weight(&self) -> usize {
        let mut last = None;
        self.words.chars().filter(|c| c.is_alphanumeric() && last.replace(*c) != Some(*c)).count()
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} characters)", self.reference.length)
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::text;

    #[test]
    fn what_says_nothing_weighs_nothing() {
        for (words, weight) in [
            ("。。。。。。。。。。。。。", 0),
            ("　 \u{200b}……——！？★", 0),
            ("不不不不不不不不不不不不", 1),
            ("不。不。不。不。不。不。", 1),
            ("11111111111111", 1),
            ("材料齐全，符合法定条件。", 10),
            ("Papers are complete.", 17),
            ("资府函〔2026〕8号", 9),
        ] {
            assert_eq!(text(words).weight(), weight, "{words}");
        }
    }
}
