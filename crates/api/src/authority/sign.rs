//! 签署授权书.

use axum::extract::State;
use daowei_app::authority::NewLetter;
use daowei_domain::organization::Validity;
use daowei_ident::{DepartmentId, PersonId};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use super::letter::{Letter, PowerGranted};
use crate::act::Act;
use crate::bounds::crowd;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// A letter to be signed, by whoever is signed in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LetterGiven {
    /// Its number; taken from the organ's series 授 where none is given.
    #[serde(default)]
    #[schema(max_length = 60)]
    number: Option<String>,
    /// The department in whose name the holder will act.
    #[schema(value_type = String, format = Uuid)]
    department: DepartmentId,
    /// Who holds it.
    #[schema(value_type = String, format = Uuid)]
    holder: PersonId,
    /// Powers and items.
    #[schema(min_items = 1, max_items = 20)]
    grants: Vec<PowerGranted>,
    /// First day.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// The first day without it.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    to: Option<Date>,
    /// B 岗: whose recorded absence brings it to life.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Uuid)]
    deputy_of: Option<PersonId>,
}

/// 签署授权书 · Sign a letter of authorization
///
/// In the session of the department's principal leader.
#[utoipa::path(
    post,
    path = "/letters",
    operation_id = "signLetter",
    tag = "authority",
    params(Keyed),
    request_body = LetterGiven,
    responses((status = 201, description = "Signed.", body = Letter))
)]
pub(super) async fn sign_letter(
    State(api): State<Api>,
    act: Act<LetterGiven>,
) -> Result<Told<Letter>, Failure> {
    let once = act.once(&api, "signLetter");
    let body = act.body;
    crowd("grants", &body.grants, 20)?;
    let new = NewLetter {
        number: body.number,
        department: body.department,
        signer: None,
        holder: body.holder,
        grants: body.grants.into_iter().map(Into::into).collect(),
        validity: Validity { from: body.from, to: body.to },
        deputy_of: body.deputy_of,
    };
    Ok(Told::made(api.app.sign_letter(act.caller, new, once).await?))
}
