//! 差评整改.

use axum::extract::State;
use daowei_app::text::Texts;
use daowei_ident::RatingId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::OfRating;
use crate::act::Act;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// What was found and done.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FollowUpGiven {
    /// 核实、整改情况
    #[schema(min_length = 1, max_length = 4000)]
    what: String,
}

/// A rating that was followed up.
#[derive(Serialize, ToSchema)]
pub(super) struct RatingDone {
    /// The rating.
    #[schema(value_type = String, format = Uuid)]
    id: RatingId,
}

impl From<RatingId> for RatingDone {
    fn from(id: RatingId) -> Self {
        Self { id }
    }
}

/// 差评整改 · Record what was found and done about a bad rating
///
/// By somebody else than whoever was rated.
#[utoipa::path(post, path = "/ratings/{rating}/follow-up", operation_id = "followUpRating", tag = "rating",
    params(OfRating, Keyed),
    request_body = FollowUpGiven,
    responses((status = 200, description = "It is on record.", body = RatingDone)))]
pub(super) async fn follow_up_rating(
    State(api): State<Api>,
    act: Act<FollowUpGiven, OfRating>,
) -> Result<Told<RatingDone>, Failure> {
    let once = act.once(&api, "followUpRating");
    let mut texts = Texts::new(&api.app);
    let what = texts.take("what", "follow_up", act.body.what)?;
    Ok(Told::done(api.app.follow_up_rating(act.caller, act.path.rating, what, texts, once).await?))
}
