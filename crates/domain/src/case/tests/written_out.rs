//! Every form written out, for a reader: `tests/golden/forms`, one file for each kind and variant.

use super::forms::{paper, says};
use crate::case::{
    Command, DocumentKind, InstrumentGiven, InstrumentKind, Outcome, PartyRole, Service, TerminationGround,
};
use crate::catalog::{Content, DecisionLevel, PowerType, ProcedureGround};
use crate::fixture::{Matter, Organ, Play, Who, at, confirms, day, demand, party, reasons, text};

fn instrument(kind: InstrumentKind, organ: &str, number: &str) -> InstrumentGiven {
    InstrumentGiven { kind, organ: text(organ), number: text(number), on: day("2026-03-02") }
}

fn again(given: InstrumentGiven, outcome: Outcome) -> Command {
    Command::Redecide { instrument: given, reply: None, outcome, reasons: reasons(), grounds: Vec::new() }
}

/// Changes what the item says, as another city's list would.
fn altered(play: &mut Play, matter: Matter, change: impl Fn(&mut Content)) {
    let item = play.city.items.get_mut(&matter).expect("an item");
    item.versions.iter_mut().for_each(|version| change(&mut version.content));
}

fn on_the_spot(power: PowerType, outcome: Outcome) -> Play {
    let mut play = Play::new(Some(Matter::Instant), "2026-03-02 09:05");
    altered(&mut play, Matter::Instant, |content| {
        content.papers = Matter::License.content().papers;
        content.power = power;
        if power != PowerType::License {
            content.result_name = String::new();
        }
    });
    let command = play.opening();
    play.receive(&play.city.staff(Who::Clerk), command).expect("papers are received");
    play.now = at("2026-03-02 09:30");
    play.done(Who::Chief, Command::DecideOnTheSpot { outcome, reasons: reasons(), grounds: Vec::new() });
    play
}

fn replied(outcome: Outcome) -> Play {
    let mut play = Play::examined(Matter::Government, "2026-03-02 09:00");
    play.done(Who::Chief, Command::SubmitUpward { to: text("资阳市人民政府"), opinion: reasons() });
    let number = text("资府函〔2026〕8号");
    let recourse = Some(crate::fixture::recourse());
    play.done(Who::Chief, Command::RecordReply { outcome, number, on: day("2026-03-02"), recourse });
    play.decide(Who::Chief, outcome).expect("as the government replied");
    play
}

fn asked_twice(matter: Matter) -> Play {
    let mut play = Play::received(matter, "2026-03-02 09:00");
    altered(&mut play, matter, |content| content.papers = Matter::License.content().papers);
    play.ask(vec![demand("p1", None), demand("p2", None)]).expect("a notice");
    let open: Vec<_> = play.case().unmet().map(|demand| demand.id).collect();
    play.now = at("2026-03-04 09:00");
    let met = open[..1].to_vec();
    let papers = vec![crate::fixture::paper("p1", crate::case::PaperForm::Copy)];
    play.done(Who::Clerk, Command::HandInCorrections { met, papers });
    play.ask(vec![demand("p2", Some(open[1]))]).expect("the same once more");
    play
}

fn answered(matter: Matter, command: Command) -> Play {
    let mut play = Play::received(matter, "2026-03-02 09:00");
    altered(&mut play, matter, |content| content.papers = Matter::License.content().papers);
    play.done(Who::Clerk, command);
    play
}

fn extended_by_government() -> Play {
    let mut play = Play::accepted(Matter::Government, "2026-03-02 09:00");
    let extend = Command::Extend { days: 15, reasons: reasons(), by_government: true };
    play.done(Who::GovernmentOffice, extend);
    play
}

fn reported(level: DecisionLevel) -> Play {
    let mut play = Play::examined(Matter::Government, "2026-03-02 09:00");
    altered(&mut play, Matter::Government, |content| content.decision_level = level);
    play.done(Who::Chief, Command::SubmitUpward { to: text("四川省公安厅"), opinion: reasons() });
    play
}

fn extended(paused: bool) -> Play {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    if paused {
        let (ground, on) = (ProcedureGround::ExpertReview, day("2026-03-02"));
        play.done(Who::Chief, Command::StartPause { ground, needed_days: 10, on });
    }
    play.done(Who::Principal, Command::Extend { days: 10, reasons: reasons(), by_government: false });
    play
}

