//! 更正: what a slip of the pen can stand in, as a deed of correction is given it.

use daowei_ident::DocumentId;
use serde::{Deserialize, Serialize};

use super::{Case, PartyGiven, PartyRecord, Slip};
use crate::text::TextRef;

/// What a clerical correction puts right. What stands on record lies in the vault: the application reads it out of there inside
/// the unit of work, for the rules to compare.
#[derive(Clone, Debug, PartialEq)]
pub enum Correction {
    /// A document.
    Document {
        /// Which.
        document: DocumentId,
        /// What somebody wrote in it; the program's own sentences are not among it.
        written: Vec<String>,
        /// What the deeds that stand have put right in it since, in their order.
        slips: Vec<Slip>,
    },
    /// A party's record.
    Party(Box<PartyCorrection>),
    /// Another datum of the case.
    Datum {
        /// Which.
        datum: Datum,
        /// What it says, where that lies in the vault.
        says: Option<String>,
    },
}

/// A new version of a party's record.
#[derive(Clone, Debug, PartialEq)]
pub struct PartyCorrection {
    /// The party, with its new record.
    pub given: PartyGiven,
    /// What the record says.
    pub was: Option<PartyRecord>,
    /// What it said when the papers came.
    pub first: Option<PartyRecord>,
    /// What it should say.
    pub becomes: PartyRecord,
}

/// The data of a case, beside its documents and parties, in which a slip of the pen is put right. A day from which a limit runs is
/// none of them: moved, it would move the limit. What was typed wrong there is an irregular fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Datum {
    /// 收件渠道
    Channel,
    /// 申请内容, where the list has none
    Matter,
    /// 批复文号
    ReplyNumber,
    /// 批复日期
    ReplyDate,
    /// 案卷号
    File,
}

impl Case {
    /// The text in the vault that a datum stands in, where it does.
    #[must_use]
    pub fn words_of(&self, datum: Datum) -> Option<&TextRef> {
        match datum {
            Datum::Matter => self.matter.as_ref(),
            Datum::ReplyNumber => self.reply().map(|reply| &reply.number),
            Datum::File => self.file.as_ref(),
            Datum::Channel | Datum::ReplyDate => None,
        }
    }
}
