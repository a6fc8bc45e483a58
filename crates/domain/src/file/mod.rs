//! 材料文件: scans, photographs and electronic papers, from the first byte that comes in until an event names them.
//!
//! What lies in the store is sealed part by part; what an event says of a file is its form, its size and a commitment to the
//! record that holds its name and its digests. No rule here knows where the bytes lie.

mod judge;
pub mod rules;

use daowei_ident::FileId;
use serde::{Deserialize, Serialize};

use crate::name::Name;
use crate::rule::{Refusal, ensure};
use crate::setting::Settings;
use crate::text::TextRef;

pub use judge::{judge, shows_strokes, within_frame};

/// Bytes of a part: each is as large as this, but the last.
pub const PART_BYTES: u64 = 256 << 10;

/// The most that the end of a file is asked for, in bytes, by [`judge`].
pub const TAIL_BYTES: u64 = 66_000;

const MEGABYTE: u64 = 1 << 20;

/// The forms that are taken: those whose beginning and structure can be told. Nothing that a machine carries out is among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MediaType {
    /// PDF (ISO 32000)
    #[serde(rename = "application/pdf")]
    Pdf,
    /// JPEG
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// PNG
    #[serde(rename = "image/png")]
    Png,
    /// 版式文档 (GB/T 33190)
    #[serde(rename = "application/ofd")]
    Ofd,
}

impl MediaType {
    /// Every form.
    pub const ALL: [MediaType; 4] = [MediaType::Pdf, MediaType::Jpeg, MediaType::Png, MediaType::Ofd];

    /// Its name for machines, exactly as a file of it is served.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            MediaType::Pdf => "application/pdf",
            MediaType::Jpeg => "image/jpeg",
            MediaType::Png => "image/png",
            MediaType::Ofd => "application/ofd",
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn name(self) -> Name {
        match self {
            MediaType::Pdf => Name::new("PDF 文件", "PDF"),
            MediaType::Jpeg => Name::new("JPEG 图片", "JPEG image"),
            MediaType::Png => Name::new("PNG 图片", "PNG image"),
            MediaType::Ofd => Name::new("OFD 版式文档", "OFD document"),
        }
    }

    /// How its files end.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            MediaType::Pdf => "pdf",
            MediaType::Jpeg => "jpg",
            MediaType::Png => "png",
            MediaType::Ofd => "ofd",
        }
    }

    /// Whether a browser shows it itself; what it does not show is only handed out.
    #[must_use]
    pub const fn is_shown(self) -> bool {
        !matches!(self, MediaType::Ofd)
    }
}

/// What an event says of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileRef {
    /// The file.
    pub file: FileId,
    /// Its form.
    pub media: MediaType,
    /// Its bytes.
    pub size: u64,
    /// Its name and its digests, in the vault.
    pub record: TextRef,
}

/// Whether somebody may begin to send a file of that size, with so many bytes of his that no paper names yet.
///
/// # Errors
/// `file.size`, `file.pending`.
pub fn admit(size: u64, pending: u64, settings: &Settings) -> Result<(), Refusal> {
    let most = settings.file_megabytes;
    ensure(size > 0 && size <= u64::from(most) * MEGABYTE, || {
        Refusal::by(&rules::TOO_LARGE).with("most", most)
    })?;
    let most = settings.pending_megabytes;
    ensure(pending.saturating_add(size) <= u64::from(most) * MEGABYTE, || {
        Refusal::by(&rules::PENDING).with("most", most)
    })
}

/// Whether everything has come in.
///
/// # Errors
/// `file.incomplete`.
pub fn whole(received: u64, size: u64) -> Result<(), Refusal> {
    ensure(received == size, || Refusal::by(&rules::INCOMPLETE).with("received", received).with("size", size))
}

/// Whether what came in is what the sender says to have sent; digests in hexadecimal.
///
/// # Errors
/// `file.digest`.
pub fn same(declared: Option<&str>, found: &str) -> Result<(), Refusal> {
    let same = declared.is_none_or(|declared| declared.eq_ignore_ascii_case(found));
    ensure(same, || Refusal::by(&rules::DIGEST))
}

#[cfg(test)]
mod tests;