fn paused(ground: ProcedureGround) -> Play {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    play.done(Who::Chief, Command::StartPause { ground, needed_days: 10, on: day("2026-03-02") });
    play
}

fn reissued() -> Play {
    let mut play = corrected();
    let document = play.void(DocumentKind::AcceptanceNotice).expect("a void number");
    play.done(Who::Chief, Command::Reissue { document });
    play
}

/// Told that what was granted is to be taken back, and heard.
pub(super) fn hear_the_holder(play: &mut Play) {
    let party = crate::fixture::id(daowei_ident::PartyId::from_parts, 1);
    play.done(Who::Reviewer, Command::InformInterested { party, what: reasons() });
    play.serve(Who::Clerk, DocumentKind::InterestedNotice, day("2026-03-02")).expect("service");
    let given = crate::case::StatementGiven::Stated(text("不同意撤销"));
    play.done(Who::Reviewer, Command::RecordStatement { party, given });
}

fn second(matter: Matter, first: Outcome, kind: InstrumentKind, outcome: Outcome) -> Play {
    let mut play = Play::examined(matter, "2026-03-02 09:00");
    play.decide(Who::Chief, first).expect("a decision");
    let (organ, number) = match kind {
        InstrumentKind::Judgment => ("资阳市雁江区人民法院", "（2026）川2002行初1号"),
        InstrumentKind::SelfCorrection => ("资阳市市场监督管理局", "资市监纠〔2026〕1号"),
        _ => ("资阳市人民政府", "资府复决〔2026〕3号"),
    };
    if first == Outcome::Grant && kind == InstrumentKind::SelfCorrection {
        hear_the_holder(&mut play);
    }
    play.done(Who::Principal, again(instrument(kind, organ, number), outcome));
    play
}

