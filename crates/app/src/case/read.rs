//! Reading: one case with everything that a screen needs, a citizen's progress.

use std::collections::{BTreeMap, HashMap};

use daowei_calendar::{ExplainedDay, legal_date};
use daowei_domain::authority::{Act, Question, Scope, Subject, may};
use daowei_domain::case::{
    self, Case, DocumentKind, Event, Mark, Outcome, PartyKind, PartyRole, PartySource, SealKind, Service,
    Stage,
};
use daowei_domain::catalog::Content;
use daowei_domain::limits::{Clock, ClockKind, State};
use daowei_domain::{Actor, Recorded, Refusal};
use daowei_ident::{CaseId, CaseNumber, DepartmentId, DocumentId, IdKind, PartyId, PersonId, TextId};
use daowei_store::{vault, view};
use jiff::Timestamp;
use jiff::civil::Date;

use super::confirmed::{self, ServiceConfirmed};
use super::listed::remaining;
use super::print::{self, Printed};
use super::{marked, open};
use crate::App;
use crate::error::{Error, Problem, Result};
use crate::license::{self, LicenseView};
use crate::queue::{self, TicketSeen};
use crate::text::{self, PartyRecord};
use crate::unit::{Caller, Unit};
use crate::world;

/// A party with its data masked.
#[derive(Clone, Debug)]
pub struct PartyMasked {
    /// Its id.
    pub id: PartyId,
    /// Version of the record.
    pub version: u32,
    /// What it is to the case.
    pub role: PartyRole,
    /// Kind.
    pub kind: PartyKind,
    /// Name: masked for a natural person.
    pub name: String,
    /// Kind of identity document.
    pub id_kind: Option<IdKind>,
    /// Masked number.
    pub id_number: String,
    /// Masked telephone.
    pub phone: Option<String>,
    /// Masked address.
    pub address: Option<String>,
    /// Whether it was read from a card.
    pub source: PartySource,
    /// 授权委托, and whether it holds today.
    pub mandate: Option<(case::Mandate, bool)>,
}

/// A clock as a screen shows it.
#[derive(Clone, Debug)]
pub struct ClockDetail {
    /// The clock.
    pub clock: Clock,
    /// Working days left; nothing once it ended.
    pub remaining: Option<u32>,
    /// Working days over the limit.
    pub over: u32,
    /// Day by day.
    pub days: Vec<ExplainedDay>,
}

/// An act, and whether the caller may do it now.
#[derive(Clone, Debug)]
pub struct Allowed {
    /// The act.
    pub act: Act,
    /// The rule that forbids, if one does.
    pub refusal: Option<Refusal>,
}

/// One event of the timeline.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its number in the stream.
    pub sequence: u64,
    /// The event.
    pub record: Recorded<Event>,
    /// The name of the member of staff.
    pub name: String,
    /// The name of the one who answers for assisting staff.
    pub responsible: Option<String>,
}

/// One case, with everything that its page needs.
#[derive(Clone, Debug)]
pub struct CaseDetail {
    /// The case.
    pub case: Case,
    /// Its department's name.
    pub department: String,
    /// Parties, masked.
    pub parties: Vec<PartyMasked>,
    /// 送达地址确认, of each party that did.
    pub services: Vec<ServiceConfirmed>,
    /// Clocks.
    pub clocks: Vec<ClockDetail>,
    /// What the caller may do.
    pub allowed: Vec<Allowed>,
    /// Working days that each step of the review took, in the order in which they were done; last, those of the step that waits.
    pub spent: Vec<u32>,
    /// What an extension would come to; nothing where none can be given.
    pub extensible: Option<case::Extensible>,
    /// The timeline.
    pub timeline: Vec<Entry>,
    /// The license that was issued last, its holder masked; it stays, with its state, when it is revoked.
    pub license: Option<LicenseView>,
    /// The newest printed copies of each document, the newest first.
    pub printed: BTreeMap<DocumentId, Vec<Printed>>,
    /// The name of the person who holds it.
    pub holder: Option<String>,
    /// The names of those who compared papers with their originals.
    pub verifiers: BTreeMap<PersonId, String>,
    /// 补录: entered later than it came.
    pub entered_late: Option<EnteredLate>,
    /// 排队号 that was served when it was received.
    pub ticket: Option<TicketSeen>,
}

