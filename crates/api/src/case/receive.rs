//! 收件.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use daowei_app::Error;
use daowei_app::case::{Arrival, Received as Answered};
use daowei_app::text::Texts;
use daowei_domain::case::{Channel, Late, MOST_PARTIES, PartyRole};
use daowei_ident::{FileId, ItemId, PartyId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::brief::Brief;
use super::{Act, Keyed, Matched, PaperGiven, PartyInput, ServiceInput, crowd, short};
use crate::act::Nowhere;
use crate::bounds::lines;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// Papers that came in, with everything that is known of them.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Receipt {
    /// The item, where the list has one.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Uuid)]
    item: Option<ItemId>,
    /// What the applicant calls it, where the list has none, with the papers that came.
    #[serde(default)]
    #[schema(max_length = 200)]
    matter: String,
    /// How they came.
    #[schema(value_type = words::Channel)]
    channel: Channel,
    /// When they really came; now where nothing is said.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    received_at: Option<Timestamp>,
    /// Why they are entered later than they came.
    #[serde(default)]
    late: Option<LateGiven>,
    /// Parties: exactly one applicant among them.
    #[schema(min_items = 1, max_items = 20)]
    parties: Vec<PartyInput>,
    /// Papers.
    #[serde(default)]
    #[schema(max_items = 200)]
    papers: Vec<PaperGiven>,
    /// 清单外材料: what the applicant handed in beyond the item's list. It is on the receipt, as not demanded.
    #[serde(default)]
    #[schema(max_length = 2000)]
    unlisted_papers: String,
    /// Files of that, the caller's own, complete and of no case yet; also those of an application that is on no list.
    #[serde(default)]
    #[schema(value_type = Vec<String>, max_items = 100)]
    unlisted_files: Vec<FileId>,
    /// 送达地址确认: how documents are to reach the applicant, where that was asked.
    #[serde(default)]
    service: Option<ServiceInput>,
    /// The applicant has said at the second screen that something is wrong, was not shown it anew, and whoever receives it goes on all
    /// the same, having settled it with him. It is on record. Without it such a receipt is refused (`case.receive.objected`).
    #[serde(default)]
    despite_objection: bool,
}

/// Entered later than it happened.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LateGiven {
    /// 停机应急: the number of the paper slip.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 100)]
    slip: Option<String>,
    /// Why.
    #[schema(min_length = 1, max_length = 4000)]
    reason: String,
}

/// What the applicant goes home with.
#[derive(Serialize, ToSchema)]
pub(super) struct Received {
    /// How the case stands.
    #[serde(flatten)]
    case: Brief,
    /// 查询码, in clear only here and on the receipt.
    query_code: String,
    /// Items of the list that are called like what was received as being on none: look whether one of them is meant, and set it.
    listed: Vec<ListedItem>,
    /// 排队号 that was served when the papers came across the counter, where people queue by numbers.
    ticket: Option<String>,
}

/// An item of the list.
#[derive(Serialize, ToSchema)]
pub(super) struct ListedItem {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    item: ItemId,
    /// 事项名称
    name: String,
}

impl Receipt {
    fn take(self, api: &Api, texts: &mut Texts) -> Result<Arrival, Error> {
        crowd("parties", &self.parties, MOST_PARTIES)?;
        crowd("unlisted_files", &self.unlisted_files, 100)?;
        let late = self.late.map(|late| {
            let reason = texts.take("late.reason", "reason", late.reason)?;
            let slip =
                late.slip.map(|slip| texts.take("late.slip", "number", short("late.slip", slip, 100)?));
            Ok::<_, Error>(Late { slip: slip.transpose()?, reason })
        });
        let late = late.transpose()?;
        let millis = api.app.now().as_millisecond().unsigned_abs();
        let mut parties = Vec::with_capacity(self.parties.len());
        let mut shown = Vec::with_capacity(self.parties.len());
        for (party, place) in self.parties.iter().zip(0..) {
            let place: usize = place;
            let id = PartyId::from_parts(millis, api.app.random());
            let field = format!("parties[{place}]");
            parties.push(party.take(&field, id, texts)?);
            shown.push(party.told(&field)?);
        }
        let matter = short("matter", self.matter, 200)?;
        let matter = (!matter.is_empty()).then(|| texts.take("matter", "matter", matter)).transpose()?;
        let unlisted = lines("unlisted_papers", self.unlisted_papers, 2000)?;
        let unlisted = (!unlisted.is_empty())
            .then(|| texts.take("unlisted_papers", "unlisted", unlisted))
            .transpose()?;
        let applicant = parties.iter().find(|party| party.role == PartyRole::Applicant);
        let service = self.service.zip(applicant.map(|party| party.id));
        let service = service.map(|(service, party)| service.take(party, None, texts)).transpose()?;
        Ok(Arrival {
            item: self.item,
            matter,
            channel: self.channel,
            received_at: self.received_at,
            late,
            parties,
            unlisted,
            unlisted_files: self.unlisted_files,
            papers: PaperGiven::all("papers", self.papers, texts)?,
            service,
            shown,
            despite_objection: self.despite_objection,
        })
    }
}

/// 收件 · Receive papers
///
/// Never refused for what the papers lack: what cannot be accepted is received, and then answered in writing. Gives the
/// case its number, the receipt, and the query code.
#[utoipa::path(
    post,
    path = "/cases",
    operation_id = "receiveCase",
    tag = "case",
    params(Matched, Keyed),
    request_body = Receipt,
    responses(
        (status = 201, description = "Received", body = Received, headers(
            ("Location" = String, description = "The case"),
            ("ETag" = String, description = "The revision of the case, for `If-Match`"),
        ))
    )
)]
pub(super) async fn receive_case(
    State(api): State<Api>,
    act: Act<Receipt, Nowhere>,
) -> Result<Response, Failure> {
    let once = act.once(&api, "receiveCase");
    let mut texts = Texts::new(&api.app);
    let arrival = act.body.take(&api, &mut texts)?;
    let answer = api.app.receive(act.caller, arrival, texts, once).await?;
    let Answered { case, query_code, listed, ticket } = answer.value;
    let listed = listed.into_iter().map(|found| ListedItem { item: found.item, name: found.name }).collect();
    let location = [(header::LOCATION, format!("/api/v1/cases/{}", case.id))];
    let seen = super::answer::headers(case.revision, answer.replayed);
    let body = Json(Received { case: Brief::from(case), query_code, listed, ticket });
    Ok((StatusCode::CREATED, location, seen, body).into_response())
}