/// Every kind of document, for a license and for what is none, in files for a reader: `tests/golden/forms`.
#[test]
fn every_form_is_written_out_for_a_reader() {
    use DocumentKind as Kind;
    use InstrumentKind::{Judgment, Reconsideration, SelfCorrection};
    use Matter::{Confirmation, License};
    use Outcome::{Grant, Refuse};
    let (organ, why) = (|| text("市公安局"), reasons);
    let not_competent = || Command::NotCompetent { organ: organ(), reasons: why() };
    let ended = |matter, ground| {
        let mut play = Play::accepted(matter, "2026-03-02 09:00");
        play.done(Who::Chief, Command::Terminate { ground, reasons: why() });
        play
    };
    let withdrawn = |matter| {
        let mut play = Play::accepted(matter, "2026-03-02 09:00");
        play.done(Who::Clerk, Command::Withdraw { form: text("撤回申请书"), files: Vec::new() });
        play
    };
    let confirmed = || Play::decided(Confirmation, "2026-03-02 09:00");
    let refused = |matter| {
        let mut play = Play::examined(matter, "2026-03-02 09:00");
        play.decide(Who::Chief, Refuse).expect("a decision");
        play
    };
    let uncertified = || {
        let mut play = Play::examined(License, "2026-03-02 09:00");
        altered(&mut play, License, |content| {
            content.result_name = String::new();
            content.result_months = None;
        });
        play.decide(Who::Chief, Grant).expect("a decision");
        play
    };
    let without_phones = |of_organ: bool| {
        let mut play = Play::received(License, "2026-03-02 09:00");
        let organ = play.city.facts.departments.get_mut(&Organ::Market.id()).expect("an organ");
        organ.consult_phone = of_organ.then(|| "028-00001102".to_owned());
        organ.complaint_phone = of_organ.then(|| "028-00001000".to_owned());
        altered(&mut play, License, |content| {
            content.consult_phone = String::new();
            content.complaint_phone = String::new();
        });
        play.done(Who::Clerk, Command::Accept);
        play
    };
    let owed = || {
        let mut play = Play::received(License, "2026-03-02 09:00");
        play.pass("2026-03-12 09:00");
        play.done(Who::Clerk, Command::Accept);
        play
    };
    let unlisted = |command| {
        let mut play = Play::new(None, "2026-03-02 09:00");
        let opening = play.opening();
        play.receive(&play.city.staff(Who::Clerk), opening).expect("papers are received");
        play.done(Who::Clerk, command);
        play
    };
    let not_accept = || Command::NotAccept { reasons: why() };
    let not_required = || Command::NotRequired { reasons: why() };
    let forms: Vec<(&str, Play, Kind)> = vec![
        ("receipt.license", Play::received(License, "2026-03-06 18:30"), Kind::Receipt),
        ("receipt.other", Play::received(Confirmation, "2026-03-06 18:30"), Kind::Receipt),
        (
            "correction.other",
            answered(Confirmation, Command::RequestCorrection(vec![demand("p1", None)])),
            Kind::CorrectionNotice,
        ),
        (
            "correction.license",
            answered(License, Command::RequestCorrection(vec![demand("p1", None)])),
            Kind::CorrectionNotice,
        ),
        ("correction.license.again", asked_twice(License), Kind::CorrectionNotice),
        ("correction.other.again", asked_twice(Confirmation), Kind::CorrectionNotice),
        ("not_required.license", answered(License, not_required()), Kind::NotRequiredNotice),
        ("not_required.other", answered(Confirmation, not_required()), Kind::NotRequiredNotice),
        ("not_required.unlisted", unlisted(not_required()), Kind::NotRequiredNotice),
        ("not_competent.license", answered(License, not_competent()), Kind::NotCompetentNotice),
        ("not_competent.other", answered(Confirmation, not_competent()), Kind::NotCompetentNotice),
        ("not_accepted.license", answered(License, not_accept()), Kind::NonAcceptance),
        ("not_accepted.other", answered(Confirmation, not_accept()), Kind::NonAcceptance),
        ("not_accepted.unlisted", unlisted(not_accept()), Kind::NonAcceptance),
        ("acceptance.license", Play::accepted(License, "2026-03-02 09:00"), Kind::AcceptanceNotice),
        ("acceptance.license.without_phones", without_phones(false), Kind::AcceptanceNotice),
        ("acceptance.license.phones_of_the_organ", without_phones(true), Kind::AcceptanceNotice),
        ("acceptance.license.owed", owed(), Kind::AcceptanceNotice),
        ("acceptance.other", Play::accepted(Confirmation, "2026-03-02 09:00"), Kind::AcceptanceNotice),
        ("on_the_spot.license.grant", on_the_spot(PowerType::License, Grant), Kind::OnTheSpotDecision),
        ("on_the_spot.service.grant", on_the_spot(PowerType::PublicService, Grant), Kind::OnTheSpotDecision),
        (
            "on_the_spot.service.refuse",
            on_the_spot(PowerType::PublicService, Refuse),
            Kind::OnTheSpotDecision,
        ),
        (
            "on_the_spot.confirmation.refuse",
            on_the_spot(PowerType::Confirmation, Refuse),
            Kind::OnTheSpotDecision,
        ),
        ("on_the_spot.license.refuse", on_the_spot(PowerType::License, Refuse), Kind::OnTheSpotDecision),
        ("upward.license", replied(Grant), Kind::UpwardReport),
        ("upward.license.superior", reported(DecisionLevel::SuperiorOrgan), Kind::UpwardReport),
        ("pause.license.law", paused(ProcedureGround::ExpertReview), Kind::PauseNotice),
        ("pause.license.promise_only", paused(ProcedureGround::SiteSurvey), Kind::PauseNotice),
        ("extension.license", extended(false), Kind::ExtensionNotice),
        ("extension.license.while_paused", extended(true), Kind::ExtensionNotice),
        ("extension.license.by_government", extended_by_government(), Kind::ExtensionNotice),
        ("grant.license", Play::decided(License, "2026-03-02 09:00"), Kind::GrantDecision),
        ("grant.license.without_certificate", uncertified(), Kind::GrantDecision),
        ("grant.license.decided_above", replied(Grant), Kind::GrantDecision),
        (
            "grant.license.after_reconsideration",
            second(License, Refuse, Reconsideration, Grant),
            Kind::GrantDecision,
        ),
        ("grant.other", confirmed(), Kind::GrantDecision),
        ("refusal.license", refused(License), Kind::RefusalDecision),
        ("refusal.license.decided_above", replied(Refuse), Kind::RefusalDecision),
        ("refusal.license.after_judgment", second(License, Refuse, Judgment, Refuse), Kind::RefusalDecision),
        ("refusal.other", refused(Confirmation), Kind::RefusalDecision),
        (
            "revocation.license.self_correction",
            second(License, Grant, SelfCorrection, Refuse),
            Kind::RevocationDecision,
        ),
        ("revocation.license.judgment", second(License, Grant, Judgment, Refuse), Kind::RevocationDecision),
        (
            "revocation.other.judgment",
            second(Confirmation, Grant, Judgment, Refuse),
            Kind::RevocationDecision,
        ),
        (
            "revocation.other.self_correction",
            second(Confirmation, Grant, SelfCorrection, Refuse),
            Kind::RevocationDecision,
        ),
        ("interested.license", concerned(License), Kind::InterestedNotice),
        ("interested.other", concerned(Confirmation), Kind::InterestedNotice),
        ("interested.license.holder", second(License, Grant, SelfCorrection, Refuse), Kind::InterestedNotice),
        ("grant.license.concerning_others", heard(), Kind::GrantDecision),
        ("grant.license.collective", collective(), Kind::GrantDecision),
        ("upward.license.collective", collective(), Kind::UpwardReport),
        ("withdrawal.license", withdrawn(License), Kind::WithdrawalNotice),
        ("withdrawal.other", withdrawn(Confirmation), Kind::WithdrawalNotice),
        ("termination.license", ended(License, TerminationGround::ApplicantGone), Kind::TerminationNotice),
        ("termination.other", ended(Confirmation, TerminationGround::ApplicantGone), Kind::TerminationNotice),
        ("correction_deed", corrected(), Kind::CorrectionDeed),
        ("service_confirmation.mail", confirming(Service::Mail), Kind::ServiceConfirmation),
        ("service_confirmation.electronic", confirming(Service::Electronic), Kind::ServiceConfirmation),
        ("service_confirmation.agent", confirming(Service::ByAgent), Kind::ServiceConfirmation),
        ("acceptance.license.reissued", reissued(), Kind::AcceptanceNotice),
    ];
    let kinds: std::collections::BTreeSet<_> = forms.iter().map(|(_, _, kind)| *kind).collect();
    assert_eq!(kinds.len(), DocumentKind::ALL.len(), "every kind is there");
    let mut differ = Vec::new();
    for (name, play, kind) in &forms {
        let text = paper(play, *kind);
        let path = format!("{}/tests/golden/forms/{name}.txt", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, &text).expect("a golden file is written");
        }
        if std::fs::read_to_string(&path).ok().as_deref() != Some(text.as_str()) {
            differ.push(*name);
        }
        let item = play.matter.and_then(|matter| play.city.item(matter));
        let license = item.and_then(|item| item.newest()).is_some_and(|version| version.content.is_license());
        assert!(license || name.contains("unlisted") || !text.contains("行政许可法"), "{name}:\n{text}");
        let bare =
            |line: &str| line.starts_with('　') && line.ends_with('：') && !line.contains(['，', '。']);
        assert!(
            !text.lines().any(bare),
            "{name} has a label without content:
{text}"
        );
    }
    assert!(differ.is_empty(), "UPDATE_GOLDEN=1 writes anew, read each: {differ:?}");
}

