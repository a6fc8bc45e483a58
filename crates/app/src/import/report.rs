//! What an import comes to, row by row.

use std::collections::BTreeSet;

use daowei_domain::{Language, Refusal};
use serde::Serialize;

use super::code::Code;

/// Something said about a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The line of the file, the header being 1; of a JSON file the ordinal of the entry. 0: the file as a whole.
    pub line: u64,
    /// A code of [`super::code`], or the id of the rule that refuses.
    pub code: &'static str,
    /// In Chinese.
    #[serde(rename = "message")]
    pub zh: String,
    /// In English.
    #[serde(rename = "message_en")]
    pub en: String,
}

impl Finding {
    pub(super) fn new(line: u64, code: &'static Code, facts: &[(&str, &dyn std::fmt::Display)]) -> Self {
        let fill = |template: &str| {
            facts.iter().fold(template.to_owned(), |text, (name, value)| {
                text.replace(&format!("{{{name}}}"), &value.to_string())
            })
        };
        Self { line, code: code.id, zh: fill(code.zh), en: fill(code.en) }
    }

    /// A refusal by a rule of the law's.
    pub(super) fn refused(line: u64, refusal: &Refusal) -> Self {
        Self {
            line,
            code: refusal.rule.id,
            zh: refusal.text(Language::Chinese),
            en: refusal.text(Language::English),
        }
    }
}

/// What an import comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Rows in the file.
    pub rows: u64,
    /// Rows taken, those with warnings among them; none where one was refused and all or nothing was asked for.
    pub accepted: u64,
    /// Lines of rows that are new here, where the import tells them apart (专网办件): each may be held against the file.
    #[serde(skip)]
    pub registered: Vec<u64>,
    /// What to look at.
    pub warnings: Vec<Finding>,
    /// What was not taken, and why.
    pub refused: Vec<Finding>,
}

impl Report {
    /// A file that was refused as a whole.
    pub(super) fn whole(finding: Finding) -> Self {
        Self { refused: vec![finding], ..Self::default() }
    }

    /// Whether every row was taken.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.refused.is_empty()
    }

    /// Settles how many were taken.
    pub(super) fn settle(&mut self, partial: bool) {
        let refused: BTreeSet<u64> = self.refused.iter().map(|finding| finding.line).collect();
        let refused = u64::try_from(refused.len()).unwrap_or(u64::MAX);
        self.accepted = if partial || refused == 0 { self.rows.saturating_sub(refused) } else { 0 };
        self.warnings.sort_by_key(|finding| finding.line);
        self.refused.sort_by_key(|finding| finding.line);
    }
}
