//! What a screen shows, as it changes.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use daowei_app::App;
use daowei_app::queue::{Board, Called};
use daowei_app::screen::{Key, MandateTold, PartyShown, Seen, Sight};
use daowei_domain::case::{PartyKind, PartyRole};
use daowei_ident::IdKind;
use futures_util::stream::{Stream, unfold};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::{OfScreen, ScreenSecret, key};
use crate::case::DestinationSeen;
use crate::ids::Ids;
use crate::problem::Failure;
use crate::queue::KindSeen;
use crate::state::Api;
use crate::words;

/// Between two looks: people wait a second for a screen without noticing.
const PATIENCE: Duration = Duration::from_millis(500);

/// What kind of thing a screen shows.
#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum SightKind {
    /// Nothing.
    Nothing,
    /// Data to be confirmed.
    Data,
    /// A visit to be rated.
    Rating,
    /// It was rated.
    Thanks,
    /// Who is called where.
    Hall,
}

/// What a screen shows: the `data` of each event.
#[derive(Serialize, ToSchema)]
pub(super) struct SightShown {
    /// What kind of thing.
    shows: SightKind,
    /// Counts what was shown; a confirmation names it.
    revision: i64,
    /// The item's name.
    item_name: Option<String>,
    /// The parties, masked.
    parties: Vec<PartySeen>,
    /// How documents are to reach the applicant, masked.
    service: Option<DestinationSeen>,
    /// Of a visit: the number of the case or of the sheet.
    number: Option<String>,
    /// Whether the data were confirmed.
    confirmed: bool,
    /// Whether they were signed for, too.
    signed: bool,
    /// Whether the applicant has said that something is wrong.
    objected: bool,
    /// Who is called where, on a screen of the hall.
    board: Option<HallBoard>,
}

/// What a screen of the hall shows.
#[derive(Serialize, ToSchema)]
pub(super) struct HallBoard {
    /// Whether numbers are drawn at it.
    draws: bool,
    /// What is queued for.
    kinds: Vec<KindSeen>,
    /// Those that are called, the last first.
    called: Vec<NumberCalled>,
}

/// A number and where it is called.
#[derive(Serialize, ToSchema)]
struct NumberCalled {
    /// 排队号
    number: String,
    /// The plate of the window.
    window: String,
    /// How often it was called: again for each.
    calls: u32,
}

impl From<Board> for HallBoard {
    fn from(board: Board) -> Self {
        let called = |called: Called| NumberCalled {
            number: called.number,
            window: called.window,
            calls: called.calls,
        };
        Self {
            draws: board.draws,
            kinds: board.kinds.into_iter().map(KindSeen::from).collect(),
            called: board.called.into_iter().map(called).collect(),
        }
    }
}

/// A party, masked.
#[derive(Serialize, ToSchema)]
struct PartySeen {
    /// What it is to the case.
    #[schema(value_type = words::PartyRole)]
    role: PartyRole,
    /// Natural or legal person.
    #[schema(value_type = words::PartyKind)]
    kind: PartyKind,
    /// Name.
    name: String,
    /// Kind of identity document.
    #[schema(value_type = words::IdKind)]
    id_kind: IdKind,
    /// Its number.
    id_number: String,
    /// Telephone.
    phone: Option<String>,
    /// Address.
    address: Option<String>,
    /// 授权委托, where that was told: who signs, signs for it as well.
    mandate: Option<MandateSeen>,
}

/// What somebody may do for the applicant.
#[derive(Serialize, ToSchema)]
struct MandateSeen {
    /// 代理事项、权限
    scope: String,
    /// From this day on.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// The last day; nothing where none was set.
    #[schema(value_type = Option<String>, format = Date)]
    to: Option<Date>,
    /// 证明材料
    paper: String,
}

impl From<MandateTold> for MandateSeen {
    fn from(MandateTold { scope, from, to, paper }: MandateTold) -> Self {
        Self { scope, from, to, paper }
    }
}

impl From<PartyShown> for PartySeen {
    fn from(shown: PartyShown) -> Self {
        let PartyShown { role, kind, name, id_kind, id_number, phone, address, mandate } = shown;
        let mandate = mandate.map(MandateSeen::from);
        Self { role, kind, name, id_kind, id_number, phone, address, mandate }
    }
}

impl From<Seen> for SightShown {
    fn from(seen: Seen) -> Self {
        let nothing = Self {
            shows: SightKind::Nothing,
            revision: seen.revision,
            item_name: None,
            parties: Vec::new(),
            service: None,
            number: None,
            confirmed: seen.confirmed,
            signed: false,
            objected: false,
            board: seen.board.map(HallBoard::from),
        };
        match seen.sight {
            None => nothing,
            Some(Sight::Hall { .. }) => Self { shows: SightKind::Hall, ..nothing },
            Some(Sight::Thanks) => Self { shows: SightKind::Thanks, ..nothing },
            Some(Sight::Data { item_name, parties, service, signature, objection, .. }) => Self {
                signed: signature.is_some(),
                objected: objection.is_some(),
                shows: SightKind::Data,
                item_name: Some(item_name),
                parties: parties.into_iter().map(PartySeen::from).collect(),
                service: service.map(DestinationSeen::from),
                ..nothing
            },
            Some(Sight::Rating { visit }) => Self {
                shows: SightKind::Rating,
                item_name: Some(visit.item_name),
                number: Some(visit.number),
                ..nothing
            },
        }
    }
}

/// One screen that looks.
struct Follower {
    app: App,
    key: Key,
    first: Option<Seen>,
    last: Option<Seen>,
}

impl Follower {
    /// What it shows next; nothing once it is no longer paired.
    async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        loop {
            let seen = match self.first.take() {
                Some(seen) => seen,
                None => {
                    tokio::time::sleep(PATIENCE).await;
                    self.app.seen(self.key.clone()).await.ok()?
                }
            };
            if self.last.as_ref() != Some(&seen) {
                self.last = Some(seen.clone());
                let data = serde_json::to_string(&SightShown::from(seen)).unwrap_or_default();
                return Some((Ok(Event::default().event("sight").data(data)), self));
            }
        }
    }
}

/// 第二屏内容 · What the screen shows, as it changes
///
/// Server-sent events named `sight`: the first at once, a further one for each change. Ends when the pairing does.
#[utoipa::path(
    get,
    path = "/screens/{screen}/sight",
    operation_id = "followSight",
    tag = "screen",
    security(()),
    params(OfScreen, ScreenSecret),
    responses((status = 200, description = "A stream that stays open.", body = SightShown, content_type = "text/event-stream"))
)]
pub(super) async fn follow_sight(
    State(api): State<Api>,
    Ids(of): Ids<OfScreen>,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Failure> {
    let key = key(&api.app, of.screen, &headers)?;
    let first = Some(api.app.seen(key.clone()).await?);
    let follower = Follower { app: api.app, key, first, last: None };
    Ok(Sse::new(unfold(follower, Follower::next)).keep_alive(KeepAlive::default()))
}
