//! 收件、补正、受理与不予受理 (行政许可法 arts. 29–32).

use std::collections::{BTreeMap, BTreeSet};

use daowei_calendar::legal_date;
use daowei_ident::{DemandId, DocumentId, PartyId};
use jiff::civil::Date;
use jiff::{SignedDuration, Span};

use super::{Ruling, confirmation, files, papers, redecision};
use crate::authority::{Act, Subject};
use crate::case::party::may_act;
use crate::case::{
    Accepted, AgentAdded, Case, Chart, Context, CorrectionHandedIn, CorrectionRequested, Demand, Demanded,
    Event, MOST_PARTIES, Mandate, MandateGiven, MandateRecorded, Mark, NotAccepted, NotCompetent,
    NotRequired, ObjectionOutcome, Owed, OwedNoticeIssued, PaperGiven, PapersRecorded, Party, PartyGiven,
    PartyRole, PutRight, Receive, Received, StepEntered, UNLISTED, remedies, rules,
};
use crate::catalog::{Content, DepartmentOf, Origin, Version};
use crate::limits::{Clock, ClockKind, Length, StartRule, rules as limit_rules};
use crate::organization::Duty;
use crate::record::Ground;
use crate::rule::{Refusal, ensure};
use crate::text::Text;

/// 行政许可法 art. 32(1)④: everything that must be put right is told within five working days of receipt.
pub(in crate::case) const NOTIFICATION: (u32, &str) = (5, "行政许可法 第三十二条第一款第四项");

/// 某某局: a shorter word names no organ.
pub(super) const SHORTEST_ORGAN: usize = 3;

pub(super) fn receive(command: Receive, context: &Context<'_>) -> Result<Ruling, Refusal> {
    ensure(command.received_at <= context.now, || Refusal::by(&rules::RECEIVED_IN_FUTURE))?;
    let applicants = command.parties.iter().filter(|party| party.role == PartyRole::Applicant).count();
    ensure(applicants == 1, || Refusal::by(&rules::PARTY_MISSING))?;
    ensure(!command.agent_is_party, || Refusal::by(&rules::AGENT_IS_PARTY))?;
    let stands = command.objections.iter().any(|said| said.outcome == ObjectionOutcome::Despite);
    ensure(!stands || command.despite_objection, || Refusal::by(&rules::RECEIVE_OBJECTED))?;
    let entered_late = lateness(&command, context)?;
    let received_on = context
        .calendar
        .received_on(command.received_at)
        .map_err(|error| Refusal::by(&limit_rules::CALENDAR_RANGE).with("detail", error))?
        .date;
    // Receiving is never refused: an item without a version in force, or none at all, is received all the same.
    let version = context.item.and_then(|item| item.known_on(received_on).or_else(|| item.newest()));
    let content = version.map(|version| &version.content);
    let department = content.and_then(Content::department_id).unwrap_or(context.staff.department);
    let office = context.answering(department)?;
    let department = office.id;
    let grant = context.ask(Act::Receive, Subject::Department(department))?;
    // The days of the law run from what is entered here: anything but a slip of yesterday is for formal staff to answer for.
    ensure(grant.ground != Ground::Assistance || entered_late != Some(Mark::LateEntry), || {
        Refusal::by(&rules::LATE_CONTRACT_STAFF).with("days", context.settings.outage_days)
    })?;
    if entered_late == Some(Mark::LateEntry) {
        long_ago(legal_date(command.received_at), received_on, context)?;
    }
    let (late_reason, slip) = command.late.map_or((None, None), |late| {
        (
            Some(late.reason.reference()),
            late.slip.filter(|slip| slip.weight() > 0).map(|slip| slip.reference()),
        )
    });
    let papers = match content {
        Some(content) => {
            papers::taken(None, content, command.papers, legal_date(command.received_at), context)?
        }
        // Where there is no list there are no lines of one: what came in is said with the matter, in the vault.
        None => {
            ensure(command.papers.is_empty(), || Refusal::by(&rules::PAPER_WITHOUT_LIST))?;
            Vec::new()
        }
    };
    let unlisted = command.unlisted.filter(|words| words.weight() > 0).map(|words| words.reference());
    let is_named = unlisted.is_some() || content.is_none();
    let unlisted_files = files::unlisted(&command.unlisted_files, &papers, is_named, context)?;
    let clock = content
        .filter(|content| content.is_license())
        .map(|_| notification(received_on, context))
        .transpose()?;
    let parties = command.parties.into_iter().map(|given| of(given, context.today()));
    let parties = parties.collect::<Result<Vec<_>, Refusal>>()?;
    let event = Received {
        case: command.case,
        number: command.number,
        item: context.item.map(|item| item.id),
        item_version: version.map(|version| version.number),
        item_name: content.map_or_else(|| UNLISTED.to_owned(), |content| content.name.clone()),
        matter: command.matter.filter(|_| content.is_none()).map(|matter| matter.reference()),
        department,
        division: office.division,
        window: context.staff.window,
        channel: command.channel,
        received_at: command.received_at,
        received_on,
        parties,
        unlisted,
        unlisted_files,
        papers,
        confirmed_at: command.confirmed_at,
        signature: command.signature,
        objections: command.objections,
        electronic: None,
        receipt: context.ids.next(DocumentId::from_parts),
        clock,
        entered_late,
        late_reason,
        slip,
    };
    let confirmed =
        command.service.map(|given| confirmation::confirmed(&event.parties, None, given, context));
    let confirmed = confirmed.transpose()?.map(Event::from);
    let events = [event.into()].into_iter().chain(confirmed).collect();
    Ok(Ruling { grant, events })
}

