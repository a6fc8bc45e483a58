//! What has happened to the arrangement of the queue.

use serde::{Deserialize, Serialize};

use super::Kind;
use crate::record::events;

/// The center arranged anew what is queued for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arranged {
    /// Every kind from now on.
    pub kinds: Vec<Kind>,
}

events! {
    /// Events of the queue's stream.
    Event {
        /// Arranged anew.
        Arranged(Arranged) = "queue.arranged",
    }
}
