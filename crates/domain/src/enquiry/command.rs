//! What is told to whoever asks.

use std::collections::BTreeSet;

use daowei_ident::EnquiryId;

use crate::text::Text;

/// 一次性告知
#[derive(Clone, Debug, PartialEq)]
pub struct Tell {
    /// The id of the enquiry.
    pub enquiry: EnquiryId,
    /// The lines of the item's list that fit the situation.
    pub papers: BTreeSet<String>,
    /// The situation, as whoever asks tells it.
    pub situation: Option<Text>,
    /// What is told beside the list.
    pub advice: Option<Text>,
    /// Who asks, where they say.
    pub asker: Option<Text>,
    /// Their telephone, where they leave it.
    pub phone: Option<Text>,
}