/// How papers came to be entered later than they came.
#[derive(Clone, Debug)]
pub struct EnteredLate {
    /// 应急补录 or 事后补录.
    pub mark: Mark,
    /// When it was entered.
    pub entered_at: Timestamp,
    /// The number of the paper slip of an outage: it names nobody. Nothing where the law had it deleted.
    pub slip: Option<String>,
    /// Why, in the vault.
    pub reason: Option<TextId>,
}

/// A document with its text, masked or in clear.
#[derive(Clone, Debug)]
pub struct DocumentText {
    /// Id.
    pub id: DocumentId,
    /// Kind.
    pub kind: DocumentKind,
    /// Number.
    pub number: Option<String>,
    /// Date of issue.
    pub on: Date,
    /// Seal that it bears.
    pub sealed: Option<SealKind>,
    /// When and how it was served.
    pub served: Option<(Date, Service)>,
    /// 作废
    pub voided: bool,
    /// The text; nothing where the law had it deleted.
    pub text: Option<String>,
    /// How many copies were printed.
    pub copies: u32,
}

/// What a citizen learns by case number and query code: no personal data.
#[derive(Clone, Debug)]
pub struct Progress {
    /// Number.
    pub number: String,
    /// Item.
    pub item_name: String,
    /// Department.
    pub department: String,
    /// Stage.
    pub stage: Stage,
    /// Date of receipt.
    pub received_on: Date,
    /// The leading clock: which limit it is that ends.
    pub clock: Option<ClockKind>,
    /// When the leading clock ends.
    pub due: Option<Date>,
    /// Whether that rests on days without a published calendar.
    pub provisional: bool,
    /// 特别程序（不计时限）
    pub stopped: bool,
    /// Working days until the leading clock ends, less than nothing once it has; nothing where none runs.
    pub remaining: Option<i64>,
    /// Granted or not, once that bears its seal.
    pub outcome: Option<Outcome>,
}

impl App {
    /// One case.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a case that is not there or not the caller's to see.
    pub async fn case(&self, caller: Caller, id: CaseId) -> Result<CaseDetail> {
        self.read(caller, move |unit| detail(unit, id)).await
    }

    /// A document of a case, with its text: names masked, what people wrote and the query code left out.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn document(&self, caller: Caller, case: CaseId, id: DocumentId) -> Result<DocumentText> {
        self.read(caller, move |unit| document(unit, case, id)).await
    }

    /// Progress for a citizen. A wrong number and a wrong code give the same answer by the same statements.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn progress(&self, number: CaseNumber, code: String) -> Result<Progress> {
        self.read(Caller::Host, move |unit| progress(unit, &number, &code)).await
    }
}

/// The scope of the caller, who must be somebody that may read cases at all.
pub(crate) fn scope(unit: &Unit<'_, '_>, act: Act) -> Result<Scope> {
    let staff = unit.staff()?;
    may(
        &unit.world.facts,
        &Question {
            staff,
            act,
            subject: Subject::Nothing,
            now: unit.now,
            confirmation_minutes: unit.settings.confirmation_minutes,
        },
    )?;
    Ok(Scope::of(&unit.world.facts, staff, legal_date(unit.now)))
}

