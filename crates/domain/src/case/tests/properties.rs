//! Whatever anybody asks of a case, in whatever order and at whatever time, these hold.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use proptest::prelude::*;

use crate::case::{
    CallGiven, CallOutcome, CallTopic, CallWay, Case, Command, ConfirmService, Correction, Datum,
    DocumentKind, Event, InstrumentGiven, InstrumentKind, Irregular, IrregularKind, MandateGiven, Outcome,
    PaperForm, PartyGiven, PartyRole, SealKind, Service, Stage, TerminationGround, Verdict, drafts, due_at,
    lapse,
};
use crate::catalog::ProcedureGround;
use crate::fixture::{
    Matter, Play, Who, confirms, correction, demand, handed, id, paper, party, reasons, text,
};
use crate::limits::ClockKind;
use crate::record::Recorded;

/// One step: who, what, how, and after how many hours.
#[derive(Clone, Debug)]
struct Step {
    who: usize,
    fit: bool,
    what: u8,
    how: u8,
    hours: i64,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let hours = prop_oneof![
        5 => Just(0_i64),
        3 => 1_i64..30,
        2 => 30_i64..300,
        1 => 300_i64..3000,
    ];
    let step = (0..Who::ALL.len(), prop::bool::weighted(0.85), 0_u8..33, any::<u8>(), hours)
        .prop_map(|(who, fit, what, how, hours)| Step { who, fit, what, how, hours });
    prop::collection::vec(step, 1..40)
}

/// A case at some place of its way.
fn begun() -> impl Strategy<Value = (usize, u8)> {
    (prop_oneof![Just(0), 0..Matter::ALL.len()], prop_oneof![Just(0), 0_u8..7])
}

fn start((matter, how_far): (usize, u8)) -> Play {
    let (matter, now) = (Matter::ALL[matter], "2026-03-02 09:00");
    let mut play = Play::new(Some(matter), now);
    for number in 0..40 {
        play.sent(number);
    }
    let mut command = play.opening();
    // Some applications concern a neighbor.
    if how_far == 3 {
        command.parties.push(party(2, PartyRole::Interested));
    }
    // In some somebody acts for the applicant.
    if how_far == 2 || how_far == 6 {
        command.parties.push(party(2, PartyRole::Agent));
    }
    let receives = if matter == Matter::Housing { Who::CompositeClerk } else { Who::Clerk };
    play.receive(&play.city.staff(receives), command).expect("papers are received");
    let neighbor = id(daowei_ident::PartyId::from_parts, 2);
    let inform = Command::InformInterested { party: neighbor, what: reasons() };
    if how_far == 3 && play.act(Who::Reviewer, inform).is_ok() {
        let _ = play.serve(Who::Clerk, DocumentKind::InterestedNotice, daowei_calendar::legal_date(play.now));
    }
    let accepts = if matter == Matter::Housing { Who::HousingChief } else { Who::Clerk };
    if how_far == 6 {
        // Some matters are not this department's to ask about; then it stays received.
        let _ = play.ask(vec![demand("p1", None)]);
        return play;
    }
    if how_far > 0 && play.act(accepts, Command::Accept).is_ok() {
        for step in ["examine", "verify", "check"].into_iter().take(usize::from(how_far.min(4) - 1)) {
            let who = if matter == Matter::Housing { Who::HousingChief } else { Who::Reviewer };
            play.examine(who, step, Verdict::Favor).expect("a step of review");
        }
    }
    if how_far == 5 && play.decide(Who::Chief, Outcome::Grant).is_ok() {
        let document = play.document(DocumentKind::GrantDecision);
        play.seal(Who::Chief, document, SealKind::Approval).expect("a seal");
    }
    play
}

