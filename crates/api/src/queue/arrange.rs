//! 设置排队业务.

use axum::extract::State;
use daowei_app::{Error, Problem};
use daowei_domain::queue::{Kind, MOST_KINDS};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::{QueueKind, letter};
use crate::act::Act;
use crate::bounds::{crowd, short};
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// Windows that one kind names at most.
const MOST_WINDOWS: usize = 100;

/// Everything that is queued for.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct QueueKinds {
    /// The kinds, in the order in which they are offered; none switches the queue off.
    #[schema(max_items = 26)]
    kinds: Vec<QueueKind>,
}

impl From<Vec<Kind>> for QueueKinds {
    fn from(kinds: Vec<Kind>) -> Self {
        Self { kinds: kinds.into_iter().map(QueueKind::from).collect() }
    }
}

fn read(kind: QueueKind, place: usize) -> Result<Kind, Error> {
    let field = |name: &str| format!("kinds[{place}].{name}");
    crowd(&field("windows"), &kind.windows, MOST_WINDOWS)?;
    let name = short(&field("name"), kind.name.trim().to_owned(), 20)?;
    if name.is_empty() {
        return Err(Error::input(field("name"), Problem::Empty));
    }
    let letter = letter(&field("letter"), &kind.letter)?;
    Ok(Kind { letter, name, windows: kind.windows.into_iter().collect() })
}

/// 设置排队业务 · Arrange what is queued for, in the place of what was
#[utoipa::path(post, path = "/queue/kinds", operation_id = "arrangeQueue", tag = "queue",
    params(Keyed),
    request_body = QueueKinds,
    responses((status = 200, description = "What is queued for now.", body = QueueKinds)))]
pub(super) async fn arrange_queue(
    State(api): State<Api>,
    act: Act<QueueKinds>,
) -> Result<Told<QueueKinds>, Failure> {
    let once = act.once(&api, "arrangeQueue");
    crowd("kinds", &act.body.kinds, MOST_KINDS)?;
    let kinds = act.body.kinds.into_iter().zip(0..).map(|(kind, place)| read(kind, place));
    let kinds = kinds.collect::<Result<Vec<_>, _>>()?;
    Ok(Told::done(api.app.arrange_queue(act.caller, kinds, once).await?))
}
