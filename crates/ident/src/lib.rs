//! Numbers, codes and names with the rules they obey: typed ids, resident identity numbers, credit codes, division
//! codes, document and case numbers, query codes, and newtypes that mask personal data wherever they are printed.
//!
//! Everything here is a pure value. Time and randomness come in as arguments, and every parser is total: whatever
//! bytes arrive, it answers with a value or with an [`IdentError`] that never repeats what was typed.

mod case_number;
mod civil;
mod contact;
mod credit_code;
mod division;
mod document_number;
mod error;
mod id_kind;
mod masked;
mod query_code;
mod resident_id;
mod text_form;
mod typed;

#[cfg(test)]
mod tests;

pub use case_number::CaseNumber;
pub use contact::{Mobile, Postcode};
pub use credit_code::CreditCode;
pub use division::{DivisionCode, DivisionLevel};
pub use document_number::DocumentNumber;
pub use error::IdentError;
pub use id_kind::IdKind;
pub use masked::{Address, ElectronicAddress, IdNumber, PersonName, Phone, is_unseen};
pub use query_code::QueryCode;
pub use resident_id::ResidentId;
pub use typed::*;