/// Who does that as a rule.
fn usual(command: &Command, play: &Play) -> Who {
    let housing = play.matter == Some(Matter::Housing);
    match command {
        Command::Extend { by_government: true, .. } => Who::GovernmentOffice,
        Command::Extend { .. } | Command::Redecide { .. } | Command::Seal { seal: SealKind::Office, .. }
            if housing =>
        {
            Who::HousingPrincipal
        }
        Command::Extend { .. } | Command::Redecide { .. } | Command::Seal { seal: SealKind::Office, .. } => {
            Who::Principal
        }
        Command::Recompute => Who::CenterManager,
        Command::Examine { .. } | Command::InformInterested { .. } | Command::RecordStatement { .. }
            if !housing =>
        {
            Who::Reviewer
        }
        Command::Reissue { .. } if !housing => Who::Clerk,
        Command::RecordPapers(_)
        | Command::ScanPaper { .. }
        | Command::ReturnOriginals { .. }
        | Command::PutRight { .. }
        | Command::RecordMandate { .. }
        | Command::AddAgent { .. }
        | Command::ScanProof { .. }
        | Command::HandInCorrections { .. }
        | Command::Serve { .. }
        | Command::Deliver(_) => Who::CompositeClerk,
        Command::RecordIrregular(fact) if fact.what.decision().is_none() => Who::CompositeClerk,
        Command::RequestCorrection(_)
        | Command::NotRequired { .. }
        | Command::NotCompetent { .. }
        | Command::NotAccept { .. }
        | Command::Accept
        | Command::Withdraw { .. }
            if !housing =>
        {
            Who::Clerk
        }
        _ if housing => Who::HousingChief,
        _ => Who::Chief,
    }
}

