//! 申请材料: in which form a paper came, and the files that show it.

use daowei_ident::{DocumentId, FileId, PartyId, PersonId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Command, ServiceGiven};
use crate::file::FileRef;
use crate::text::{Text, TextRef};

/// In which form a paper came (practice.md §3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperForm {
    /// 核原件: the original was seen and given back
    OriginalSeen,
    /// 收原件
    OriginalTaken,
    /// 复印件
    Copy,
    /// 电子证照
    Electronic,
    /// 免提交
    Exempt,
    /// 容缺后补: it is promised and not yet here
    Promised,
}

impl PaperForm {
    /// How much is in hand: nothing, a reason to do without it, a copy, what stands for the original.
    #[must_use]
    pub fn standing(self) -> u8 {
        match self {
            PaperForm::Promised => 0,
            PaperForm::Exempt => 1,
            PaperForm::Copy => 2,
            PaperForm::OriginalSeen | PaperForm::OriginalTaken | PaperForm::Electronic => 3,
        }
    }

    /// Whether paper stays with us.
    #[must_use]
    pub fn is_taken(self) -> bool {
        matches!(self, PaperForm::OriginalTaken | PaperForm::Copy)
    }
}

/// A paper that came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperIn {
    /// The line of the item's list.
    pub paper: String,
    /// In which form.
    pub form: PaperForm,
    /// How many.
    pub copies: u8,
    /// 免提交: why, in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<TextRef>,
    /// 与原件核对无误; nothing on records of before, and for a copy whose original was not shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<Verified>,
    /// Files of it that came with this record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileRef>,
}

/// A file of the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileKept {
    /// What the event says of it.
    pub file: FileRef,
    /// What it is a file of.
    pub of: FileOf,
    /// When it joined the case.
    pub at: Timestamp,
}

/// What a file of a case is a file of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileOf {
    /// A paper, by the line of the item's list.
    Paper(String),
    /// 清单外材料: what came beyond the list, or for an application that is on none.
    Unlisted,
    /// A document, signed by hand and scanned.
    Document(DocumentId),
    /// 送达回证 of a document, as it was signed.
    Service(DocumentId),
    /// 撤回申请书, as it was signed.
    Withdrawal,
    /// 屏上签名 of a party, at the second screen.
    Signature(PartyId),
}

impl FileOf {
    /// A line of the item's list; none is what came beyond it.
    #[must_use]
    pub fn line(paper: Option<&str>) -> Self {
        paper.map_or(FileOf::Unlisted, |paper| FileOf::Paper(paper.to_owned()))
    }
}

/// 与原件核对无误: who compared it with its original, and when (practice.md §3.3). Contract staff do not: somebody formal
/// answers for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// Who.
    pub by: PersonId,
    /// On which day.
    pub on: Date,
}

/// Who compared a paper with its original, where it was not whoever takes it in on the day on which it came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VerifiedGiven {
    /// Who.
    pub by: Option<PersonId>,
    /// On which day.
    pub on: Option<Date>,
}

/// A paper as given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperGiven {
    /// The line of the item's list.
    pub paper: String,
    /// In which form.
    pub form: PaperForm,
    /// How many.
    pub copies: u8,
    /// 免提交: why it need not be handed in, and where it was checked.
    pub ground: Option<Text>,
    /// 与原件核对无误: of a copy where this is said, of an original that was seen in any case.
    pub verified: Option<VerifiedGiven>,
    /// Files of it that were sent before.
    pub files: Vec<FileId>,
}

impl Command {
    /// The files that it names, sent before and still nobody's but the sender's.
    pub fn files(&self) -> impl Iterator<Item = FileId> {
        let papers = match self {
            Command::RecordPapers(papers)
            | Command::SetItem { papers, .. }
            | Command::HandInCorrections { papers, .. } => papers.as_slice(),
            _ => &[],
        };
        let alone = match self {
            Command::ScanPaper { files, .. }
            | Command::ScanProof { files, .. }
            | Command::Withdraw { files, .. }
            | Command::Serve { given: ServiceGiven { files, .. }, .. }
            | Command::Deliver(ServiceGiven { files, .. }) => files.as_slice(),
            Command::ScanSigned { file, .. } | Command::ScanConfirmation { file, .. } => {
                std::slice::from_ref(file)
            }
            _ => &[],
        };
        papers.iter().flat_map(|paper| &paper.files).chain(alone).copied()
    }
}