/// 应急补录 and other late entries are kept apart (practice.md §3.14); a few minutes of typing are neither.
fn lateness(command: &Receive, context: &Context<'_>) -> Result<Option<Mark>, Refusal> {
    let minutes = context.settings.entry_minutes;
    let typed =
        context.now.duration_since(command.received_at) <= SignedDuration::from_mins(i64::from(minutes));
    match &command.late {
        None if typed => Ok(None),
        None => Err(Refusal::by(&rules::LATE_UNEXPLAINED).with("minutes", minutes)),
        Some(late) => {
            context.reasoned(&late.reason)?;
            let within = context
                .calendar
                .add_working_days(legal_date(command.received_at), context.settings.outage_days)
                .map_err(|error| Refusal::by(&limit_rules::CALENDAR_RANGE).with("detail", error))?
                .date;
            let slip = late.slip.as_ref().is_some_and(|slip| slip.weight() > 0);
            let mark = if slip && context.today() <= within { Mark::OutageEntry } else { Mark::LateEntry };
            Ok(Some(mark))
        }
    }
}

/// What came so long ago that silence has accepted it by now is accepted as it is entered, unread. That is the applicant's right,
/// so it can be entered; but the clerk at the window does not bring it about alone. And no longer ago than facts reach.
fn long_ago(came_on: Date, received_on: Date, context: &Context<'_>) -> Result<(), Refusal> {
    let today = context.today();
    let years = Span::new().years(context.settings.irregular_years);
    let first = today.checked_sub(years).unwrap_or(Date::MIN);
    ensure(first <= came_on, || Refusal::by(&rules::LATE_TOO_OLD).with("first", first))?;
    let (days, _) = NOTIFICATION;
    let last = context
        .calendar
        .add_working_days(received_on, days)
        .map_err(|error| Refusal::by(&limit_rules::CALENDAR_RANGE).with("detail", error))?
        .date;
    ensure(today <= last || context.staff.duty == Duty::ChiefRepresentative, || {
        Refusal::by(&rules::LATE_BEYOND).with("days", days)
    })
}

pub(super) fn notification(from: Date, context: &Context<'_>) -> Result<Clock, Refusal> {
    let (days, basis) = NOTIFICATION;
    Clock::start(
        ClockKind::Notification,
        basis,
        &Length::working_days(days),
        from,
        context.now,
        context.calendar,
        context.settings.warning_days,
    )
}

pub(super) fn record_papers(
    case: &Case,
    papers: Vec<PaperGiven>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let content = context.content(case)?;
    let papers = papers::taken(Some(case), content, papers, context.today(), context)?;
    papers::kept(case, content, &papers)?;
    Ok(vec![PapersRecorded { papers }.into()])
}

