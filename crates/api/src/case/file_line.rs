//! A file of a case, without its name and its bytes.

use daowei_domain::case::{FileKept, FileOf};
use daowei_domain::file::MediaType;
use daowei_ident::{DocumentId, FileId};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::words;

/// A file of a case. Its name may name somebody: see `revealFile`.
#[derive(Serialize, ToSchema)]
pub(super) struct FileLine {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: FileId,
    /// The line of the item's list that it is a file of; where there is neither that nor a document, it came beyond the list.
    paper: Option<String>,
    /// 签署扫描件: the document that it shows, signed by hand.
    #[schema(value_type = Option<String>, format = Uuid)]
    document: Option<DocumentId>,
    /// Its form.
    #[schema(value_type = words::MediaType)]
    media_type: MediaType,
    /// Its bytes.
    size: u64,
    /// When it joined the case.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Digest of its name and its digests, salted: the evidence carries it.
    commitment: String,
}

impl From<FileKept> for FileLine {
    fn from(kept: FileKept) -> Self {
        let (paper, document) = match kept.of {
            FileOf::Paper(paper) => (Some(paper), None),
            FileOf::Unlisted => (None, None),
            FileOf::Document(document) => (None, Some(document)),
        };
        Self {
            id: kept.file.file,
            paper,
            document,
            media_type: kept.file.media,
            size: kept.file.size,
            at: kept.at,
            commitment: kept.file.record.commitment,
        }
    }
}
