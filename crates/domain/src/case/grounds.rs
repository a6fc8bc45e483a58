//! 决定依据: what a decision rests on, chosen from what the item's version lists, beside the reasons in words (行政许可法 art. 38).

use serde::{Deserialize, Serialize};

use super::rules;
use crate::catalog::Content;
use crate::rule::Refusal;

/// The most grounds that one decision names.
pub const MOST_GROUNDS: usize = 20;

/// A ground as it is chosen: a line of the version that the case is bound to, counted from one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroundGiven {
    /// 设定依据
    Basis(usize),
    /// 许可条件
    Condition(usize),
    /// 申请材料, by its line
    Paper(String),
}

/// A ground as it was chosen, with the words that the version had for it: they stand whatever later versions say. They are the
/// city's, and name nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum DecisionGround {
    /// 设定依据
    Basis {
        /// The article.
        words: String,
    },
    /// 许可条件
    Condition {
        /// The condition.
        words: String,
    },
    /// 申请材料
    Paper {
        /// Its line.
        paper: String,
        /// Its name.
        words: String,
    },
}

impl GroundGiven {
    /// The ground in that version's words.
    fn of(&self, content: &Content) -> Option<DecisionGround> {
        let line =
            |lines: &[String], place: usize| place.checked_sub(1).and_then(|at| lines.get(at).cloned());
        Some(match self {
            GroundGiven::Basis(place) => DecisionGround::Basis { words: line(&content.basis, *place)? },
            GroundGiven::Condition(place) => {
                DecisionGround::Condition { words: line(&content.conditions, *place)? }
            }
            GroundGiven::Paper(paper) => {
                let listed = content.papers.iter().find(|listed| listed.id == *paper)?;
                DecisionGround::Paper { paper: paper.clone(), words: listed.name.clone() }
            }
        })
    }
}

/// The grounds in the version's words, in the order in which they were chosen; one that was chosen twice counts once.
///
/// # Errors
/// `case.decide.ground` for what the version does not list.
pub(super) fn named(given: &[GroundGiven], content: &Content) -> Result<Vec<DecisionGround>, Refusal> {
    let mut grounds = Vec::new();
    for given in given {
        let ground = given.of(content).ok_or_else(|| Refusal::by(&rules::GROUND_UNLISTED))?;
        if !grounds.contains(&ground) {
            grounds.push(ground);
        }
    }
    Ok(grounds)
}
