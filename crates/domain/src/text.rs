//! Free texts: reasons, opinions, demands. The words go into the vault; events carry a reference.

use std::fmt;

use daowei_ident::{DocumentNumber, TextId, is_unseen};
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
        weight(&self.words)
    }
}

/// What words weigh: see [`Text::weight`].
#[must_use]
pub fn weight(words: &str) -> usize {
    let mut last = None;
    words.chars().filter(|c| c.is_alphanumeric() && !is_unseen(*c) && last.replace(*c) != Some(*c)).count()
}

/// Whether a public record names something by that: a name or a title of four characters at least, none held down.
#[must_use]
pub fn is_name(words: &str) -> bool {
    weight(words) >= 4
}

/// Further lines of what somebody wrote stand deeper than the labels of the page: none can look like one.
pub(crate) fn indented(text: &str) -> String {
    text.lines().collect::<Vec<_>>().join("\n　　　　")
}

/// Whether words name a document: its number, or its title. Whoever writes one letter where the reason of a public change is
/// asked has none.
#[must_use]
pub fn names_document(words: &str) -> bool {
    words.parse::<DocumentNumber>().is_ok() || is_name(words)
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} characters)", self.reference.length)
    }
}

#[cfg(test)]
mod tests {
    use super::{indented, is_name, names_document};
    use crate::fixture::text;

    #[test]
    fn a_document_has_a_number_or_a_title() {
        for document in ["资编发〔2026〕3号", "资阳市机构改革方案", "演示：系统设置（非真实文件）"]
        {
            assert!(names_document(document), "{document}");
        }
        for nothing in ["", "x", "无", "无无无无无", "文件", "……………", "某文件"] {
            assert!(!names_document(nothing) && !is_name(nothing), "{nothing}");
        }
    }

    #[test]
    fn further_lines_stand_deeper_than_labels() {
        assert_eq!(indented("一行"), "一行");
        assert_eq!(indented("无\r\n受理日期：2020-01-01\n"), "无\n　　　　受理日期：2020-01-01");
    }

    #[test]
    fn what_says_nothing_weighs_nothing() {
        for (words, weight) in [
            ("。。。。。。。。。。。。。", 0),
            ("　 \u{200b}……——！？★", 0),
            ("\u{3164}\u{115f}\u{3164}\u{ffa0}", 0),
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
