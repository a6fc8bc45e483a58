//! Every rule of a case is asked here. A command gives events, or the one rule that forbids; never both.

mod call;
mod clerical;
mod confirmation;
mod decision;
mod ending;
mod files;
mod hearing;
mod intake;
mod irregular;
mod item;
mod papers;
mod redecision;
mod repair;
mod review;
mod service;
mod time;

pub use ending::numbers_named;
pub use time::{Extensible, extensible, may_extend, reckoned};

use daowei_ident::PersonId;

use super::{Case, Command, Context, Event, Holder, Outcome, Owed, Receive, Reply, Stage, rules};
use crate::authority::Act;
use crate::record::Grant;
use crate::rule::{Refusal, ensure};
use crate::text::Text;

/// What a command comes to: the events, and the right by which they came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Ruling {
    /// By what right.
    pub grant: Grant,
    /// What then holds.
    pub events: Vec<Event>,
}

/// 收件. Never refused for what the papers are or lack; only who takes them in, and when, can be wrong.
///
/// # Errors
/// Rules of authority, and `case.receive.…` for a record that cannot be true.
pub fn receive(command: Receive, context: &Context<'_>) -> Result<Ruling, Refusal> {
    intake::receive(command, context)
}

/// A command to an existing case, after [`super::lapse`].
///
/// # Errors
/// The rule that forbids.
pub fn decide(case: &Case, command: Command, context: &Context<'_>) -> Result<Ruling, Refusal> {
    let act = act_of(&command);
    allows(case, act).map_err(|refusal| won(case, refusal))?;
    let grant = context.may(act, case)?;
    ensure(reasons_by_law(&command).is_none_or(|reasons| reasons.weight() > 0), || {
        Refusal::by(&rules::REASONS_MISSING)
    })?;
    let taken_over = repair::taken_over(case, act, context)?;
    let events = match command {
        Command::RecordPapers(papers) => intake::record_papers(case, papers, context),
        Command::ScanPaper { paper, files } => files::scan(case, paper, &files, context),
        Command::ReturnOriginals { papers, recipient } => {
            files::return_originals(case, papers, &recipient, context)
        }
        Command::PutRight { what, by, paper } => intake::put_right(case, &what, by, paper, context),
        Command::RecordMandate { party, given, same, reasons } => {
            intake::mandate(case, party, given, same, reasons, context)
        }
        Command::AddAgent { agent, known } => intake::add_agent(case, agent, known, context),
        Command::SetItem { papers, reasons, .. } => item::set(case, papers, &reasons, context),
        Command::RequestCorrection(demands) => intake::request_correction(case, demands, context),
        Command::HandInCorrections { met, papers } => intake::hand_in(case, &met, papers, context),
        Command::NotRequired { reasons } => intake::not_required(case, &reasons, context),
        Command::NotCompetent { organ, reasons } => intake::not_competent(case, &organ, &reasons, context),
        Command::NotAccept { reasons } => intake::not_accept(case, &reasons, context),
        Command::Accept => intake::accept(case, context),
        Command::DecideOnTheSpot { outcome, reasons, grounds } => {
            decision::on_the_spot(case, outcome, &reasons, &grounds, context)
        }
        Command::Examine { step, verdict, opinion } => {
            review::examine(case, &step, verdict, &opinion, context)
        }
        Command::SubmitUpward { to, opinion } => review::submit_upward(case, &to, &opinion, context),
        Command::RecordReply { outcome, number, on, recourse } => review::record_reply(
            case,
            Reply { outcome, number: number.reference(), on, recourse },
            &number,
            context,
        ),
        Command::StartPause { ground, needed_days, on } => {
            time::start_pause(case, ground, needed_days, on, context)
        }
        Command::EndPause { pause, on, deduct } => time::end_pause(case, pause, on, deduct, context),
        Command::Extend { days, reasons, by_government } => {
            time::extend(case, days, &reasons, by_government, context)
        }
        Command::Recompute => time::recompute(case, context),
        Command::Decide { outcome, reasons, grounds } => {
            decision::decide(case, outcome, &reasons, &grounds, context)
        }
        Command::Redecide { instrument, reply, outcome, reasons, grounds } => {
            let said = redecision::Said { outcome, reasons: &reasons, grounds: &grounds };
            redecision::redecide(case, &instrument, reply.as_ref(), &said, context)
        }
        Command::Seal { document, seal, copies, pages } => service::seal(case, document, seal, copies, pages),
        Command::ScanSigned { document, file, reasons } => {
            files::scan_signed(case, document, file, reasons.as_ref(), context)
        }
        Command::ScanProof { document, files, reasons } => {
            files::scan_proof(case, document, &files, reasons.as_ref(), context)
        }
        Command::ScanConfirmation { document, file } => {
            files::scan_confirmation(case, document, file, context)
        }
        Command::Serve { document, given } => service::serve(case, document, &given, context),
        Command::Deliver(given) => service::deliver(case, &given, context),
        Command::ConfirmService(given) => confirmation::confirm(case, given, context),
        Command::SignConfirmation { document, by } => confirmation::sign(case, document, by, context),
        Command::InformInterested { party, what } => hearing::inform(case, party, &what, context),
        Command::RecordStatement { party, given } => hearing::record_statement(case, party, &given, context),
        Command::RecordCall(given) => call::record(case, &given, context),
        Command::Withdraw { form, files } => ending::withdraw(case, &form, &files, context),
        Command::Terminate { ground, reasons } => ending::terminate(case, ground, &reasons, context),
        Command::Archive { file, pages, retention_years } => ending::archive(&file, pages, retention_years),
        Command::Correct { target, subject, old, new, reasons } => {
            let deed = clerical::Deed { subject: &subject, old: &old, new: &new, reasons: &reasons };
            clerical::correct(case, target, &deed, context)
        }
        Command::VoidDocument { document, reasons } => repair::void(case, document, &reasons, context),
        Command::Reissue { document } => repair::reissue(case, document, context),
        Command::RecordIrregular(fact) => irregular::record(case, &fact, context),
        Command::Reassign { to, reasons } => repair::reassign(case, to, &reasons, false, context),
        Command::HandOver { to, reasons } => repair::reassign(case, to, &reasons, true, context),
        Command::TakeOver => repair::take_over(case, context),
    }?;
    let events = taken_over.into_iter().chain(events).collect();
    Ok(Ruling { grant, events })
}

