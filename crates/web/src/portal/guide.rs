//! 办事指南: every element that the version in force holds; what it does not hold is said to be missing.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use daowei_api::Failure;
use daowei_app::{Error, catalog};
use daowei_domain::catalog::{CaseKind, DepartmentOf};
use daowei_ident::ItemId;
use serde::Serialize;

use super::Held;
use super::page::{Asked, Page, Reach, Section, Way};
use super::words::{self, FlowStep, Words};

#[derive(Serialize)]
struct Guide {
    name: String,
    power: Words,
    power_code: &'static str,
    kind: Words,
    instant: bool,
    organ: String,
    /// Where the organ is one of ours.
    department: Option<String>,
    objects: Option<Words>,
    topics: Vec<String>,
    basic_code: String,
    implementation_code: String,
    local_codes: Vec<String>,
    level: Option<Words>,
    authority_division: String,
    exercise_content: String,
    decision_level: Words,
    handling_body: String,
    joint_departments: Vec<String>,
    range: String,
    basis: Vec<String>,
    founding: String,
    conditions: Vec<String>,
    quantity_limit: String,
    papers: Vec<Paper>,
    intermediary: String,
    flow: Vec<FlowStep>,
    flow_words: Vec<String>,
    procedures: Vec<Procedure>,
    promised: Option<Limit>,
    statutory: Option<Limit>,
    not_counted: Vec<Words>,
    correction_lapse: Option<Lapse>,
    charged: bool,
    fee_basis: String,
    result_name: String,
    result_months: Option<u32>,
    visits: Option<u8>,
    supports: Vec<Words>,
    online_address: String,
    place: String,
    item_hours: String,
    hours: Words,
    windows: Vec<Window>,
    consult_phone: String,
    complaint_phone: String,
    remedies: Option<Remedies>,
    questions: Vec<(String, String)>,
    inferred: usize,
    version: u32,
    valid_from: String,
    valid_to: Option<String>,
    today: String,
}

#[derive(Serialize)]
struct Paper {
    id: String,
    name: String,
    need: Words,
    copies: Words,
    source: Words,
    note: String,
}

#[derive(Serialize)]
struct Procedure {
    name: Words,
    basis: Option<String>,
}

#[derive(Serialize)]
struct Limit {
    words: Words,
    basis: String,
}

#[derive(Serialize)]
struct Lapse {
    days: u32,
    basis: String,
}

#[derive(Serialize)]
pub(super) struct Window {
    number: String,
    kind: Words,
    place: String,
}

#[derive(Serialize)]
struct Remedies {
    review_organ: String,
    review_days: u32,
    court: String,
    suit_months: u32,
    basis: String,
}

impl From<daowei_domain::organization::Window> for Window {
    fn from(window: daowei_domain::organization::Window) -> Self {
        Self { number: window.number, kind: words::window(window.kind), place: window.place }
    }
}