/// 授权委托 of who acts for the applicant, that holds today. It takes the place of one that is over, or was never told; where one holds
/// by its days, an agency that was given ends before them only for a cause that the law knows (民法典 art. 173), and the cause is told.
pub(super) fn mandate(
    case: &Case,
    id: PartyId,
    given: MandateGiven,
    same: bool,
    reasons: Option<Text>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let party = case.parties.iter().find(|party| party.id == id);
    let party = party.ok_or_else(|| Refusal::by(&rules::PARTY_UNKNOWN))?;
    let on = context.today();
    let mandate = given.taken(party.role, on)?;
    may_act(&Party { mandate: Some(mandate.clone()), ..party.clone() }, on)?;
    let end = |held: &Mandate| held.to.map_or_else(|| "—".to_owned(), |to| to.to_string());
    ensure(!same, || Refusal::by(&rules::MANDATE_SAME).with("from", mandate.from).with("to", end(&mandate)))?;
    let reasons = reasons.filter(|reasons| reasons.weight() > 0);
    match (party.mandate.as_ref().filter(|held| held.holds_on(on)), &reasons) {
        (Some(held), None) => {
            return Err(Refusal::by(&rules::MANDATE_HOLDS).with("from", held.from).with("to", end(held)));
        }
        (Some(_), Some(reasons)) => context.reasoned(reasons)?,
        (None, _) => {}
    }
    let reasons = reasons.map(|reasons| reasons.reference());
    Ok(vec![MandateRecorded { party: id, on, mandate, reasons }.into()])
}

/// 增加代理人: who is not on record acts for the applicant from now on, by a mandate that holds today.
pub(super) fn add_agent(
    case: &Case,
    agent: PartyGiven,
    known: bool,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    ensure(agent.mandate.is_some(), || Refusal::by(&rules::MANDATE))?;
    let on = context.today();
    let agent = of(agent, on)?;
    may_act(&agent, on)?;
    ensure(case.parties.len() < MOST_PARTIES, || {
        Refusal::by(&rules::PARTIES_TOO_MANY).with("most", MOST_PARTIES)
    })?;
    // Last: whoever tries numbers leaves an agent on record with each that nobody has.
    ensure(!known, || Refusal::by(&rules::AGENT_KNOWN))?;
    Ok(vec![AgentAdded { agent, on }.into()])
}

/// A party as it is put on record.
fn of(given: PartyGiven, today: Date) -> Result<Party, Refusal> {
    let mandate = given.mandate.map(|mandate| mandate.taken(given.role, today)).transpose()?;
    Ok(Party {
        id: given.id,
        version: 1,
        role: given.role,
        kind: given.kind,
        record: given.record.reference(),
        public_name: given.public_name,
        source: given.source,
        mandate,
    })
}

/// 当场更正: what can be put right on the spot is put right by the applicant himself, there and then (art. 32(1)③).
pub(super) fn put_right(
    case: &Case,
    what: &Text,
    by: PartyId,
    paper: Option<String>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    ensure(what.weight() > 0, || Refusal::by(&rules::PUT_RIGHT_EMPTY))?;
    let party = case.parties.iter().find(|party| party.id == by);
    let party = party.ok_or_else(|| Refusal::by(&rules::PARTY_UNKNOWN))?;
    ensure(party.role != PartyRole::Interested, || Refusal::by(&rules::PUT_RIGHT_BY))?;
    may_act(party, context.today())?;
    if let Some(paper) = &paper {
        let known = context.content(case)?.paper(paper).is_some();
        ensure(known, || Refusal::by(&rules::PAPER_UNLISTED).with("paper", paper))?;
    }
    Ok(vec![PutRight { what: what.reference(), by, paper }.into()])
}

