//! 电话记录

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::case::{CallOutcome, CallTopic, CallWay};
use crate::text::TextRef;

record! {
    /// 电话记录: replaces no notice and moves no clock
    Telephoned {
        /// Who called whom.
        way: CallWay,
        /// When.
        call_at: Timestamp,
        /// With whom, in the vault.
        with: TextRef,
        /// The number, in the vault.
        phone: TextRef,
        /// About what.
        topic: CallTopic,
        /// What was said, in the vault.
        said: TextRef,
        /// What came of it.
        outcome: CallOutcome,
    }
}