/// A command that might fit the state, or not.
fn command(play: &Play, what: u8, how: u8) -> Command {
    let case = play.case();
    let today = daowei_calendar::legal_date(play.now);
    let pick = usize::from(how);
    let documents: Vec<_> = case.documents.keys().copied().collect();
    let document = documents.get(pick % documents.len().max(1)).copied();
    let document = document.unwrap_or_else(|| id(daowei_ident::DocumentId::from_parts, how));
    let on = today.checked_sub(jiff::Span::new().days(i64::from(how % 4))).expect("a day");
    let outcome = if how.is_multiple_of(2) { Outcome::Grant } else { Outcome::Refuse };
    let unmet: Vec<_> = case.unmet().map(|demand| demand.id).collect();
    let line = ["p1", "p2", "p3", "p9"][pick % 4];
    let forms = [PaperForm::OriginalTaken, PaperForm::Copy, PaperForm::Promised];
    let papers = vec![paper(line, forms[pick % 3])];
    match what {
        0 if how > 200 => {
            Command::PutRight { what: text("联系电话补填"), by: case.parties[0].id, paper: None }
        }
        0 if how > 190 => {
            Command::SetItem { item: Matter::Confirmation.id(), papers: Vec::new(), reasons: reasons() }
        }
        0 if how > 180 => {
            let (scope, paper) = (text("代为提交申请材料"), text("授权委托书原件一份"));
            let given = MandateGiven { scope, from: on, to: None, paper };
            let party = case.parties.last().map_or(case.parties[0].id, |party| party.id);
            Command::RecordMandate { party, given, same: false, reasons: None }
        }
        0 if how > 175 => {
            let (scope, paper) = (text("代为签收文书"), text("授权委托书原件一份"));
            let mandate = Some(MandateGiven { scope, from: on, to: None, paper });
            let agent = PartyGiven { mandate, ..party(how, PartyRole::Agent) };
            Command::AddAgent { agent, known: false }
        }
        32 => {
            let party =
                case.parties.last().map_or(id(daowei_ident::PartyId::from_parts, 9), |party| party.id);
            if how.is_multiple_of(2) {
                Command::InformInterested { party, what: reasons() }
            } else {
                Command::RecordStatement { party, given: crate::case::StatementGiven::Stated(reasons()) }
            }
        }
        0 if how > 150 => {
            let file = play.files.keys().next().copied();
            let file = file.unwrap_or_else(|| id(daowei_ident::FileId::from_parts, how));
            match how % 4 {
                1 if how > 160 => {
                    let served = case.documents.values().find(|paper| paper.served.is_some());
                    let document = served.map_or(document, |paper| paper.id);
                    Command::ScanProof { document, files: vec![file], reasons: Some(reasons()) }
                }
                0 | 1 => Command::ScanPaper {
                    paper: (!how.is_multiple_of(8)).then(|| line.to_owned()),
                    files: vec![file],
                },
                2 => {
                    let sealed = case.documents.values().find(|paper| paper.sealed.is_some());
                    let (document, reasons) = (sealed.map_or(document, |paper| paper.id), Some(reasons()));
                    Command::ScanSigned { document, file, reasons }
                }
                _ => {
                    let held = case.held_originals().take(2).map(str::to_owned).collect();
                    Command::ReturnOriginals { papers: held, recipient: text("申请人张某") }
                }
            }
        }
        0 => Command::RecordPapers(papers),
        1 => Command::RequestCorrection(vec![demand(line, unmet.first().copied().filter(|_| how > 40))]),
        2 | 3 => {
            Command::HandInCorrections { met: unmet.into_iter().take(pick % 3).collect(), papers: Vec::new() }
        }
        4 => Command::NotRequired { reasons: reasons() },
        5 => Command::NotCompetent { organ: text("市公安局"), reasons: reasons() },
        6 => Command::NotAccept {
            reasons: text(if how > 30 { "不符合受理条件，理由见附件" } else { "" })
        },
        7 | 8 => Command::Accept,
        9 => Command::DecideOnTheSpot { outcome, reasons: reasons(), grounds: Vec::new() },
        10..=12 => {
            let waiting = case.chart.as_ref().and_then(|at| at.step.clone());
            let step = waiting.filter(|_| how > 20).unwrap_or_else(|| "verify".to_owned());
            let verdict = [Verdict::Favor, Verdict::Favor, Verdict::Oppose, Verdict::Return][pick % 4];
            Command::Examine { step, verdict, opinion: reasons() }
        }
        13 => Command::SubmitUpward { to: text("资阳市人民政府"), opinion: reasons() },
        14 => Command::RecordReply {
            outcome,
            number: text("资府函〔2026〕8号"),
            on,
            recourse: Some(crate::fixture::recourse()),
        },
        15 | 16 => {
            let ground = ProcedureGround::ALL[pick % ProcedureGround::ALL.len()];
            let ground = if how > 100 { ProcedureGround::ExpertReview } else { ground };
            Command::StartPause { ground, needed_days: u32::from(how) / 8, on }
        }
        17 | 18 => {
            let open = case.open_pause().map(|pause| pause.id);
            let pause = open.unwrap_or_else(|| id(daowei_ident::PauseId::from_parts, how));
            Command::EndPause { pause, on: today, deduct: how > 100 }
        }
        19 => Command::Extend { days: u32::from(how % 16), reasons: reasons(), by_government: how > 200 },
        20..=22 => Command::Decide { outcome, reasons: reasons(), grounds: Vec::new() },
        23 => {
            let standing = case.decision().map(|decision| decision.document);
            let seal = if how > 180 { SealKind::Office } else { SealKind::Approval };
            let waits = |paper: &&crate::case::Document| paper.seal_due.is_some() && paper.sealed.is_none();
            let unsealed = case.documents.values().find(waits).map(|paper| paper.id);
            Command::Seal {
                document: standing.or(unsealed).filter(|_| how > 60).unwrap_or(document),
                seal,
                copies: 1,
                pages: 1,
            }
        }
        24 => {
            let waits = |paper: &&crate::case::Document| paper.sealed.is_some() && paper.served.is_none();
            let document = case.documents.values().find(waits).map_or(document, |paper| paper.id);
            Command::Serve { document, given: handed(Service::Mail, on) }
        }
        25 => Command::Deliver(handed(Service::Direct, on)),
        26 => Command::Withdraw { form: text("撤回申请书"), files: Vec::new() },
        27 => {
            let grounds = [TerminationGround::CorrectionNeverCame, TerminationGround::ApplicantGone];
            Command::Terminate { ground: grounds[pick % 2], reasons: reasons() }
        }
        28 => {
            let (written, subject) = (vec!["经营场所甲路1号".to_owned()], text("住所"));
            let (target, old, new) = match how % 3 {
                0 => {
                    let moved = |record: &mut crate::case::PartyRecord| {
                        record.address = Some("乙路2号".parse().expect("an address"));
                    };
                    (correction(1, moved), "无", "乙路2号")
                }
                1 => (Correction::Document { document, written, slips: Vec::new() }, "甲路1号", "乙路2号"),
                _ => (Correction::Datum { datum: Datum::Channel, says: None }, "窗口", "网上"),
            };
            let (old, new) = (text(old), text(new));
            Command::Correct { target, subject, old, new, reasons: reasons() }
        }
        29 => match case.documents.values().find(|paper| paper.voided && paper.replaced_by.is_none()) {
            Some(void) if how.is_multiple_of(2) => Command::Reissue { document: void.id },
            _ => Command::VoidDocument { document, reasons: reasons() },
        },
        30 => match how % 4 {
            0 if how > 192 => {
                let stands = case.services.values().find_map(|confirmed| confirmed.document);
                let document = stands.unwrap_or(document);
                Command::SignConfirmation { document, by: party(1, PartyRole::Applicant).id }
            }
            1 if how > 192 => {
                let reasons = Some(text("申请人住所变更，改为邮寄到新址"));
                Command::ConfirmService(ConfirmService { reasons, ..confirms(1, Service::Mail) })
            }
            0 => Command::Reassign { to: Who::Reviewer.person(), reasons: reasons() },
            1 => Command::HandOver { to: Who::Clerk.person(), reasons: reasons() },
            2 if how > 128 => Command::RecordCall(CallGiven {
                way: CallWay::Outgoing,
                at: play.now,
                with: text("申请人张某"),
                phone: text("13800138000"),
                topic: CallTopic::Progress,
                said: text("询问办理进度"),
                outcome: CallOutcome::Spoken,
            }),
            2 if how > 64 => Command::TakeOver,
            2 => Command::Recompute,
            _ => Command::Archive { file: text("2026-9"), pages: 3, retention_years: Some(10) },
        },
        _ => {
            let instrument = InstrumentGiven {
                kind: InstrumentKind::SelfCorrection,
                organ: text("资阳市市场监督管理局"),
                number: text(&format!("资市监纠〔2026〕{how}号")),
                on,
            };
            let kinds = [
                IrregularKind::GrantedElsewhere,
                IrregularKind::RefusedElsewhere,
                IrregularKind::DeliveredElsewhere,
                IrregularKind::LateExtension,
            ];
            if how > 128 {
                Command::Redecide {
                    instrument,
                    reply: None,
                    outcome,
                    reasons: reasons(),
                    grounds: Vec::new(),
                }
            } else {
                Command::RecordIrregular(Irregular {
                    what: kinds[pick % 4],
                    place: text("局机关"),
                    person: text("王某"),
                    decider: Some(Who::Chief.person()),
                    recipient: Some(text("申请人张某")),
                    on,
                    evidence: text("纸质材料"),
                })
            }
        }
    }
}

