//! What stands in the paths of cases.

use daowei_ident::{CaseId, DocumentId, FileId, PartyId, PauseId};
use serde::Deserialize;
use utoipa::IntoParams;

/// A case.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct OfCase {
    /// The case.
    #[param(value_type = String, format = Uuid)]
    pub(super) case: CaseId,
}

/// A document of a case.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct OfDocument {
    /// The case.
    #[param(value_type = String, format = Uuid)]
    pub(super) case: CaseId,
    /// The document.
    #[param(value_type = String, format = Uuid)]
    pub(super) document: DocumentId,
}

/// A file of a case.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct OfCaseFile {
    /// The case.
    #[param(value_type = String, format = Uuid)]
    pub(super) case: CaseId,
    /// The file.
    #[param(value_type = String, format = Uuid)]
    pub(super) file: FileId,
}

/// A special procedure of a case.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct OfPause {
    /// The case.
    #[param(value_type = String, format = Uuid)]
    pub(super) case: CaseId,
    /// The special procedure.
    #[param(value_type = String, format = Uuid)]
    pub(super) pause: PauseId,
}

/// A party of a case.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct OfParty {
    /// The case.
    #[param(value_type = String, format = Uuid)]
    pub(super) case: CaseId,
    /// The party.
    #[param(value_type = String, format = Uuid)]
    pub(super) party: PartyId,
}

/// The case of a path.
pub(crate) trait CasePath {
    /// Which.
    fn case(&self) -> CaseId;
}

macro_rules! case_paths {
    ($($path:ident)+) => {$(
        impl CasePath for $path {
            fn case(&self) -> CaseId {
                self.case
            }
        }
    )+};
}

case_paths! { OfCase OfDocument OfPause OfParty }
