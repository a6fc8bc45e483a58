//! The screen beside one's own desk.

use axum::extract::State;
use daowei_app::screen::{Objection, Sight};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::sight::SightKind;
use crate::caller::Signed;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

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
    /// Whether he also signed there.
    signed: bool,
    /// By what the data that it shows are known: `showData` answered the same for the very same data.
    digest: Option<String>,
    /// The item or matter of what it shows.
    subject: Option<String>,
    /// 信息有误: that something is wrong, as the applicant said.
    objection: Option<ObjectionSeen>,
}

/// That something of what a screen shows is wrong.
#[derive(Serialize, ToSchema)]
pub(super) struct ObjectionSeen {
    /// What; empty where the applicant tells it across the counter.
    words: String,
    /// When it was said.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
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
        None => ScreenBeside {
            open: false,
            paired: false,
            shows: SightKind::Nothing,
            confirmed: None,
            signed: false,
            digest: None,
            subject: None,
            objection: None,
        },
        Some(beside) => {
            let (shows, confirmed) = (SightKind::of(beside.sight.as_ref()), beside.confirmed);
            let signed = matches!(&beside.sight, Some(Sight::Data { signature: Some(_), .. }));
            let (digest, subject, objection) = match beside.sight {
                Some(Sight::Data { known_by, item_name, objection, .. }) => {
                    (Some(known_by), Some(item_name), objection)
                }
                Some(Sight::Rating { visit }) => (None, Some(visit.item_name), None),
                _ => (None, None, None),
            };
            let objection = objection.map(|Objection { words, at }| ObjectionSeen { words, at });
            let (open, paired) = (true, beside.paired);
            ScreenBeside { open, paired, shows, confirmed, signed, digest, subject, objection }
        }
    }))
}

impl SightKind {
    fn of(sight: Option<&Sight>) -> Self {
        match sight {
            None => Self::Nothing,
            Some(Sight::Data { .. }) => Self::Data,
            Some(Sight::Rating { .. }) => Self::Rating,
            Some(Sight::Thanks) => Self::Thanks,
            Some(Sight::Hall { .. }) => Self::Hall,
        }
    }
}
