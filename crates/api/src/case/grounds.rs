//! 决定依据, as callers choose them for a decision of any kind.

use daowei_app::Error;
use daowei_domain::case::{GroundGiven, MOST_GROUNDS};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{crowd, short};

/// A ground of the item's version.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum GroundChosen {
    /// 设定依据
    Basis {
        /// Its line, counted from one.
        #[schema(minimum = 1)]
        line: u16,
    },
    /// 许可条件
    Condition {
        /// Its line, counted from one.
        #[schema(minimum = 1)]
        line: u16,
    },
    /// 申请材料
    Paper {
        /// Its line of the list.
        #[schema(min_length = 1, max_length = 64)]
        paper: String,
    },
}

impl GroundChosen {
    fn take(self, place: usize) -> Result<GroundGiven, Error> {
        Ok(match self {
            GroundChosen::Basis { line } => GroundGiven::Basis(line.into()),
            GroundChosen::Condition { line } => GroundGiven::Condition(line.into()),
            GroundChosen::Paper { paper } => {
                GroundGiven::Paper(short(&format!("grounds[{place}].paper"), paper, 64)?)
            }
        })
    }
}

/// What was chosen, no more than a decision names.
pub(super) fn chosen(grounds: Vec<GroundChosen>) -> Result<Vec<GroundGiven>, Error> {
    crowd("grounds", &grounds, MOST_GROUNDS)?;
    grounds.into_iter().zip(0..).map(|(ground, place)| ground.take(place)).collect()
}
