//! 办件详情: one call gives everything that the page of a case needs.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::State;
use daowei_app::case::CaseDetail;
use daowei_domain::Actor;
use daowei_domain::case::{self, Channel, Mark, Owed, PaperForm, Stage};
use daowei_ident::{CaseId, DepartmentId, ItemId, PersonId, TextId, WindowId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::allowed::Allowed;
use super::clock::Clock;
use super::confirmed_service::ConfirmedService;
use super::document_line::{DocumentLine, documents};
use super::file_line::FileLine;
use super::party::Party;
use super::record::{
    CorrectionRound, DecidedElsewhere, Decision, Extensible, Extension, Pause, StepDone, Upward, held,
};
use super::timeline::Entry;
use super::{OfCase, Seen};
use crate::caller::Signed;
use crate::ids::Ids;
use crate::license::License;
use crate::problem::Failure;
use crate::queue::TicketSeen;
use crate::state::Api;
use crate::words;

/// One case, with everything that its page needs.
#[derive(Serialize, ToSchema)]
pub(super) struct Case {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: CaseId,
    /// 办件编号
    number: String,
    /// State.
    #[schema(value_type = words::Stage)]
    stage: Stage,
    /// 状态名称
    stage_name: &'static str,
    /// The step of review that waits.
    step: Option<String>,
    /// 运行流程: the chart that the case runs by; nothing before it is accepted.
    chart: Option<Flow>,
    /// The item applied for, where the list has one.
    #[schema(value_type = Option<String>, format = Uuid)]
    item: Option<ItemId>,
    /// The version of the item that the case is bound to.
    item_version: Option<u32>,
    /// The item's name on the day.
    item_name: String,
    /// What the applicant calls it, where the list has none: in the vault.
    matter: Option<String>,
    /// 清单外材料: what the applicant handed in beyond the item's list; it was not demanded.
    unlisted_papers: Option<String>,
    /// Whose case it is.
    #[schema(value_type = String, format = Uuid)]
    department: DepartmentId,
    /// Its name.
    department_name: String,
    /// Division code of the day.
    division: String,
    /// The window that received it.
    #[schema(value_type = Option<String>, format = Uuid)]
    window: Option<WindowId>,
    /// How it came.
    #[schema(value_type = words::Channel)]
    channel: Channel,
    /// True time of receipt.
    #[schema(value_type = String, format = DateTime)]
    received_at: Timestamp,
    /// The working date on which it counts as received.
    #[schema(value_type = String, format = Date)]
    received_on: Date,
    /// 补录: entered later than it came.
    entered_late: Option<EnteredLate>,
    /// 受理日: the day from which limits run.
    #[schema(value_type = Option<String>, format = Date)]
    accepted_on: Option<Date>,
    /// 视为受理
    deemed_accepted: bool,
    /// Parties, masked.
    parties: Vec<Party>,
    /// 送达地址确认, of each party that did, masked.
    services: Vec<ConfirmedService>,
    /// 排队号 that was served when it was received, where people queue by numbers.
    ticket: Option<TicketSeen>,
    /// Papers, by line of the item's list.
    papers: Vec<Paper>,
    /// Files, in the order in which they joined the case.
    files: Vec<FileLine>,
    /// Corrections asked for.
    corrections: Vec<CorrectionRound>,
    /// Clocks.
    clocks: Vec<Clock>,
    /// Working days for which the step that waits has waited.
    step_days: Option<u32>,
    /// Steps of review that were done.
    steps: Vec<StepDone>,
    /// Special procedures.
    pauses: Vec<Pause>,
    /// The extension.
    extension: Option<Extension>,
    /// What an extension would come to; nothing where none can be given.
    extensible: Option<Extensible>,
    /// The submission upward.
    upward: Option<Upward>,
    /// What somebody entitled decided elsewhere.
    elsewhere: Option<DecidedElsewhere>,
    /// Decisions, the last one standing.
    decisions: Vec<Decision>,
    /// The license that the standing decision issued, its holder masked unless a legal person.
    license: Option<License>,
    /// Documents, in the order of issue.
    documents: Vec<DocumentLine>,
    /// What the case still owes.
    #[schema(value_type = Vec<words::Owed>)]
    owed: Vec<Owed>,
    /// What supervision should see at a glance.
    #[schema(value_type = Vec<words::Mark>)]
    marks: Vec<Mark>,
    /// Who is on the clock.
    holder: Holder,
    /// Acts, and the rule that forbids each the caller may not do.
    allowed: Vec<Allowed>,
    /// Every event.
    timeline: Vec<Entry>,
    /// Revision, as in the `ETag`.
    revision: u64,
}

/// A paper that came in.
#[derive(Serialize, ToSchema)]
pub(super) struct Paper {
    /// The line of the item's list.
    paper: String,
    /// In which form.
    #[schema(value_type = words::PaperForm)]
    form: PaperForm,
    /// How many.
    copies: u8,
    /// 免提交: why, in words.
    ground: Option<String>,
    /// 收存原件: whether its original is held.
    held: bool,
    /// 已退还原件: when it went back.
    #[schema(value_type = Option<String>, format = Date)]
    returned_on: Option<Date>,
    /// Who signed for it: a text of `revealTexts`.
    #[schema(value_type = Option<String>, format = Uuid)]
    returned_to: Option<TextId>,
    /// 与原件核对无误
    verified: Option<Verified>,
}

/// Who compared a paper with its original.
#[derive(Serialize, ToSchema)]
pub(super) struct Verified {
    /// Who.
    #[schema(value_type = String, format = Uuid)]
    by: PersonId,
    /// The name.
    by_name: String,
    /// When.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

/// 补录: how papers came to be entered later than they came.
#[derive(Serialize, ToSchema)]
pub(super) struct EnteredLate {
    /// 应急补录 or 事后补录.
    #[schema(value_type = words::Mark)]
    mark: Mark,
    /// When it was entered.
    #[schema(value_type = String, format = DateTime)]
    entered_at: Timestamp,
    /// The number of the paper slip; nothing where there was none, or the law had it deleted.
    slip: Option<String>,
    /// Why: a text of `revealTexts`.
    #[schema(value_type = Option<String>, format = Uuid)]
    reason: Option<TextId>,
}

/// 运行流程: what is published is what runs (UX-25)
#[derive(Serialize, ToSchema)]
pub(super) struct Flow {
    /// The chart.
    id: String,
    /// Its version.
    version: u32,
    /// Steps of review, in order; the decision follows the last.
    steps: Vec<ChartStep>,
}

/// 环节
#[derive(Serialize, ToSchema)]
pub(super) struct ChartStep {
    /// Its id within the chart.
    id: &'static str,
    /// 环节名称
    zh: &'static str,
    /// The same in English.
    en: &'static str,
}

impl Flow {
    fn of(at: &case::ChartAt) -> Option<Self> {
        let chart = case::Chart::find(&at.chart, at.version)?;
        let step = |step: &case::Step| ChartStep { id: step.id, zh: step.name.zh, en: step.name.en };
        Some(Self {
            id: at.chart.clone(),
            version: at.version,
            steps: chart.steps.iter().map(step).collect(),
        })
    }
}

/// Who is on the clock.
#[derive(Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Holder {
    /// An office, and the person in it where one is named.
    Office {
        /// The office.
        #[schema(value_type = String, format = Uuid)]
        department: DepartmentId,
        /// The person.
        #[schema(value_type = Option<String>, format = Uuid)]
        person: Option<PersonId>,
        /// The name.
        person_name: Option<String>,
    },
    /// The applicant: a correction is awaited.
    Applicant,
    /// Nobody: the case has ended.
    Nobody,
}

impl Holder {
    fn of(holder: case::Holder, name: Option<String>) -> Self {
        match holder {
            case::Holder::Office { department, person } => {
                Holder::Office { department, person, person_name: name }
            }
            case::Holder::Applicant => Holder::Applicant,
            case::Holder::Nobody => Holder::Nobody,
        }
    }
}

/// The names of those who have acted in the case.
fn names(detail: &CaseDetail) -> BTreeMap<PersonId, String> {
    let acted = detail.timeline.iter().filter_map(|entry| match &entry.record.by {
        Actor::Staff(staff) => Some((staff.person, entry.name.clone())),
        Actor::Law { .. } | Actor::Host | Actor::Visitor => None,
    });
    acted.collect()
}

/// Who signed for the originals of each line, the last time.
fn signed(timeline: &[daowei_app::case::Entry]) -> BTreeMap<String, TextId> {
    let returns = timeline.iter().filter_map(|entry| match &entry.record.event {
        case::Event::OriginalsReturned(e) => Some(e),
        _ => None,
    });
    returns.flat_map(|e| e.papers.iter().map(|paper| (paper.clone(), e.recipient.id))).collect()
}

impl From<CaseDetail> for Case {
    fn from(detail: CaseDetail) -> Self {
        let names = names(&detail);
        let case = detail.case;
        let held_originals: BTreeSet<String> = case.held_originals().map(str::to_owned).collect();
        let marks = case.at_a_glance();
        let signed = signed(&detail.timeline);
        let verifiers = detail.verifiers;
        let papers = case.papers.into_values();
        Self {
            id: case.id,
            number: case.number.to_string(),
            stage: case.stage,
            stage_name: case.stage.zh(),
            chart: case.chart.as_ref().and_then(Flow::of),
            step: case.chart.and_then(|chart| chart.step),
            item: case.item,
            item_version: case.item_version,
            item_name: case.item_name,
            matter: case.matter.as_ref().map(held),
            unlisted_papers: case.unlisted.as_ref().map(held),
            department: case.department,
            department_name: detail.department,
            division: case.division.to_string(),
            window: case.window,
            channel: case.channel,
            received_at: case.received_at,
            received_on: case.received_on,
            entered_late: detail.entered_late.map(|late| EnteredLate {
                mark: late.mark,
                entered_at: late.entered_at,
                slip: late.slip,
                reason: late.reason,
            }),
            accepted_on: case.acceptance.as_ref().map(|acceptance| acceptance.on),
            deemed_accepted: case.acceptance.is_some_and(|acceptance| acceptance.deemed),
            parties: detail.parties.into_iter().map(Party::from).collect(),
            services: detail.services.into_iter().map(ConfirmedService::from).collect(),
            ticket: detail.ticket.map(TicketSeen::from),
            papers: papers
                .map(|paper| Paper {
                    ground: paper.ground.as_ref().map(held),
                    held: held_originals.contains(&paper.paper),
                    returned_on: case.returned.get(&paper.paper).copied(),
                    returned_to: case.returned.get(&paper.paper).and(signed.get(&paper.paper).copied()),
                    verified: paper.verified.map(|verified| Verified {
                        by: verified.by,
                        by_name: verifiers.get(&verified.by).cloned().unwrap_or_default(),
                        on: verified.on,
                    }),
                    paper: paper.paper,
                    form: paper.form,
                    copies: paper.copies,
                })
                .collect(),
            files: case.files.into_iter().map(FileLine::from).collect(),
            corrections: case.corrections.into_iter().map(CorrectionRound::from).collect(),
            clocks: detail.clocks.into_iter().map(Clock::from).collect(),
            step_days: detail.spent.get(case.steps.len()).copied(),
            steps: case
                .steps
                .into_iter()
                .zip(detail.spent.into_iter().chain(std::iter::repeat(0)))
                .map(|(step, days)| StepDone::of(step, days, &names))
                .collect(),
            pauses: case.pauses.into_iter().map(Pause::from).collect(),
            extension: case.extension.map(Extension::from),
            extensible: detail.extensible.map(Extensible::from),
            upward: case.upward.map(Upward::from),
            elsewhere: case.elsewhere.map(DecidedElsewhere::from),
            decisions: case.decisions.into_iter().map(|decision| Decision::of(decision, &names)).collect(),
            license: detail.license.map(License::from),
            documents: documents(case.documents, detail.printed),
            owed: case.owed,
            marks,
            holder: Holder::of(case.holder, detail.holder),
            allowed: detail
                .allowed
                .into_iter()
                .map(|allowed| Allowed::of(allowed.act, allowed.refusal.as_ref()))
                .collect(),
            timeline: detail.timeline.into_iter().map(Entry::from).collect(),
            revision: case.revision,
        }
    }
}

/// 办件详情 · One case, with everything that its page needs
///
/// Personal data is masked, and what people wrote is not shown: see `revealTexts`. A case that is not there and one that is not the caller's to see give the same answer.
#[utoipa::path(
    get,
    path = "/cases/{case}",
    operation_id = "getCase",
    tag = "case",
    params(OfCase),
    responses(
        (status = 200, description = "OK", body = Case, headers(
            ("ETag" = String, description = "The revision of the case, for `If-Match`"),
        ))
    )
)]
pub(super) async fn get_case(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfCase>,
) -> Result<Seen<Case>, Failure> {
    let detail = api.app.case(caller, of.case).await?;
    Ok(Seen::at(detail.case.revision, Case::from(detail)))
}
