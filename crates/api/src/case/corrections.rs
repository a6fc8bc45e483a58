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
    /// What is told for the first time, line by line.
    #[serde(default)]
    #[schema(max_items = 100)]
    demands: Vec<DemandGiven>,
    /// Old demands that are still unmet, told again in their own words.
    #[serde(default)]
    #[schema(value_type = Vec<String>, max_items = 100)]
    repeats: Vec<DemandId>,
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
}

impl DemandGiven {
    fn take(self, place: usize, texts: &mut Texts) -> Result<Demanded, daowei_app::Error> {
        let at = |name: &str| format!("demands[{place}].{name}");
        let paper = short(&at("paper"), self.paper, 64)?;
        Ok(Demanded::New { paper, what: texts.take(&at("what"), "demand", self.what)? })
    }
}

/// 一次性告知补正 · Request correction, all at once
///
/// Issues the notice. A second notice only repeats demands that are still unmet, by their ids.
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
        crowd("repeats", &body.repeats, 100)?;
        let anew = body.demands.into_iter().zip(0..).map(|(line, place)| line.take(place, texts));
        let again = body.repeats.into_iter().map(|old| Ok(Demanded::Again(old)));
        Ok(Command::RequestCorrection(anew.chain(again).collect::<Result<_, _>>()?))
    })
    .await
}
