//! A file, as its sender sees it.

use daowei_app::file::{Sent, State};
use daowei_domain::file::{MediaType, PART_BYTES};
use daowei_ident::FileId;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::words;

/// A file of one's own.
#[derive(Serialize, ToSchema)]
pub(super) struct SentFile {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    pub(super) id: FileId,
    /// How far it has come.
    state: FileState,
    /// Its name; nothing once a case has it.
    name: Option<String>,
    /// Its form.
    #[schema(value_type = words::MediaType)]
    media_type: MediaType,
    /// Its bytes.
    size: u64,
    /// How many of them have come: where the next part begins.
    received: u64,
    /// Bytes of a part: each is as large, but the last.
    part_size: u64,
    /// SM3 in hexadecimal, once it is whole.
    sm3: Option<String>,
    /// SHA-256 in hexadecimal, once it is whole.
    sha256: Option<String>,
    /// When it began to come.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When it goes unless a case has it by then.
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Timestamp>,
}

/// How far a file has come.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum FileState {
    /// Parts are coming in.
    Sending,
    /// It is whole, and what it says to be: an act may name it.
    Complete,
    /// A case has it.
    Bound,
}

impl From<Sent> for SentFile {
    fn from(sent: Sent) -> Self {
        Self {
            id: sent.id,
            state: match sent.state {
                State::Sending => FileState::Sending,
                State::Complete => FileState::Complete,
                State::Bound => FileState::Bound,
            },
            name: sent.name,
            media_type: sent.media,
            size: sent.size,
            received: sent.received,
            part_size: PART_BYTES,
            sm3: sent.sm3,
            sha256: sent.sha256,
            created_at: sent.created_at,
            expires_at: sent.expires_at,
        }
    }
}
