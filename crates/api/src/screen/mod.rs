//! 第二屏: the applicant's screen beside a desk. The desk opens it and says what it shows; the screen has a secret of its own and no session.

mod ask;
mod beside;
mod blank;
mod close;
mod confirm;
mod data;
mod draw;
mod may_ask;
mod objection;
mod open;
mod pair;
mod rating;
mod sight;

use axum::http::{HeaderMap, header};
use daowei_app::screen::Key;
use daowei_app::{App, Error};
use daowei_ident::ScreenId;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) use open::ScreenOpened;

use crate::state::Api;

/// A screen of a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct OfScreen {
    /// The screen.
    #[param(value_type = String, format = Uuid)]
    screen: ScreenId,
}

/// What a screen shows that it is the one.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "describes a header that is read elsewhere")]
struct ScreenSecret {
    /// `Screen SECRET`, with the secret of the pairing.
    #[param(rename = "Authorization")]
    authorization: String,
}

/// The routes of screens.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(beside::screen_beside, open::open_screen, close::close_screen))
        .routes(routes!(data::show_data))
        .routes(routes!(ask::ask_rating, may_ask::may_ask_rating))
        .routes(routes!(blank::blank_screen))
        .routes(routes!(pair::pair_screen))
        .routes(routes!(sight::follow_sight))
        .routes(routes!(confirm::confirm_sight))
        .routes(routes!(objection::object_to_sight))
        .routes(routes!(rating::rate_visit))
        .routes(routes!(draw::draw_at_screen))
}

/// The key of a request from a screen.
fn key(app: &App, screen: ScreenId, headers: &HeaderMap) -> Result<Key, Error> {
    let said = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let secret = said
        .and_then(|said| said.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("screen"));
    secret.map(|(_, secret)| app.screen_key(screen, secret.trim())).ok_or(Error::Unauthenticated)
}