fn detail(unit: &mut Unit<'_, '_>, id: CaseId) -> Result<CaseDetail> {
    unit.in_scope("case:read")?;
    let scope = scope(unit, Act::ReadCase)?;
    let opened = open(unit, id)?;
    if !scope.reaches(opened.case.department) {
        return Err(Error::NotFound { what: "case" });
    }
    let case = opened.case;
    let parties = masked(unit, &case.parties)?;
    let services = confirmed::of(unit, &case)?;
    let clocks = case.clocks.values().map(|clock| clock_detail(unit, clock)).collect::<Result<_>>()?;
    let item = match case.item {
        Some(id) => world::item(unit.inner, unit.tx, &unit.world.clone(), id)?,
        None => None,
    };
    let version = item.as_deref().zip(case.item_version).and_then(|(item, number)| item.version(number));
    let content = version.map(|version| &version.content);
    let allowed = allowed(unit, &case, content)?;
    let (today, warning_days) = (legal_date(unit.now), unit.settings.warning_days);
    let extensible = if case.stage.is_pending() {
        case::extensible(&case, content, today, &unit.world.calendar, warning_days)?
    } else {
        None
    };
    let spent = spent(unit, &case);
    let entered_late = opened.records.first().map(|record| entered_late(unit, record)).transpose()?.flatten();
    let timeline =
        (1..).zip(opened.records).map(|(sequence, record)| entry(unit, sequence, record)).collect();
    let department =
        unit.world.facts.departments.get(&case.department).map_or_else(String::new, |d| d.name.clone());
    // What was revoked stays to be seen, with its state.
    let license = match case.decisions.iter().rev().find_map(|decision| decision.license) {
        Some(id) => license::of_case(unit, id)?,
        None => None,
    };
    let printed = print::of(unit, case.documents.keys().copied())?;
    let ticket = queue::ticket_of(unit, case.id)?;
    let name = |person| unit.world.name(person).to_owned();
    let holder = case.held_by().map(name);
    let verifiers = case.papers.values().filter_map(|paper| paper.verified);
    let verifiers = verifiers.map(|verified| (verified.by, name(verified.by))).collect();
    Ok(CaseDetail {
        holder,
        verifiers,
        entered_late,
        case,
        department,
        parties,
        services,
        clocks,
        allowed,
        extensible,
        spent,
        timeline,
        license,
        printed,
        ticket,
    })
}

/// How long each step of the review took, from the acceptance or from the step before it.
fn spent(unit: &Unit<'_, '_>, case: &Case) -> Vec<u32> {
    let calendar = &unit.world.calendar;
    let days = |from, to| calendar.count_working_days(from, to).map_or(0, |count| count.days);
    let Some(accepted) = &case.acceptance else { return Vec::new() };
    let waits = case.chart.as_ref().is_some_and(|chart| chart.step.is_some());
    let ends = case.steps.iter().map(|step| legal_date(step.at));
    let ends = ends.chain(waits.then(|| legal_date(unit.now)));
    let mut since = accepted.on;
    ends.map(|end| days(std::mem::replace(&mut since, end), end)).collect()
}

fn masked(unit: &mut Unit<'_, '_>, parties: &[case::Party]) -> Result<Vec<PartyMasked>> {
    let today = legal_date(unit.now);
    let ids: Vec<String> = parties.iter().map(|party| party.record.id.to_string()).collect();
    let kept = vault::get_many(unit.tx, unit.inner.keys.vault(), ids.iter().map(String::as_str))?;
    let mut records = HashMap::new();
    for kept in kept {
        records.insert(kept.id, text::party_record(&kept.plain)?);
    }
    Ok(parties.iter().zip(&ids).map(|(party, id)| masked_party(party, records.get(id), today)).collect())
}

fn masked_party(party: &case::Party, record: Option<&PartyRecord>, today: Date) -> PartyMasked {
    let deleted = || "（已依法删除）".to_owned();
    PartyMasked {
        id: party.id,
        version: party.version,
        source: party.source,
        mandate: party.mandate.clone().map(|mandate| {
            let holds = mandate.holds_on(today);
            (mandate, holds)
        }),
        role: party.role,
        kind: party.kind,
        name: party
            .public_name
            .clone()
            .or_else(|| record.map(|record| record.name.masked()))
            .unwrap_or_else(deleted),
        id_kind: record.map(|record| record.id_kind),
        id_number: record.map_or_else(deleted, |record| record.id_number.masked()),
        phone: record.and_then(|record| record.phone.as_ref()).map(daowei_ident::Phone::masked),
        address: record.and_then(|record| record.address.as_ref()).map(daowei_ident::Address::masked),
    }
}