fn has_ended(stage: Stage) -> bool {
    !stage.is_intake() && !stage.is_pending() && !matches!(stage, Stage::Decided | Stage::Sealed)
}

/// What must hold of any case at any time.
fn sound(case: &Case) -> Result<(), TestCaseError> {
    let standing = case.decisions.iter().filter(|decision| !decision.superseded).count();
    prop_assert!(standing <= 1, "{standing} decisions stand");
    let numbers: Vec<_> = case.documents.values().filter_map(|d| d.number.as_ref()).collect();
    let unique: BTreeSet<_> = numbers.iter().collect();
    prop_assert_eq!(unique.len(), numbers.len());
    prop_assert!(case.pauses.iter().filter(|pause| pause.ended_on.is_none()).count() <= 1);
    for (kind, clock) in &case.clocks {
        prop_assert_eq!(*kind, clock.kind);
        prop_assert!(clock.reckoning.warns_on <= clock.reckoning.due.max(clock.start));
    }
    if case.stage.is_pending() {
        prop_assert!(case.acceptance.is_some() && case.chart.is_some());
    }
    Ok(())
}

/// What time alone does, done twice is done once, moves no end, and comes no earlier than announced.
fn lapses(play: &mut Play) -> Result<(), TestCaseError> {
    let before = play.case().clone();
    let announced = due_at(&before, &play.city.settings);
    let records = play.lapse();
    if announced.is_none_or(|at| at > play.now) {
        prop_assert!(records.is_empty(), "unannounced: {records:?}");
    }
    prop_assert!(lapse(play.case(), &play.passing()).is_empty());
    let next = due_at(play.case(), &play.city.settings);
    prop_assert!(next.is_none_or(|at| at > play.now), "announced for {next:?}, and nothing came");
    for (kind, clock) in &before.clocks {
        prop_assert_eq!(&clock.reckoning, &play.clock(*kind).reckoning);
    }
    prop_assert!(before.stage == play.case().stage || before.stage.is_intake());
    Ok(())
}

