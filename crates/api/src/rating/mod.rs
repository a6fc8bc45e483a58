//! 好差评: listed for those who answer, read for a purpose, followed up.

mod follow_up;
mod list;
mod reveal;

use daowei_ident::RatingId;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::Api;

/// A rating of a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct OfRating {
    /// The rating.
    #[param(value_type = String, format = Uuid)]
    rating: RatingId,
}

/// The routes of ratings.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list::list_ratings))
        .routes(routes!(reveal::reveal_rating))
        .routes(routes!(follow_up::follow_up_rating))
}
