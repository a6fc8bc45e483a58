//! `GET /rules`

use daowei_domain::Rule as Registered;
use serde::Serialize;
use utoipa::ToSchema;

use crate::json::Json;
use crate::problem::rank;

/// Everything that Daowei refuses, it refuses by one of these.
#[derive(Serialize, ToSchema)]
pub(super) struct Rules {
    /// In the order of their ids.
    rows: Vec<Rule>,
}

/// A rule.
#[derive(Serialize, ToSchema)]
struct Rule {
    /// Its id, the `code` of problem documents.
    id: &'static str,
    /// The source.
    citation: &'static str,
    /// What that source is called in English, to stand beside it.
    citation_en: &'static str,
    /// How high the source stands.
    rank: &'static str,
    /// Requirement ids of the notice.
    requirements: &'static [&'static str],
    /// What it says, in Chinese.
    zh: &'static str,
    /// What it says, in English.
    en: &'static str,
}

impl From<&Registered> for Rule {
    fn from(rule: &Registered) -> Self {
        let Registered { id, citation, citation_en, requirements, zh, en, .. } = *rule;
        Self { id, citation, citation_en, rank: rank(rule.rank), requirements, zh, en }
    }
}

/// 规则清单 The registry of rules.
#[utoipa::path(get, path = "/rules", operation_id = "listRules", tag = "rule", security(()),
    responses((status = 200, description = "The registry.", body = Rules)))]
pub(super) async fn rules() -> Json<Rules> {
    Json(Rules { rows: daowei_app::account::registry().into_iter().map(Rule::from).collect() })
}
