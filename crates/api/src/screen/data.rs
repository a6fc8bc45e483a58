//! 送办事人核对.

use axum::extract::State;
use daowei_domain::case::MOST_PARTIES;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::bounds::{crowd, short};
use crate::caller::Signed;
use crate::case::{PartyInput, ServiceInput};
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

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
    /// How documents are to reach the applicant, as it will be received.
    #[serde(default)]
    service: Option<ServiceInput>,
}

/// What is shown now.
#[derive(Serialize, ToSchema)]
pub(super) struct ShownAs {
    /// By what the data are known: keyed, and of the data in clear. `screenBeside` tells it while they are shown.
    digest: String,
}

/// 送办事人核对 · Show data that are being registered, to be confirmed
///
/// Masked before they are kept. Data received later count as confirmed where they are the very same.
#[utoipa::path(post, path = "/screens/data", operation_id = "showData", tag = "screen",
    request_body = DataShown,
    responses((status = 200, description = "They are shown.", body = ShownAs)))]
pub(super) async fn show_data(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Json(given): Json<DataShown>,
) -> Result<Json<ShownAs>, Failure> {
    crowd("parties", &given.parties, MOST_PARTIES)?;
    let item_name = short("item_name", given.item_name, 200)?;
    let mut parties = Vec::with_capacity(given.parties.len());
    for (party, place) in given.parties.iter().zip(0..) {
        let place: usize = place;
        parties.push(party.told(&format!("parties[{place}]"))?);
    }
    let service = given.service.map(ServiceInput::read).transpose()?;
    let digest = api.app.show_data(caller, item_name, parties, service).await?;
    Ok(Json(ShownAs { digest }))
}
