//! 屏上签名 (UX-23): what the applicant, or who acts for him, signed by hand at the second screen, and what he had before him.

use daowei_ident::PartyId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::file::FileRef;
use crate::text::TextRef;

/// A signature at the second screen, bound to what was shown there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenSignature {
    /// Which party signed.
    pub by: PartyId,
    /// When.
    pub at: Timestamp,
    /// What the screen showed at that moment, word for word, in the vault; its commitment binds it.
    pub shown: TextRef,
    /// The strokes, as a picture.
    pub file: FileRef,
}
