//! 一次性告知.

use axum::extract::State;
use daowei_app::enquiry::{Asked, Told as Issued};
use daowei_app::text::Texts;
use daowei_app::{Error, Problem};
use daowei_ident::{EnquiryId, IdentError, ItemId, PersonName, Phone};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::act::Act;
use crate::bounds::{crowd, lines, short};
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// What is asked, and what is told.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EnquiryGiven {
    /// The item.
    #[schema(value_type = String, format = Uuid)]
    item: ItemId,
    /// The lines of the item's list that are told: all required ones, and those that fit the situation.
    #[schema(max_items = 200)]
    papers: Vec<String>,
    /// 情形: as whoever asks tells it.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 500)]
    situation: Option<String>,
    /// 补充说明: what is told beside the list.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 4000)]
    advice: Option<String>,
    /// 咨询人, where they say.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 200)]
    asker: Option<String>,
    /// 联系电话, where they leave it.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 40)]
    phone: Option<String>,
}

/// A sheet that was issued.
#[derive(Serialize, ToSchema)]
pub(super) struct EnquiryTold {
    /// The enquiry.
    #[schema(value_type = String, format = Uuid)]
    id: EnquiryId,
    /// 告知单编号
    number: String,
}

impl From<Issued> for EnquiryTold {
    fn from(told: Issued) -> Self {
        Self { id: told.id, number: told.number }
    }
}

/// 一次性告知 · Answer an enquiry and issue its sheet
///
/// By the version of the item that is in force, without a case. All required papers are told at once, and none that is not on
/// the list.
#[utoipa::path(
    post,
    path = "/enquiries",
    operation_id = "tellPapers",
    tag = "enquiry",
    params(Keyed),
    request_body = EnquiryGiven,
    responses((status = 201, description = "The sheet is issued.", body = EnquiryTold))
)]
pub(super) async fn tell_papers(
    State(api): State<Api>,
    act: Act<EnquiryGiven>,
) -> Result<Told<EnquiryTold>, Failure> {
    let once = act.once(&api, "tellPapers");
    let body = act.body;
    crowd("papers", &body.papers, 200)?;
    let papers = body.papers.into_iter().map(|paper| short("papers", paper, 64));
    let papers = papers.collect::<Result<_, _>>()?;
    let wrong = |field: &'static str| move |error: IdentError| Error::input(field, Problem::Ident(error));
    let mut texts = Texts::new(&api.app);
    let asker = body.asker.map(|name| name.parse::<PersonName>()).transpose().map_err(wrong("asker"))?;
    let asker = asker.map(|name| texts.take("asker", "asker", name.reveal().to_owned())).transpose()?;
    let phone = body.phone.map(|phone| phone.parse::<Phone>()).transpose().map_err(wrong("phone"))?;
    let phone = phone.map(|phone| texts.take("phone", "phone", phone.reveal().to_owned())).transpose()?;
    let situation = body.situation.map(|words| lines("situation", words, 500)).transpose()?;
    let situation = situation.map(|words| texts.take("situation", "situation", words)).transpose()?;
    let advice = body.advice.map(|words| texts.take("advice", "advice", words)).transpose()?;
    let asked = Asked { item: body.item, papers, situation, advice, asker, phone };
    Ok(Told::made(api.app.tell_papers(act.caller, asked, texts, once).await?))
}