/// 送达地址确认书, by each way that one signs for.
fn confirming(service: Service) -> Play {
    let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
    let mut command = play.opening();
    command.parties.push(party(2, PartyRole::Representative));
    play.receive(&play.city.staff(Who::Clerk), command).expect("papers are received");
    play.done(Who::Clerk, Command::ConfirmService(confirms(1, service)));
    play
}

/// A neighbor was heard, and it was granted.
fn heard() -> Play {
    let mut play = concerned(Matter::License);
    play.serve(Who::Clerk, DocumentKind::InterestedNotice, day("2026-03-02")).expect("service");
    let party = crate::fixture::id(daowei_ident::PartyId::from_parts, 2);
    let given = crate::case::StatementGiven::Stated(text("不同意"));
    play.done(Who::Reviewer, Command::RecordStatement { party, given });
    play.done(Who::Clerk, Command::Accept);
    for (who, step) in
        [(Who::Reviewer, "examine"), (Who::SecondReviewer, "verify"), (Who::DeputyLeader, "check")]
    {
        play.examine(who, step, crate::case::Verdict::Favor).expect("a step of review");
    }
    play.decide(Who::Chief, Outcome::Grant).expect("a decision");
    play
}

/// Discussed by the organ's own leaders together, and granted.
fn collective() -> Play {
    let mut play = Play::received(Matter::Government, "2026-03-02 09:00");
    altered(&mut play, Matter::Government, |content| content.decision_level = DecisionLevel::Collective);
    play.done(Who::Clerk, Command::Accept);
    for (who, step) in
        [(Who::Reviewer, "examine"), (Who::SecondReviewer, "verify"), (Who::DeputyLeader, "check")]
    {
        play.examine(who, step, crate::case::Verdict::Favor).expect("a step of review");
    }
    play.done(Who::Chief, Command::SubmitUpward { to: text("资阳市市场监督管理局"), opinion: reasons() });
    let (number, on) = (text("资市监办会〔2026〕3号"), day("2026-03-02"));
    play.done(Who::Chief, Command::RecordReply { outcome: Outcome::Grant, number, on, recourse: None });
    play.decide(Who::Chief, Outcome::Grant).expect("as was discussed");
    play
}

