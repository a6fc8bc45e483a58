//! What the caller may do with a case, and the rule that forbids the rest.

use daowei_domain::authority::Act;
use daowei_domain::{Language, Refusal};
use serde::Serialize;
use utoipa::ToSchema;

use crate::authority::{ActName, name_of};

/// An act, and whether the caller may do it now.
#[derive(Serialize, ToSchema)]
pub(super) struct Allowed {
    /// The act.
    #[schema(value_type = ActName)]
    act: String,
    /// Whether it has legal effect outside, and so needs a fresh confirmation.
    legal: bool,
    /// Whether the caller may.
    allowed: bool,
    /// The rule that forbids, if one does.
    forbidden_by: Option<Forbidden>,
}

/// The rule that forbids an act.
#[derive(Serialize, ToSchema)]
pub(crate) struct Forbidden {
    /// Its id, as `GET /rules` lists it.
    rule: &'static str,
    /// What it says, in Chinese.
    zh: String,
    /// What it says, in English.
    en: String,
}

impl Allowed {
    pub(super) fn of(act: Act, refusal: Option<&Refusal>) -> Self {
        Self {
            act: name_of(act),
            legal: act.is_legal(),
            allowed: refusal.is_none(),
            forbidden_by: refusal.map(Forbidden::by),
        }
    }
}

impl Forbidden {
    pub(crate) fn by(refusal: &Refusal) -> Self {
        Self {
            rule: refusal.rule.id,
            zh: refusal.text(Language::Chinese),
            en: refusal.text(Language::English),
        }
    }
}
