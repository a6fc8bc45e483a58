//! Read models: what screens and lists read. Rows are made from folded states and written with the events that changed
//! them; they never feed a decision, and a rebuild makes the same rows.

pub mod call;
pub mod case;
pub mod change;
pub mod document;
pub mod enquiry;
pub mod foreign;
pub mod guide;
pub mod handover;
pub mod item;
pub mod legal_person;
pub mod license;
pub mod look;
pub mod order;
pub mod rating;
pub mod rebuild;
pub mod sent;
