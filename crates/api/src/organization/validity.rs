//! A period of days as callers give it and read it.

use daowei_domain::organization::Validity;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A period: from the first day on, up to but without the day it ends on.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Period {
    /// First day.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// The day from which it no longer holds; open where nothing is said.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    to: Option<Date>,
}

impl From<Validity> for Period {
    fn from(validity: Validity) -> Self {
        Self { from: validity.from, to: validity.to }
    }
}

impl From<Period> for Validity {
    fn from(period: Period) -> Self {
        Self { from: period.from, to: period.to }
    }
}
