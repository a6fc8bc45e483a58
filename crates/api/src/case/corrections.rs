//! 一次性告知补正.

use axum::extract::State;
use daowei_app::text::Texts;
use daowei_domain::case::{Command, Demanded};
use daowei_ident::DemandId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase, crowd, short};
use crate::problem::Failure;
use crate::state::Api;

/// Everything that must be put right (行政许可法 art. 32(1)④).
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Demands {
    /// Line by line.
    #[schema(min_items = 1, max_items = 100)]
    demands: Vec<DemandGiven>,
}

/// One line of what must be put right.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DemandGiven {
    /// The paper concerned, by its line on the item's list.
    #[schema(min_length = 1, max_length = 64)]
    paper: String,
    /// What to put right.
    #[schema(min_length = 1, max_length = 4000)]
    what: String,
    /// The unmet demand that it repeats.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Uuid)]
    repeats: Option<DemandId>,
}

impl DemandGiven {
    fn take(self, place: usize, texts: &mut Texts) -> Result<Demanded, daowei_app::Error> {
        let at = |name: &str| format!("demands[{place}].{name}");
        let paper = short(&at("paper"), self.paper, 64)?;
        Ok(Demanded { paper, what: texts.take(&at("what"), "demand", self.what)?, repeats: self.repeats })
    }
}

/// 一次性告知补正 · Request correction, all at once
///
/// Issues the notice. A second notice may only repeat demands that are still unmet.
#[utoipa::path(
    post,
    path = "/cases/{case}/corrections",
    operation_id = "requestCorrection",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = Demands,
    responses(Acted)
)]
pub(super) async fn request_correction(State(api): State<Api>, act: Act<Demands>) -> Result<Acted, Failure> {
    act.carry_out(&api, "requestCorrection", |body, texts| {
        crowd("demands", &body.demands, 100)?;
        let lines = body.demands.into_iter().zip(0..).map(|(line, place)| line.take(place, texts));
        Ok(Command::RequestCorrection(lines.collect::<Result<_, _>>()?))
    })
    .await
}