/// Whoever comes second is told which decision stands.
fn won(case: &Case, refusal: Refusal) -> Refusal {
    match case.decision() {
        Some(standing) if refusal.rule == &rules::DECIDED_TWICE => {
            refusal.with("decision", standing.document)
        }
        _ => refusal,
    }
}

/// The reasons of an act that the law itself wants reasoned: not accepting, refusing, extending (arts. 38, 42, 72⑦).
fn reasons_by_law(command: &Command) -> Option<&Text> {
    match command {
        Command::NotRequired { reasons }
        | Command::NotCompetent { reasons, .. }
        | Command::NotAccept { reasons }
        | Command::DecideOnTheSpot { outcome: Outcome::Refuse, reasons, .. }
        | Command::Decide { outcome: Outcome::Refuse, reasons, .. }
        | Command::Redecide { outcome: Outcome::Refuse, reasons, .. }
        | Command::Extend { reasons, .. } => Some(reasons),
        _ => None,
    }
}

/// The act that a command asks for: what [`crate::authority::may`] is asked about.
#[must_use]
pub fn act_of(command: &Command) -> Act {
    match command {
        Command::RecordPapers(_) | Command::HandInCorrections { .. } | Command::RecordMandate { .. } => {
            Act::RecordPapers
        }
        Command::AddAgent { .. } => Act::RecordPapers,
        Command::ScanPaper { .. } | Command::ScanConfirmation { .. } | Command::ScanProof { .. } => {
            Act::ScanPapers
        }
        Command::ReturnOriginals { .. } => Act::ReturnOriginals,
        Command::PutRight { .. } => Act::PutRight,
        Command::SetItem { .. } => Act::SetItem,
        Command::RequestCorrection(_) => Act::RequestCorrection,
        Command::NotRequired { .. } => Act::NotRequired,
        Command::NotCompetent { .. } => Act::NotCompetent,
        Command::NotAccept { .. } => Act::NotAccept,
        Command::Accept => Act::Accept,
        Command::DecideOnTheSpot { .. } => Act::DecideOnTheSpot,
        Command::Examine { .. } => Act::Examine,
        Command::SubmitUpward { .. } => Act::SubmitUpward,
        Command::RecordReply { .. } => Act::RecordReply,
        Command::StartPause { .. } => Act::StartPause,
        Command::EndPause { .. } => Act::EndPause,
        Command::Extend { by_government: false, .. } => Act::Extend,
        Command::Extend { by_government: true, .. } => Act::ExtendByGovernment,
        Command::Recompute => Act::Recompute,
        Command::Decide { .. } => Act::Decide,
        Command::Redecide { .. } => Act::Redecide,
        Command::Seal { seal: super::SealKind::Approval, .. } => Act::Seal,
        Command::Seal { seal: super::SealKind::Office, .. } => Act::SealWithOfficeSeal,
        Command::ScanSigned { .. } => Act::ScanSigned,
        Command::Serve { .. } => Act::Serve,
        Command::Deliver(_) => Act::Deliver,
        Command::ConfirmService(_) | Command::SignConfirmation { .. } => Act::ConfirmService,
        Command::InformInterested { .. } => Act::InformInterested,
        Command::RecordStatement { .. } => Act::RecordStatement,
        Command::RecordCall(_) => Act::RecordCall,
        Command::Withdraw { .. } => Act::Withdraw,
        Command::Terminate { .. } => Act::Terminate,
        Command::Archive { .. } => Act::Archive,
        Command::Correct { .. } => Act::CorrectClerically,
        Command::VoidDocument { .. } => Act::VoidDocument,
        Command::Reissue { .. } => Act::Reissue,
        Command::RecordIrregular(fact) if fact.what.decision().is_some() => Act::RecordDecisionElsewhere,
        Command::RecordIrregular(_) => Act::RecordIrregular,
        Command::Reassign { .. } => Act::Reassign,
        Command::HandOver { .. } => Act::HandOver,
        Command::TakeOver => Act::TakeOver,
    }
}