impl From<catalog::Guide> for Guide {
    fn from(guide: catalog::Guide) -> Self {
        let founding = guide.version.origin.document().unwrap_or_default().to_owned();
        let content = guide.version.content;
        let flow = words::flow(&content, guide.chart);
        let limit = |limit: &daowei_domain::limits::Limit| Limit {
            words: words::limit(limit),
            basis: limit.basis.clone(),
        };
        let supports = [
            (content.supports.appointment, Words::new("可以预约", "by appointment")),
            (content.supports.online, Words::new("可以网上办理", "online")),
            (content.supports.online_payment, Words::new("可以网上支付", "payment online")),
            (content.supports.courier, Words::new("可以物流快递", "delivery by courier")),
        ];
        let organ = guide.organ.as_ref();
        // What the item itself says goes before what its organ says.
        let phone = |own: &str, organ: Option<&String>| match (own, organ) {
            ("", Some(phone)) => phone.clone(),
            (own, _) => own.to_owned(),
        };
        Self {
            power: content.power.name().into(),
            power_code: content.power.code(),
            kind: content.case_kind.name().into(),
            instant: content.case_kind == CaseKind::Instant,
            department: organ.map(|organ| organ.id.to_string()),
            objects: words::objects(&content),
            level: content.exercise_level.and_then(words::level),
            decision_level: content.decision_level.name().into(),
            founding,
            papers: content
                .papers
                .iter()
                .map(|paper| Paper {
                    id: paper.id.clone(),
                    name: paper.name.clone(),
                    need: paper.need.name().into(),
                    copies: words::copies(paper),
                    source: words::source(paper),
                    note: paper.note.clone(),
                })
                .collect(),
            flow,
            procedures: content
                .procedures
                .iter()
                .map(|procedure| Procedure {
                    name: procedure.ground.name().into(),
                    basis: procedure.basis.clone(),
                })
                .collect(),
            promised: content.promised_limit.as_ref().map(limit),
            statutory: content.statutory_limit.as_ref().map(limit),
            not_counted: words::not_counted(&content),
            correction_lapse: content
                .correction_lapse
                .as_ref()
                .map(|lapse| Lapse { days: lapse.days, basis: lapse.basis.clone() }),
            charged: content.fees.charged,
            supports: supports.into_iter().filter(|(held, _)| *held).map(|(_, words)| words).collect(),
            hours: words::hours(guide.hours.morning(), guide.hours.afternoon()),
            windows: guide.windows.into_iter().map(Window::from).collect(),
            consult_phone: phone(
                &content.consult_phone,
                organ.and_then(|organ| organ.consult_phone.as_ref()),
            ),
            complaint_phone: phone(
                &content.complaint_phone,
                organ.and_then(|organ| organ.complaint_phone.as_ref()),
            ),
            organ: match (organ, content.department) {
                (Some(organ), _) => organ.name.clone(),
                (None, DepartmentOf::AsWritten(name)) => name,
                (None, DepartmentOf::Known(_)) => String::new(),
            },
            remedies: guide.remedies.map(|remedies| Remedies {
                review_organ: remedies.review_organ,
                review_days: remedies.review_days,
                court: remedies.court,
                suit_months: remedies.suit_months,
                basis: remedies.basis,
            }),
            inferred: content.inferred.len(),
            version: guide.version.number,
            valid_from: guide.version.validity.from.to_string(),
            valid_to: guide.version.validity.to.map(|day| day.to_string()),
            today: guide.today.to_string(),
            name: content.name,
            topics: content.topics,
            basic_code: content.basic_code,
            implementation_code: content.implementation_code,
            local_codes: content.local_codes,
            authority_division: content.authority_division,
            exercise_content: content.exercise_content,
            handling_body: content.handling_body,
            joint_departments: content.joint_departments,
            range: content.range,
            basis: content.basis,
            conditions: content.conditions,
            quantity_limit: content.quantity_limit,
            intermediary: content.intermediary,
            flow_words: content.flow,
            fee_basis: words::fee_note(&content.fees.basis).to_owned(),
            result_name: content.result_name,
            result_months: content.result_months,
            visits: content.visits,
            online_address: content.online_address,
            place: content.place,
            item_hours: content.hours,
            questions: content.questions,
        }
    }
}

/// `GET /guides/{item}`.
pub(super) async fn page(State(portal): Held, asked: Asked, Path(item): Path<String>) -> Response {
    // What is no id is no guide either.
    let guide = match item.parse::<ItemId>() {
        Ok(item) => portal.app.guide(item).await,
        Err(_) => Err(Error::NotFound { what: "guide" }),
    };
    match guide {
        Ok(guide) => {
            let content = Guide::from(guide);
            let page = Page {
                template: "guide.html",
                title: Words::new(format!("{}：办事指南", content.name), format!("{}: guide", content.name)),
                section: Section::Guides,
                reach: Reach::Public,
                way: Way::PATH,
                status: StatusCode::OK,
                content: &content,
            };
            page.shown(&asked, &portal.site)
        }
        Err(error) => asked.refuse(&Failure::App(error)),
    }
}
