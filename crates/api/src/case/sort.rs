//! In which order cases come.

use std::str::FromStr;

use daowei_app::case::Order;
use serde::Deserialize;
use utoipa::ToSchema;

/// The order of a list of cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[schema(as = CaseSort)]
pub(super) enum Sort {
    /// By due date, the nearest first; those without a clock last.
    #[default]
    #[serde(rename = "due")]
    Due,
    /// By due date, the farthest first.
    #[serde(rename = "-due")]
    DueBack,
    /// By the working date of receipt, the oldest first.
    #[serde(rename = "received_on")]
    Received,
    /// By the working date of receipt, the newest first.
    #[serde(rename = "-received_on")]
    ReceivedBack,
}

impl FromStr for Sort {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Ok(match text {
            "due" => Self::Due,
            "-due" => Self::DueBack,
            "received_on" => Self::Received,
            "-received_on" => Self::ReceivedBack,
            _ => return Err(()),
        })
    }
}

impl From<Sort> for Order {
    fn from(sort: Sort) -> Self {
        match sort {
            Sort::Due => Self::Due,
            Sort::DueBack => Self::DueBack,
            Sort::Received => Self::Received,
            Sort::ReceivedBack => Self::ReceivedBack,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_and_bodies_name_the_orders_alike() {
        for text in ["due", "-due", "received_on", "-received_on"] {
            let body: Sort = serde_json::from_value(text.into()).unwrap();
            assert_eq!(Ok(body), text.parse(), "{text}");
        }
        assert_eq!("+due".parse::<Sort>(), Err(()));
    }
}