pub(super) fn request_correction(
    case: &Case,
    demands: Vec<Demanded>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    ensure(!demands.is_empty(), || Refusal::by(&rules::CORRECTION_EMPTY))?;
    let content = context.content(case)?;
    let second = !case.corrections.is_empty();
    let mut unmet: BTreeMap<DemandId, &Demand> = case.unmet().map(|demand| (demand.id, demand)).collect();
    let mut lines = Vec::with_capacity(demands.len());
    for demand in demands {
        let (paper, what, repeats) = match demand {
            Demanded::New { paper, what } => {
                ensure(content.paper(&paper).is_some(), || {
                    Refusal::by(&rules::CORRECTION_UNLISTED).with("paper", &paper)
                })?;
                ensure(what.weight() > 0, || Refusal::by(&rules::CORRECTION_EMPTY))?;
                ensure(!second, || Refusal::by(&rules::CORRECTION_NEW_DEMAND))?;
                (paper, what.reference(), None)
            }
            // The old demand in its own words, and once.
            Demanded::Again(old) => {
                let old = unmet.remove(&old).ok_or_else(|| Refusal::by(&rules::CORRECTION_REPEAT))?;
                // The item may have been set right meanwhile.
                ensure(content.paper(&old.paper).is_some(), || {
                    Refusal::by(&rules::CORRECTION_UNLISTED).with("paper", &old.paper)
                })?;
                (old.paper.clone(), old.what.clone(), Some(old.id))
            }
        };
        let id = context.ids.next(DemandId::from_parts);
        lines.push(Demand { id, paper, what, repeats, met: false, repeated: false });
    }
    let document = context.ids.next(DocumentId::from_parts);
    Ok(vec![CorrectionRequested { document, on: context.today(), demands: lines }.into()])
}

pub(super) fn hand_in(
    case: &Case,
    met: &[DemandId],
    papers: Vec<PaperGiven>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let open = case.corrections.last().is_some_and(|round| round.handed_in.is_none());
    ensure(open && case.stage.is_intake(), || Refusal::by(&rules::CORRECTION_NONE))?;
    let unmet: BTreeSet<DemandId> = case.unmet().map(|demand| demand.id).collect();
    ensure(met.iter().all(|demand| unmet.contains(demand)), || Refusal::by(&rules::CORRECTION_DEMAND))?;
    let content = context.content(case)?;
    let papers = papers::taken(Some(case), content, papers, context.today(), context)?;
    let on = context
        .calendar
        .received_on(context.now)
        .map_err(|error| Refusal::by(&limit_rules::CALENDAR_RANGE).with("detail", error))?
        .date;
    // Five new days follow upon a demand that was told, whichever: it has ended the clock. Else the first five run on.
    let runs = case.clocks.get(&ClockKind::Notification).is_some_and(Clock::is_running);
    let anew = content.is_license() && !runs;
    let clock = anew.then(|| notification(on, context)).transpose()?;
    Ok(vec![CorrectionHandedIn { on, met: met.to_vec(), papers, clock }.into()])
}

pub(super) fn not_required(
    case: &Case,
    reasons: &Text,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    context.reasoned(reasons)?;
    let on = context.today();
    let remedies = remedies(context.department(case)?, on)?;
    let document = context.ids.next(DocumentId::from_parts);
    Ok(vec![NotRequired { document, on, reasons: reasons.reference(), remedies }.into()])
}

pub(super) fn not_competent(
    case: &Case,
    organ: &Text,
    reasons: &Text,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    ensure(organ.weight() >= SHORTEST_ORGAN, || Refusal::by(&rules::ORGAN_MISSING))?;
    ensure(!redecision::is_ours(case, organ.words().trim(), context)?, || Refusal::by(&rules::ORGAN_OURS))?;
    context.reasoned(reasons)?;
    let on = context.today();
    let remedies = remedies(context.department(case)?, on)?;
    let document = context.ids.next(DocumentId::from_parts);
    Ok(vec![
        NotCompetent { document, on, organ: organ.reference(), reasons: reasons.reference(), remedies }
            .into(),
    ])
}

pub(super) fn not_accept(case: &Case, reasons: &Text, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    context.reasoned(reasons)?;
    let on = context.today();
    let remedies = remedies(context.department(case)?, on)?;
    let document = context.ids.next(DocumentId::from_parts);
    Ok(vec![NotAccepted { document, on, reasons: reasons.reference(), remedies }.into()])
}