fn written(records: &[Recorded<Event>]) -> Result<(), TestCaseError> {
    for record in records {
        let json = serde_json::to_string(record).expect("an event is written");
        let read: Recorded<Event> = serde_json::from_str(&json).expect("an event is read");
        prop_assert_eq!(&read, record);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_asked(from in begun(), steps in steps()) {
        let mut play = start(from);
        let mut drafted = BTreeSet::new();
        for step in steps {
            play.now += SignedDuration::from_hours(step.hours);
            lapses(&mut play)?;
            let command = command(&play, step.what, step.how);
            let who = if step.fit { usual(&command, &play) } else { Who::ALL[step.who] };
            let (before, count) = (play.case().clone(), play.records.len());
            match play.act(who, command.clone()) {
                Err(refusal) => {
                    prop_assert_eq!(play.case(), &before, "{:?} changed something", refusal);
                    prop_assert_eq!(play.records.len(), count);
                    for language in [crate::Language::Chinese, crate::Language::English] {
                        let text = refusal.text(language);
                        prop_assert!(!text.contains('{'), "{}", text);
                    }
                }
                Ok(ruling) => {
                    prop_assert!(!ruling.events.is_empty());
                    prop_assert!(play.case().revision > before.revision);
                    for draft in drafts(&ruling.events) {
                        prop_assert!(drafted.insert(draft.document), "{:?} twice", draft);
                        prop_assert!(play.case().documents.contains_key(&draft.document));
                    }
                    if has_ended(before.stage) && play.case().stage != before.stage {
                        let reopens = matches!(command, Command::Redecide { .. } | Command::Archive { .. } | Command::VoidDocument { .. });
                        prop_assert!(reopens, "{:?} moved {:?}", command, before.stage);
                    }
                    for kind in [ClockKind::Statutory, ClockKind::Promised] {
                        let was = before.clocks.get(&kind).is_some_and(crate::limits::Clock::is_ended);
                        prop_assert!(!was || play.clock(kind).is_ended(), "{:?} runs again", kind);
                    }
                }
            }
            sound(play.case())?;
        }
        written(&play.records)?;
        let folded = Case::fold(&play.records);
        prop_assert_eq!(folded.as_ref(), Some(play.case()));
        let json = serde_json::to_string(play.case()).expect("a case is written");
        prop_assert_eq!(&serde_json::from_str::<Case>(&json).expect("a case is read"), play.case());
    }

    #[test]
    fn the_same_question_has_the_same_answer(from in begun(), step in steps()) {
        let play = start(from);
        let step = &step[0];
        let command = command(&play, step.what, step.how);
        let (mut one, mut other) = (play.clone(), play);
        prop_assert_eq!(one.act(Who::ALL[step.who], command.clone()), other.act(Who::ALL[step.who], command));
        prop_assert_eq!(one.records, other.records);
    }
}

/// The property above asks commands; that some of them are heard is shown here, lest it hold of nothing.
#[test]
fn random_commands_reach_every_stage() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut reached = BTreeSet::new();
    let mut kinds = BTreeSet::new();
    for _ in 0..4000 {
        let from = begun().new_tree(&mut runner).expect("a beginning").current();
        let mut play = start(from);
        for step in steps().new_tree(&mut runner).expect("steps").current() {
            play.now += SignedDuration::from_hours(step.hours);
            play.lapse();
            let command = command(&play, step.what, step.how);
            let who = if step.fit { usual(&command, &play) } else { Who::ALL[step.who] };
            let _ = play.act(who, command);
            reached.insert(play.case().stage);
        }
        kinds.extend(play.kinds());
    }
    let missing: Vec<_> = Stage::ALL.iter().filter(|stage| !reached.contains(stage)).collect();
    assert!(missing.is_empty(), "never reached: {missing:?}");
    let missing: Vec<_> = Event::KINDS.iter().filter(|kind| !kinds.contains(*kind)).collect();
    assert_eq!(missing, [&"case.recomputed"], "a calendar that does not change moves no clock");
}