/// It concerns a neighbor.
fn concerned(matter: Matter) -> Play {
    let mut play = Play::new(Some(matter), "2026-03-02 09:00");
    let mut command = play.opening();
    command.parties.push(crate::fixture::party(2, crate::case::PartyRole::Interested));
    play.receive(&play.city.staff(Who::Clerk), command).expect("papers are received");
    let party = crate::fixture::id(daowei_ident::PartyId::from_parts, 2);
    let what = reasons();
    play.done(Who::Reviewer, Command::InformInterested { party, what });
    play
}

/// A slip in a notice of acceptance put right.
fn corrected() -> Play {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    let document = play.document(DocumentKind::AcceptanceNotice);
    let target = crate::case::Correction::Document {
        document,
        written: vec!["甲路1号".to_owned()],
        slips: Vec::new(),
    };
    let (subject, old, new) = (text("地址"), text("甲路1号"), text("甲路2号"));
    play.done(Who::Chief, Command::Correct { target, subject, old, new, reasons: reasons() });
    play
}

#[test]
fn the_operative_words_are_those_of_the_outcome_and_of_the_power() {
    let cases = [
        (PowerType::License, Outcome::Grant, "本机关决定：准予行政许可。"),
        (PowerType::License, Outcome::Refuse, "本机关决定：不予行政许可。"),
        (PowerType::Confirmation, Outcome::Grant, "本机关决定：予以行政确认。"),
        (PowerType::Benefit, Outcome::Refuse, "本机关决定：不予行政给付。"),
        (PowerType::PublicService, Outcome::Refuse, "本机关决定：不予办理。"),
    ];
    for (power, outcome, words) in cases {
        let text = paper(&on_the_spot(power, outcome), DocumentKind::OnTheSpotDecision);
        says(&text, &[words, "收件时间（办理开始时间）：2026年3月2日 09:05", "兼作收件凭证"]);
        assert_eq!(text.contains("申请行政复议"), outcome == Outcome::Refuse, "{text}");
    }
}

#[test]
fn what_was_decided_above_names_the_reply_and_its_own_remedies() {
    let text = paper(&replied(Outcome::Refuse), DocumentKind::RefusalDecision);
    says(&text, &["按照资阳市人民政府资府函〔2026〕8号审定意见，现决定：不予行政许可。"]);
    says(&text, &["向四川省人民政府申请行政复议", "向资阳市雁江区人民法院提起行政诉讼", "第三十八条第二款"]);
    assert!(!text.contains("中级人民法院"), "{text}");
}

#[test]
fn a_license_without_a_certificate_is_issued_all_the_same() {
    let mut play = Play::examined(Matter::License, "2026-03-02 09:00");
    altered(&mut play, Matter::License, |content| content.result_name = String::new());
    play.decide(Who::Chief, Outcome::Grant).expect("a decision");
    assert!(play.case().decision().is_some_and(|decision| decision.license.is_some()));
    let other = Play::decided(Matter::Confirmation, "2026-03-02 09:00");
    assert!(other.case().decision().is_some_and(|decision| decision.license.is_none()));
}

#[test]
fn a_vertical_organ_quotes_no_article_on_departments_of_a_government() {
    let play = Play::received(Matter::License, "2026-03-02 09:00");
    let mut organ = play.city.facts.departments[&Organ::Market.id()].clone();
    organ.managed = crate::organization::Managed::Vertical;
    organ.review_organ = Some("四川省某局".to_owned());
    let remedies = crate::case::remedies(&organ, day("2026-03-02")).expect("remedies");
    assert!(remedies.basis.contains("第二十条") && !remedies.basis.contains("第二十四条"));
}