pub(super) fn accept(case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    if let Some(acceptance) = case.acceptance.as_ref().filter(|_| case.owed.contains(&Owed::AcceptanceNotice))
    {
        let document = context.ids.next(DocumentId::from_parts);
        return Ok(vec![OwedNoticeIssued { document, on: context.today(), deemed_on: acceptance.on }.into()]);
    }
    let on = acceptance_date(case, context);
    let document = context.ids.next(DocumentId::from_parts);
    let chart = Chart::fixed_review();
    let accepted = accepted(case, on, Some(document), chart, context)?;
    let mut events = vec![accepted.into()];
    if let Some(step) = chart.after(None) {
        events.push(
            StepEntered {
                chart: chart.id.to_owned(),
                version: chart.version,
                step: step.id.to_owned(),
                office: case.department,
            }
            .into(),
        );
    }
    Ok(events)
}

/// After a correction: the day on which the full set was handed in (case-file criteria), and never a day to come: what was
/// handed in after hours counts from the next working day on, but an act is dated on the day on which it is done.
fn acceptance_date(case: &Case, context: &Context<'_>) -> Date {
    let today = context.today();
    case.corrections.last().and_then(|round| round.handed_in).map_or(today, |complete| complete.min(today))
}

/// The acceptance itself, by whichever chart.
pub(super) fn accepted(
    case: &Case,
    on: Date,
    document: Option<DocumentId>,
    chart: &Chart,
    context: &Context<'_>,
) -> Result<Accepted, Refusal> {
    let item = context.item.ok_or_else(|| Refusal::by(&rules::ITEM_MISSING))?;
    // What takes acceptances is what is in force today, whatever day the acceptance is dated.
    let version = item.in_force(context.today())?;
    let content = &version.content;
    let founding = founded(version)?;
    if let DepartmentOf::AsWritten(department) = &content.department {
        return Err(Refusal::by(&crate::catalog::rules::DEPARTMENT_UNKNOWN)
            .with("item", &content.name)
            .with("department", department));
    }
    ensure(case.unmet().next().is_none(), || Refusal::by(&rules::DEMANDS_OPEN))?;
    papers::complete(case, content)?;
    let clocks = clocks(case, content, on, context)?;
    Ok(Accepted {
        on,
        document,
        item_version: version.number,
        founding,
        chart: chart.id.to_owned(),
        chart_version: chart.version,
        separated: chart.keeps_apart(content, context.settings),
        level: content.decision_level,
        clocks,
        list_forgot: matches!(version.origin, Origin::Statute { .. }),
    })
}

fn founded(version: &Version) -> Result<String, Refusal> {
    version.origin.document().map(str::to_owned).ok_or_else(|| {
        Refusal::by(&crate::catalog::rules::WITHOUT_FOUNDING).with("item", &version.content.name)
    })
}

/// The clocks of the law and of the promise, side by side.
pub(in crate::case) fn clocks(
    case: &Case,
    content: &Content,
    accepted_on: Date,
    context: &Context<'_>,
) -> Result<Vec<Clock>, Refusal> {
    let limits =
        [(ClockKind::Statutory, &content.statutory_limit), (ClockKind::Promised, &content.promised_limit)];
    // Accepted on the evening on which the papers came: the period begins with the day on which they count as received.
    let complete_on = case.corrections.last().and_then(|round| round.handed_in).unwrap_or(case.received_on);
    let accepted_on = accepted_on.max(complete_on);
    let mut clocks = Vec::new();
    for (kind, limit) in limits {
        let Some(limit) = limit else { continue };
        let (start, at) = match &limit.start {
            StartRule::Acceptance => (accepted_on, context.now),
            StartRule::Receipt => (case.received_on, case.received_at),
            StartRule::CompleteReceipt => match case.corrections.last().and_then(|round| round.handed_in) {
                Some(complete_on) => (complete_on, context.now),
                None => (case.received_on, case.received_at),
            },
            StartRule::AsWritten(written) => {
                return Err(Refusal::by(&limit_rules::UNREADABLE).with("written", written));
            }
        };
        clocks.push(Clock::start(
            kind,
            &limit.basis,
            &limit.length,
            start,
            at,
            context.calendar,
            context.settings.warning_days,
        )?);
    }
    ensure(!clocks.is_empty(), || {
        Refusal::by(&crate::catalog::rules::WITHOUT_LIMIT).with("item", &content.name)
    })?;
    Ok(clocks)
}
