//! What the desk says to the screen beside it.

use axum::extract::State;
use axum::http::StatusCode;
use daowei_app::screen::Sight;
use daowei_domain::rating::Subject;
use daowei_ident::{CaseId, EnquiryId, ScreenId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::sight::SightKind;
use crate::bounds::{crowd, short};
use crate::caller::Signed;
use crate::case::PartyInput;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// A screen that waits for its code.
#[derive(Serialize, ToSchema)]
pub(super) struct ScreenOpened {
    /// The screen.
    #[schema(value_type = String, format = Uuid)]
    id: ScreenId,
    /// 配对码: eight digits, shown once.
    code: String,
    /// Until when it waits.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
}

/// The screen beside one's own desk.
#[derive(Serialize, ToSchema)]
pub(super) struct ScreenBeside {
    /// Whether there is one.
    open: bool,
    /// Whether it is paired.
    paired: bool,
    /// What it shows.
    shows: SightKind,
    /// When the applicant confirmed what it shows.
    #[schema(value_type = Option<String>, format = DateTime)]
    confirmed: Option<Timestamp>,
}

/// Data that are being registered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DataShown {
    /// The item's name, or what the applicant calls it.
    #[schema(max_length = 200)]
    item_name: String,
    /// The parties, as they will be received; the screen shows them masked.
    #[schema(min_items = 1, max_items = 20)]
    parties: Vec<PartyInput>,
}

/// The visit that is to be rated: one of the two.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct VisitAsked {
    /// The case.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Uuid)]
    case: Option<CaseId>,
    /// The enquiry.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Uuid)]
    enquiry: Option<EnquiryId>,
}

/// 第二屏状态 · The screen beside one's own desk
#[utoipa::path(get, path = "/screens", operation_id = "screenBeside", tag = "screen",
    responses((status = 200, description = "How it stands.", body = ScreenBeside)))]
pub(super) async fn screen_beside(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
) -> Result<Json<ScreenBeside>, Failure> {
    let found = api.app.screen_beside(caller.watching()).await?;
    Ok(Json(match found {
        None => ScreenBeside { open: false, paired: false, shows: SightKind::Nothing, confirmed: None },
        Some(beside) => ScreenBeside {
            open: true,
            paired: beside.paired,
            shows: SightKind::of(beside.sight.as_ref()),
            confirmed: beside.confirmed,
        },
    }))
}

/// 打开第二屏 · Let a code wait for a screen, in the place of the one before
#[utoipa::path(post, path = "/screens", operation_id = "openScreen", tag = "screen",
    responses((status = 201, description = "It waits.", body = ScreenOpened)))]
pub(super) async fn open_screen(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
) -> Result<(StatusCode, Json<ScreenOpened>), Failure> {
    let opened = api.app.open_screen(caller).await?;
    let body = ScreenOpened { id: opened.id, code: opened.code.to_string(), until: opened.until };
    Ok((StatusCode::CREATED, Json(body)))
}

/// 关闭第二屏 · Take the screen away
#[utoipa::path(delete, path = "/screens", operation_id = "closeScreen", tag = "screen",
    responses((status = 204, description = "It is gone.")))]
pub(super) async fn close_screen(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
) -> Result<StatusCode, Failure> {
    api.app.close_screen(caller).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// 送办事人核对 · Show data that are being registered, to be confirmed
///
/// Masked before they are kept. Data received later count as confirmed where they are the very same.
#[utoipa::path(post, path = "/screens/data", operation_id = "showData", tag = "screen",
    request_body = DataShown,
    responses((status = 204, description = "They are shown.")))]
pub(super) async fn show_data(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Json(given): Json<DataShown>,
) -> Result<StatusCode, Failure> {
    crowd("parties", &given.parties, 20)?;
    let item_name = short("item_name", given.item_name, 200)?;
    let mut parties = Vec::with_capacity(given.parties.len());
    for (party, place) in given.parties.iter().zip(0..) {
        let place: usize = place;
        parties.push((party.role(), party.record(&format!("parties[{place}]"))?));
    }
    api.app.show_data(caller, item_name, parties).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// 请办事人评价 · Ask for a rating of today's visit
#[utoipa::path(post, path = "/screens/rating", operation_id = "askRating", tag = "screen",
    request_body = VisitAsked,
    responses((status = 204, description = "It is asked.")))]
pub(super) async fn ask_rating(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Json(given): Json<VisitAsked>,
) -> Result<StatusCode, Failure> {
    let subject = match (given.case, given.enquiry) {
        (Some(case), None) => Subject::Case(case),
        (None, Some(enquiry)) => Subject::Enquiry(enquiry),
        _ => return Err(daowei_app::Error::input("case", daowei_app::Problem::Unfit).into()),
    };
    api.app.ask_rating(caller, subject).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// 清空第二屏 · Show nothing
#[utoipa::path(post, path = "/screens/blank", operation_id = "blankScreen", tag = "screen",
    responses((status = 204, description = "It shows nothing.")))]
pub(super) async fn blank_screen(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
) -> Result<StatusCode, Failure> {
    api.app.blank_screen(caller).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl SightKind {
    fn of(sight: Option<&Sight>) -> Self {
        match sight {
            None => Self::Nothing,
            Some(Sight::Data { .. }) => Self::Data,
            Some(Sight::Rating { .. }) => Self::Rating,
            Some(Sight::Thanks) => Self::Thanks,
        }
    }
}
