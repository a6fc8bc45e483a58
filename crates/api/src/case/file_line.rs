//! A file of a case, without its name and its bytes.

use daowei_domain::case::{FileKept, FileOf};
use daowei_domain::file::MediaType;
use daowei_ident::{DocumentId, FileId, PartyId};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::words;

/// What a file of a case is.
#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum FileKind {
    /// 申请材料: of a line of the item's list.
    Paper,
    /// 清单外材料: what came beyond the list.
    Beyond,
    /// 签署扫描件: a document as it was signed.
    SignedDocument,
    /// 送达回证扫描件: the slip of a document's service.
    ServiceProof,
    /// 撤回申请书扫描件
    WithdrawalForm,
    /// 屏上签名: of a party, at the second screen.
    Signature,
}

/// A file of a case. Its name may name somebody: see `revealFile`.
#[derive(Serialize, ToSchema)]
pub(super) struct FileLine {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: FileId,
    /// What it is.
    kind: FileKind,
    /// The line of the item's list that it is a file of.
    paper: Option<String>,
    /// The document that it shows, signed by hand, or whose service it proves.
    #[schema(value_type = Option<String>, format = Uuid)]
    document: Option<DocumentId>,
    /// Of a signature: the party that signed.
    #[schema(value_type = Option<String>, format = Uuid)]
    party: Option<PartyId>,
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
        let (kind, paper, document, party) = match kept.of {
            FileOf::Paper(paper) => (FileKind::Paper, Some(paper), None, None),
            FileOf::Unlisted => (FileKind::Beyond, None, None, None),
            FileOf::Document(document) => (FileKind::SignedDocument, None, Some(document), None),
            FileOf::Service(document) => (FileKind::ServiceProof, None, Some(document), None),
            FileOf::Withdrawal => (FileKind::WithdrawalForm, None, None, None),
            FileOf::Signature(party) => (FileKind::Signature, None, None, Some(party)),
        };
        Self {
            id: kept.file.file,
            kind,
            paper,
            document,
            party,
            media_type: kept.file.media,
            size: kept.file.size,
            at: kept.at,
            commitment: kept.file.record.commitment,
        }
    }
}
