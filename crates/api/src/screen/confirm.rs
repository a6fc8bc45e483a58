//! 核对确认.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use base64ct::{Base64, Encoding as _};
use daowei_app::screen::{LARGEST_SIGNATURE, Signed};
use daowei_app::{Error, Problem};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{OfScreen, ScreenSecret, key};
use crate::bounds::short;
use crate::caller::is_of_staff;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// What was seen.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SightConfirmed {
    /// The revision that was on the screen.
    revision: i64,
    /// 屏上签名, where the applicant signs there and not on paper.
    #[serde(default)]
    signature: Option<SignatureDrawn>,
}

/// A signature by hand, at the screen.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SignatureDrawn {
    /// Which of the parties shown signs, counted from nought.
    signer: u8,
    /// The strokes: a PNG of 64 KiB at most, in base64.
    #[schema(min_length = 1, max_length = 87_384)]
    png: String,
}

impl SignatureDrawn {
    fn read(self) -> Result<Signed, Error> {
        let png = short("signature.png", self.png, LARGEST_SIGNATURE.div_ceil(3) * 4)?;
        let png = Base64::decode_vec(&png).map_err(|_| Error::input("signature.png", Problem::Characters))?;
        Ok(Signed { signer: self.signer.into(), png })
    }
}

/// 核对确认 · What the screen shows is right
///
/// Never with a session of staff (`rating.by_staff`). With a signature, the receipt of the very same data takes its picture over, with what was shown.
#[utoipa::path(post, path = "/screens/{screen}/confirmation", operation_id = "confirmSight", tag = "screen", security(()),
    params(OfScreen, ScreenSecret),
    request_body = SightConfirmed,
    responses((status = 204, description = "It is confirmed.")))]
pub(super) async fn confirm_sight(
    State(api): State<Api>,
    Ids(of): Ids<OfScreen>,
    headers: HeaderMap,
    Json(given): Json<SightConfirmed>,
) -> Result<StatusCode, Failure> {
    let by_staff = is_of_staff(&api, &headers).await?;
    // Who is refused for his session is told so, whatever else he shows.
    let key = key(&api.app, of.screen, &headers)
        .or_else(|error| if by_staff { Ok(api.app.screen_key(of.screen, "")) } else { Err(error) })?;
    let signed = given.signature.map(SignatureDrawn::read).transpose()?;
    api.app.confirm_seen(key, given.revision, signed, by_staff).await?;
    Ok(StatusCode::NO_CONTENT)
}