fn clock_detail(unit: &Unit<'_, '_>, clock: &Clock) -> Result<ClockDetail> {
    let today = legal_date(unit.now);
    let calendar = &unit.world.calendar;
    let due = clock.reckoning.due;
    let until = match clock.state {
        State::Ended { on, .. } => on,
        State::Running | State::Stopped { .. } => today,
    };
    let left = calendar.count_working_days(until, due).map_or(0, |count| count.days);
    let over = calendar.count_working_days(due, until).map_or(0, |count| count.days);
    let remaining = match clock.state {
        State::Ended { .. } => None,
        State::Running | State::Stopped { .. } => Some(left),
    };
    Ok(ClockDetail { clock: clock.clone(), remaining, over, days: clock.explain(calendar)? })
}

/// The acts of a case, each with the rule that keeps the caller from it; a stale confirmation keeps nobody from being shown
/// a button, it is asked for when it is pressed.
fn allowed(unit: &Unit<'_, '_>, case: &Case, content: Option<&Content>) -> Result<Vec<Allowed>> {
    let today = legal_date(unit.now);
    let staff = daowei_domain::Staff {
        authentication: daowei_domain::Authentication::Confirmed,
        ..unit.staff()?.clone()
    };
    let answers = CASE_ACTS.iter().map(|act| {
        let entitled = |act: Act| {
            let performed = case.performed_before(act);
            let question = Question {
                staff: &staff,
                act,
                subject: case.subject(&performed),
                now: unit.now,
                confirmation_minutes: unit.settings.confirmation_minutes,
            };
            may(&unit.world.facts, &question)
        };
        // What the item's law says of an extension comes last: whose act it is, is told first.
        let extended = || match act {
            Act::Extend => case::may_extend(case, content, false, today).err(),
            Act::ExtendByGovernment => case::may_extend(case, content, true, today).err(),
            _ => None,
        };
        // Whoever takes a case up is entitled to what comes next.
        let next = (*act == Act::TakeOver).then(|| case.next_act()).flatten();
        let refusal = case::allows(case, *act)
            .and_then(|()| case::in_hand(case, *act, staff.person))
            .and_then(|()| entitled(*act))
            .and_then(|grant| next.map_or(Ok(grant), entitled))
            .err()
            .or_else(extended);
        Allowed { act: *act, refusal }
    });
    Ok(answers.collect())
}

/// The acts that a case's page offers.
const CASE_ACTS: [Act; 41] = [
    Act::Reveal,
    Act::RecordPapers,
    Act::ScanPapers,
    Act::ReturnOriginals,
    Act::PutRight,
    Act::SetItem,
    Act::RequestCorrection,
    Act::NotRequired,
    Act::NotCompetent,
    Act::NotAccept,
    Act::Accept,
    Act::DecideOnTheSpot,
    Act::Examine,
    Act::SubmitUpward,
    Act::RecordReply,
    Act::StartPause,
    Act::EndPause,
    Act::Extend,
    Act::ExtendByGovernment,
    Act::Decide,
    Act::Seal,
    Act::SealWithOfficeSeal,
    Act::ScanSigned,
    Act::Serve,
    Act::Deliver,
    Act::ConfirmService,
    Act::InformInterested,
    Act::RecordStatement,
    Act::RecordCall,
    Act::Withdraw,
    Act::Terminate,
    Act::CorrectClerically,
    Act::VoidDocument,
    Act::Reissue,
    Act::Redecide,
    Act::RecordIrregular,
    Act::RecordDecisionElsewhere,
    Act::Reassign,
    Act::HandOver,
    Act::TakeOver,
    Act::Archive,
];

/// How the papers of that receipt came to be entered later than they came.
fn entered_late(unit: &mut Unit<'_, '_>, record: &Recorded<Event>) -> Result<Option<EnteredLate>> {
    let Event::Received(received) = &record.event else { return Ok(None) };
    let Some(mark) = received.entered_late else { return Ok(None) };
    let slip = match &received.slip {
        Some(slip) => vault::get(unit.tx, unit.inner.keys.vault(), &slip.id.to_string())?,
        None => None,
    };
    Ok(Some(EnteredLate {
        mark,
        entered_at: record.at,
        slip: slip.map(|slip| String::from_utf8_lossy(&slip.plain).into_owned()),
        reason: received.late_reason.as_ref().map(|reason| reason.id),
    }))
}