/// Whether a case may be in somebody's hands for an act: only the one who holds it hands it over, and nobody takes over what is
/// his.
///
/// # Errors
/// The rule that forbids.
pub fn in_hand(case: &Case, act: Act, person: PersonId) -> Result<(), Refusal> {
    let held = case.held_by() == Some(person);
    match act {
        Act::HandOver => ensure(held, || Refusal::by(&rules::NOT_HOLDER)),
        Act::TakeOver => ensure(!held, || Refusal::by(&rules::HELD)),
        _ => Ok(()),
    }
}

/// Whether the state of the case lets an act happen at all; what screens ask to show or to gray a button.
///
/// # Errors
/// The rule that forbids, without regard to who asks.
pub fn allows(case: &Case, act: Act) -> Result<(), Refusal> {
    let stage = case.stage;
    let refuse = |rule| Err(Refusal::by(rule).named("stage", stage.name()));
    match act {
        // Looking is a question of right and purpose; no state of the case forbids it.
        Act::Reveal => Ok(()),
        Act::RecordPapers if stage.is_intake() || stage.is_pending() => Ok(()),
        Act::RequestCorrection | Act::PutRight | Act::SetItem if stage.is_intake() => Ok(()),
        Act::RequestCorrection if stage.is_pending() || stage.is_decided() => {
            refuse(&rules::CORRECTION_AFTER_ACCEPTANCE)
        }
        Act::Accept if stage.is_intake() || case.owed.contains(&Owed::AcceptanceNotice) => Ok(()),
        Act::NotRequired | Act::NotCompetent | Act::NotAccept if stage.is_intake() => Ok(()),
        Act::NotRequired | Act::NotCompetent | Act::NotAccept | Act::Accept | Act::SetItem
            if stage.is_pending() || stage.is_decided() =>
        {
            refuse(&rules::ALREADY_ACCEPTED)
        }
        Act::NotRequired
        | Act::NotCompetent
        | Act::NotAccept
        | Act::Accept
        | Act::RequestCorrection
        | Act::SetItem => refuse(&rules::INTAKE_ENDED),
        Act::DecideOnTheSpot if matches!(stage, Stage::Received | Stage::Resubmitted) => Ok(()),
        Act::DecideOnTheSpot if stage.is_decided() => refuse(&rules::DECIDED_TWICE),
        Act::DecideOnTheSpot => refuse(&rules::STAGE),
        Act::Examine if stage == Stage::UnderReview => Ok(()),
        Act::Examine if stage.is_intake() => refuse(&rules::EXAMINE_BEFORE_ACCEPTANCE),
        Act::SubmitUpward if stage == Stage::AwaitingDecision => Ok(()),
        Act::RecordReply if stage == Stage::SubmittedUpward => Ok(()),
        Act::StartPause if stage.is_pending() => time::may_start_pause(case),
        Act::EndPause if stage.is_pending() => time::may_end_pause(case),
        Act::Extend | Act::ExtendByGovernment if stage.is_pending() => time::unextended(case),
        Act::Decide => decision::may_be_decided(case),
        Act::Redecide if case.decision().is_some() => Ok(()),
        Act::Redecide => refuse(&rules::NOT_DECIDED),
        Act::Deliver if stage == Stage::Sealed => Ok(()),
        Act::Deliver if stage == Stage::Decided => refuse(&rules::DELIVER_UNSEALED),
        Act::Deliver if stage.is_intake() || stage.is_pending() => refuse(&rules::NOT_YET_DECIDED),
        Act::InformInterested if hearing::may_inform(case) => Ok(()),
        Act::InformInterested if stage.is_intake() || stage.is_pending() => refuse(&rules::INTERESTED_NONE),
        Act::RecordStatement if hearing::may_state(case) => Ok(()),
        Act::Withdraw if stage.is_intake() || stage.is_pending() => Ok(()),
        Act::Withdraw if stage.is_decided() => refuse(&rules::WITHDRAW_DECIDED),
        Act::Terminate | Act::Reassign | Act::HandOver if stage.is_intake() || stage.is_pending() => Ok(()),
        // What waits for its seal or its delivery has an owner too.
        Act::Reassign | Act::HandOver if matches!(stage, Stage::Decided | Stage::Sealed) => Ok(()),
        // While the applicant is on the clock there is nothing to take up.
        Act::TakeOver if case.next_act().is_some() && case.holder != Holder::Applicant => Ok(()),
        Act::Archive => ending::may_be_archived(case),
        // What is archived can still be put right; which documents then go out, the documents themselves say.
        Act::CorrectClerically | Act::Seal | Act::SealWithOfficeSeal | Act::Serve => Ok(()),
        // An original that is found in the file goes back whenever that is; what is signed late is scanned late.
        Act::ReturnOriginals | Act::ScanSigned => Ok(()),
        Act::ScanPapers if stage != Stage::Archived => Ok(()),
        Act::RecordDecisionElsewhere => irregular::may_have_been_decided(case),
        // What has ended has no course any more from which something could depart.
        Act::RecordIrregular if stage.is_intake() || stage.is_pending() => Ok(()),
        Act::RecordIrregular if matches!(stage, Stage::Decided | Stage::Sealed) => Ok(()),
        Act::Reissue if stage != Stage::Archived => repair::may_reissue(case),
        Act::VoidDocument | Act::Recompute | Act::RecordCall | Act::ConfirmService
            if stage != Stage::Archived =>
        {
            Ok(())
        }
        _ if stage == Stage::Archived => refuse(&rules::ARCHIVED),
        _ => refuse(&rules::STAGE),
    }
}
