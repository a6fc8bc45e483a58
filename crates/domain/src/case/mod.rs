//! 办件: from the receipt of papers to the delivered result, by the rules and the clocks of the law.
//!
//! 收件 is not 受理: a case gets its number when papers are received, and receiving is never refused. What cannot be
//! accepted is received and then not accepted in writing, with reasons and remedies (practice.md §1.1).
//!
//! Facts are kept apart from our own acts (practice.md §1.3): an act of ours that would be unlawful is refused; what has
//! happened in the world is recorded as what it is, marked irregular, with its consequences.

mod call;
mod chart;
mod command;
mod context;
mod correction;
mod decide;
mod document;
mod event;
mod export;
mod fold;
mod form;
mod grounds;
mod hands;
mod lapse;
mod objection;
mod paper;
mod party;
mod remedy;
pub mod rules;
mod sent;
mod service;
mod signature;
mod slip;
mod stage;
mod state;
mod statement;
mod undo;

pub use call::{CallGiven, CallOutcome, CallTopic, CallWay};
pub use chart::{Chart, Step};
pub use command::{
    Command, Demanded, Instrument, InstrumentGiven, InstrumentKind, Irregular, IrregularKind, Late, Outcome,
    PartyGiven, Receive, Recourse, ReplyGiven, TerminationGround, Verdict,
};
pub use context::{Context, Twin};
pub use correction::{Correction, Datum, PartyCorrection};
pub use decide::{
    Extensible, Ruling, act_of, allows, decide, extensible, in_hand, may_extend, numbers_named, receive,
    reckoned,
};
pub use document::{DocumentKind, Draft, SealKind, drafts, issue};
pub use event::*;
pub use export::{MOST_EXPORTED, exportable};
pub use form::{Addressed, Deed, Parties, Print, Replaced, print};
pub use grounds::{DecisionGround, GroundGiven, MOST_GROUNDS};
pub use lapse::{Passing, due_at, lapse};
pub use objection::{ObjectionOutcome, ScreenObjection};
pub use paper::{FileKept, FileOf, PaperForm, PaperGiven, PaperIn, Verified, VerifiedGiven};
pub use party::{MOST_PARTIES, Mandate, MandateGiven, PartyRecord};
pub(crate) use remedy::above;
pub use remedy::{Remedies, remedies};
pub use sent::{SentOn, SentWay};
pub use service::{ConfirmService, ConfirmedService, Destination, DestinationGiven, Service, ServiceGiven};
pub use signature::ScreenSignature;
pub use slip::Slip;
pub use stage::Stage;
pub use state::*;
pub use statement::{StatementGiven, StatementKind};

#[cfg(test)]
mod tests;
