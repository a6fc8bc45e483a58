//! 文书: issued, sealed, served, handed over; void, and issued anew.

use daowei_ident::{DocumentId, DocumentNumber, PartyId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::{ConfirmedService, DocumentKind, SealKind, Service};
use crate::file::FileRef;
use crate::limits::{ClockKind, Reckoning};
use crate::text::TextRef;

record! {
    /// 文书印发
    DocumentIssued {
        /// The document.
        document: DocumentId,
        /// Kind.
        document_kind: DocumentKind,
        /// Number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<DocumentNumber>,
        /// Date of signing.
        on: Date,
        /// The text in its legal form, in the vault.
        text: TextRef,
        /// The seal that is due on it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seal_due: Option<SealKind>,
    }
}
record! {
    /// 用印
    Sealed {
        /// The document.
        document: DocumentId,
        /// Which seal.
        seal: SealKind,
        /// 份数
        copies: u32,
        /// 页数
        pages: u32,
    }
}
record! {
    /// 回传签署件: the document as it was signed and sealed by hand, or the confirmation of service as its recipient signed it
    SignedScanned {
        /// The document.
        document: DocumentId,
        /// The scan.
        file: FileRef,
        /// Why there is a further one, in the vault; the one before stays.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reasons: Option<TextRef>,
    }
}
record! {
    /// 补附送达回证: scans of the slip, of a service that was recorded without them
    ProofScanned {
        /// The document that was served.
        document: DocumentId,
        /// The scans.
        files: Vec<FileRef>,
        /// Why there are further ones, in the vault; those before stay.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reasons: Option<TextRef>,
    }
}
record! {
    /// 送达地址确认: it takes the place of what the party confirmed before
    ServiceConfirmed {
        /// Whom documents are to reach.
        party: PartyId,
        /// How.
        service: Service,
        /// Where, in the vault.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        destination: Option<TextRef>,
        /// 送达地址确认书, to be signed; none for what is collected at the window.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        document: Option<DocumentId>,
        /// When.
        on: Date,
        /// Why it takes the place of another, in the vault.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reasons: Option<TextRef>,
    }
}
record! {
    /// 送达地址确认书签署
    ConfirmationSigned {
        /// The confirmation.
        document: DocumentId,
        /// Which party signed it.
        by: PartyId,
        /// When.
        on: Date,
    }
}
record! {
    /// 送达 of a notice
    Served {
        /// The document.
        document: DocumentId,
        /// How.
        service: Service,
        /// When.
        on: Date,
        /// 送达回证, in the vault.
        proof: TextRef,
        /// Who took it, where somebody did; in the vault.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recipient: Option<TextRef>,
        /// 委托代领: the agent's authority, in the vault.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        authority: Option<TextRef>,
        /// 电子送达: what the recipient agreed to it with, in the vault, as it was told before there was a confirmation to sign.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        consent: Option<TextRef>,
        /// Where to, if not where the recipient confirmed; in the vault.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        elsewhere: Option<TextRef>,
        /// Why not as the recipient confirmed, in the vault.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        otherwise: Option<TextRef>,
        /// 送达回证扫描件: the slip as it was signed.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<FileRef>,
    }
}
record! {
    /// 颁发、送达 of the result: the case is done
    Delivered {
        /// The document.
        document: DocumentId,
        /// How.
        service: Service,
        /// When.
        on: Date,
        /// 送达回证, in the vault.
        proof: TextRef,
        /// Who took it, where somebody did; in the vault.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recipient: Option<TextRef>,
        /// 委托代领: the agent's authority, in the vault.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        authority: Option<TextRef>,
        /// 电子送达: what the recipient agreed to it with, in the vault, as it was told before there was a confirmation to sign.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        consent: Option<TextRef>,
        /// Where to, if not where the recipient confirmed; in the vault.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        elsewhere: Option<TextRef>,
        /// Why not as the recipient confirmed, in the vault.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        otherwise: Option<TextRef>,
        /// 送达回证扫描件: the slip as it was signed.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<FileRef>,
        /// Whether the clock of delivery was kept.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        in_time: Option<bool>,
    }
}
record! {
    /// 文号作废
    DocumentVoided {
        /// The document.
        document: DocumentId,
        /// Why.
        reasons: TextRef,
        /// When.
        on: Date,
        /// What its service had done to the clocks, and no longer does.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        undone: Vec<(ClockKind, Reckoning)>,
    }
}
record! {
    /// 重新制发: a document in the place of one that was voided
    Reissued {
        /// The new document.
        document: DocumentId,
        /// Kind.
        document_kind: DocumentKind,
        /// The void one.
        replaces: DocumentId,
        /// When.
        on: Date,
    }
}

impl ServiceConfirmed {
    /// What then stands, unsigned.
    pub(in crate::case) fn confirmed(&self) -> ConfirmedService {
        ConfirmedService {
            service: self.service,
            destination: self.destination.clone(),
            document: self.document,
            on: self.on,
            signed: None,
        }
    }
}