fn entry(unit: &Unit<'_, '_>, sequence: u64, record: Recorded<Event>) -> Entry {
    let (name, responsible) = match &record.by {
        Actor::Staff(staff) => (
            unit.world.name(staff.person).to_owned(),
            staff.responsible.map(|person| unit.world.name(person).to_owned()),
        ),
        Actor::Law { .. } | Actor::Host | Actor::Visitor => (String::new(), None),
    };
    Entry { sequence, record, name, responsible }
}

fn document(unit: &mut Unit<'_, '_>, case: CaseId, id: DocumentId) -> Result<DocumentText> {
    unit.in_scope("case:read")?;
    let scope = scope(unit, Act::ReadCase)?;
    let opened = open(unit, case)?;
    if !scope.reaches(opened.case.department) {
        return Err(Error::NotFound { what: "case" });
    }
    shown(unit, &opened.case, id, marked::masked)
}

/// A document whose text is shown in that way.
pub(super) fn shown(
    unit: &mut Unit<'_, '_>,
    case: &Case,
    id: DocumentId,
    show: fn(&str) -> String,
) -> Result<DocumentText> {
    let document = case.documents.get(&id).ok_or(Error::NotFound { what: "document" })?;
    let kept = vault::get(unit.tx, unit.inner.keys.vault(), &document.text.id.to_string())?;
    let printed = print::of(unit, [id])?;
    Ok(DocumentText {
        copies: printed.get(&id).and_then(|copies| copies.first()).map_or(0, |last| last.copy),
        id,
        kind: document.kind,
        number: document.number.as_ref().map(ToString::to_string),
        on: document.on,
        sealed: document.sealed,
        served: document.served,
        voided: document.voided,
        text: kept.map(|kept| show(&String::from_utf8_lossy(&kept.plain))),
    })
}

/// What a citizen learns of the outcome: nothing before the decision bears its seal.
fn outcome(stage: Option<Stage>, kept: Option<&str>) -> Option<Outcome> {
    let told = matches!(stage?, Stage::Sealed | Stage::Delivered | Stage::Archived);
    match kept.filter(|_| told)? {
        "grant" => Some(Outcome::Grant),
        "refuse" => Some(Outcome::Refuse),
        _ => None,
    }
}

fn progress(unit: &mut Unit<'_, '_>, number: &CaseNumber, code: &str) -> Result<Progress> {
    let looked_up = format!("{number}/{code}");
    let found = vault::find(unit.tx, unit.inner.keys.blind(), "query_code", &looked_up, "", 1)?;
    let row = view::case::by_number(unit.tx, &number.to_string())?;
    let (Some(id), Some(row)) = (found.first(), row) else {
        return Err(Error::NotFound { what: "case" });
    };
    if *id != row.id {
        return Err(Error::NotFound { what: "case" });
    }
    let bad = |_| Error::input("number", Problem::Unknown);
    let department: DepartmentId =
        row.department.parse().map_err(|_| Error::input("number", Problem::Unknown))?;
    let stage = Stage::ALL.into_iter().find(|stage| stage.id() == row.stage);
    Ok(Progress {
        remaining: remaining(unit, &row, legal_date(unit.now)),
        number: row.number,
        item_name: row.item_name,
        department: unit
            .world
            .facts
            .departments
            .get(&department)
            .map_or_else(String::new, |d| d.name.clone()),
        stage: stage.ok_or(Error::input("number", Problem::Unknown))?,
        received_on: row.received_on.parse().map_err(bad)?,
        clock: row
            .clock
            .as_deref()
            .and_then(|clock| ClockKind::ALL.into_iter().find(|kind| kind.id() == clock)),
        due: (row.due != view::case::NO_DUE).then(|| row.due.parse().map_err(bad)).transpose()?,
        provisional: row.provisional,
        stopped: row.stopped,
        outcome: outcome(stage, row.outcome.as_deref()),
    })
}
