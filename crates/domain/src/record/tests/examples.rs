//! One event of every kind, brought about by the rules themselves.

mod changes;
mod foreign;
mod hall;

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use daowei_calendar::{CalendarData, CalendarRow, LocalKind, LocalOverlay, LocalRow, RowKind};
use daowei_ident::{DocumentNumber, SectionId};
use serde::Serialize;
use serde_json::Value;

use crate::authority::letter;
use crate::calendar::{self, Almanac};
use crate::case::{
    Command, ConfirmService, DocumentKind, Event, InstrumentGiven, InstrumentKind, Irregular, IrregularKind,
    Late, MandateGiven, Outcome, PaperForm, PartyGiven, PartyRole, SealKind, Service, TerminationGround,
    Verdict,
};
use crate::catalog::{self, Origin, ProcedureGround};
use crate::fixture::{
    City, Counter, Matter, Organ, Play, Who, at, compile, confirms, correction, day, demand, division, id,
    paper, party, reasons, text,
};
use crate::organization::department::{self, Established, SectionMode};
use crate::organization::person::{self, Command as Roster, Registered};
use crate::organization::window::{self, Opened};
use crate::organization::{Employment, EmploymentKind, Leadership, Managed, Section, Validity, WindowKind};
use crate::setting::{self, Key};
use crate::{license, rule::Refusal};

/// The fullest example of that kind.
pub(super) fn of(kind: &str) -> Option<Value> {
    static ALL: LazyLock<Vec<Value>> = LazyLock::new(all);
    let of_kind = ALL.iter().filter(|event| event.get("kind").and_then(Value::as_str) == Some(kind));
    of_kind.max_by_key(|event| event.to_string().len()).cloned()
}

fn all() -> Vec<Value> {
    let mut events = Vec::new();
    for play in
        [granted(), refused(), corrected(), outage(), on_the_spot(), answered(0), answered(1), answered(2)]
    {
        events.extend(play.records.iter().map(|record| written(&record.event)));
    }
    for play in [deemed(), paused(), ended(), irregular(), set_right(), heard(), filed()] {
        events.extend(play.records.iter().map(|record| written(&record.event)));
    }
    events.extend(organization());
    events.extend(lists());
    events.extend(licenses(&granted()));
    events.extend(hall::events());
    events.extend(foreign::events());
    events.extend(changes::events());
    events
}

fn written<E: Serialize>(event: &E) -> Value {
    serde_json::to_value(event).expect("an event is written")
}

fn put<E: Serialize>(events: &mut Vec<Value>, made: Result<Vec<E>, Refusal>) {
    events.extend(made.expect("the rules allow it").iter().map(written));
}

fn granted() -> Play {
    let mut play = Play::sealed(Matter::License, "2026-03-02 09:00");
    play.deliver(Who::Clerk, day("2026-03-02")).expect("delivery");
    play.serve(Who::Clerk, DocumentKind::AcceptanceNotice, day("2026-03-02"))
        .expect("the notice of acceptance");
    let (file, retention_years) = (text("2026-0001"), Some(10));
    play.done(Who::Clerk, Command::Archive { file, pages: 30, retention_years });
    let instrument = InstrumentGiven {
        kind: InstrumentKind::Reconsideration,
        organ: text("资阳市人民政府"),
        number: text("资府复决〔2026〕3号"),
        on: day("2026-03-02"),
    };
    let (reply, outcome) = (None, Outcome::Refuse);
    play.done(
        Who::Principal,
        Command::Redecide { instrument, reply, outcome, reasons: reasons(), grounds: Vec::new() },
    );
    play
}

fn filed() -> Play {
    let mut play = Play::sealed(Matter::License, "2026-03-02 09:00");
    let (scan, signed) = (play.sent(1), play.sent(2));
    play.done(Who::Assistant, Command::ScanPaper { paper: Some("p1".to_owned()), files: vec![scan] });
    let document = play.document(DocumentKind::GrantDecision);
    play.done(Who::Chief, Command::ScanSigned { document, file: signed, reasons: None });
    play.deliver(Who::Clerk, day("2026-03-02")).expect("delivery");
    let files = vec![play.sent(3)];
    play.done(Who::Clerk, Command::ScanProof { document, files, reasons: None });
    let held: Vec<String> = play.case().held_originals().map(str::to_owned).collect();
    play.done(Who::Clerk, Command::ReturnOriginals { papers: held, recipient: text("张三") });
    play
}

fn refused() -> Play {
    let mut play = Play::examined(Matter::Government, "2026-03-02 09:00");
    play.done(Who::Chief, Command::SubmitUpward { to: text("资阳市人民政府"), opinion: reasons() });
    let number = text("资府函〔2026〕8号");
    let outcome = Outcome::Refuse;
    play.done(
        Who::Chief,
        Command::RecordReply {
            outcome,
            number,
            on: day("2026-03-02"),
            recourse: Some(crate::fixture::recourse()),
        },
    );
    play.decide(Who::Chief, outcome).expect("a decision");
    play
}

fn corrected() -> Play {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    play.done(Who::Clerk, Command::RecordPapers(vec![paper("p2", PaperForm::Copy)]));
    let by = play.case().applicant().expect("an applicant").id;
    let (what, line) = (text("申请书经营面积由30改为36平方米"), Some("p1".to_owned()));
    play.done(Who::Clerk, Command::PutRight { what, by, paper: line });
    play.ask(vec![demand("p1", None), demand("p2", None)]).expect("a notice, sealed and served");
    play.pass("2026-04-10 09:00");
    let met = play.case().unmet().take(1).map(|demand| demand.id).collect();
    play.done(Who::Clerk, Command::HandInCorrections { met, papers: vec![paper("p1", PaperForm::Copy)] });
    let old = play.case().unmet().next().map(|demand| demand.id);
    play.done(Who::Clerk, Command::RequestCorrection(vec![demand("p2", old)]));
    play
}

fn set_right() -> Play {
    let mut play = Play::new(None, "2026-03-02 09:00");
    let opening = play.opening();
    play.receive(&play.city.staff(Who::Clerk), opening).expect("a receipt");
    let papers = vec![paper("p1", PaperForm::OriginalTaken), paper("p2", PaperForm::Exempt)];
    let (item, reasons) = (Matter::License.id(), reasons());
    play.done(Who::Clerk, Command::SetItem { item, papers, reasons });
    play
}

fn outage() -> Play {
    let mut play = Play::new(Some(Matter::License), "2026-03-02 15:00");
    let mut command = play.opening();
    command.received_at = at("2026-03-02 09:00");
    command.late = Some(Late {
        slip: Some(text("应急收件单第7号")),
        reason: text("停电期间以纸质收件单收件，今日补录"),
    });
    command.parties.push(party(2, PartyRole::Representative));
    play.receive(&play.city.staff(Who::Clerk), command).expect("a receipt");
    let (scope, paper) = (text("代为提交申请材料"), text("授权委托书原件一份"));
    let given = MandateGiven { scope, from: day("2026-03-01"), to: Some(day("2026-12-31")), paper };
    let reasons = Some(text("申请人取消原委托，改为委托签收文书"));
    let replaced = party(2, PartyRole::Representative).id;
    play.done(Who::Clerk, Command::RecordMandate { party: replaced, given, same: false, reasons });
    let (scope, paper) = (text("代为签收文书"), text("授权委托书原件一份"));
    let mandate = Some(MandateGiven { scope, from: day("2026-03-01"), to: Some(day("2026-12-31")), paper });
    let agent = PartyGiven { mandate, ..party(7, PartyRole::Representative) };
    play.done(Who::Clerk, Command::AddAgent { agent, known: false });
    play
}

fn on_the_spot() -> Play {
    let mut play = Play::received(Matter::Instant, "2026-03-02 09:00");
    play.done(
        Who::Chief,
        Command::DecideOnTheSpot { outcome: Outcome::Refuse, reasons: reasons(), grounds: Vec::new() },
    );
    play
}

fn answered(how: u8) -> Play {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    let command = match how {
        0 => Command::NotRequired { reasons: reasons() },
        1 => Command::NotCompetent { organ: text("市公安局"), reasons: reasons() },
        _ => Command::NotAccept { reasons: reasons() },
    };
    play.done(Who::Clerk, command);
    play
}

fn deemed() -> Play {
    let mut play = Play::received(Matter::Separated, "2026-03-02 09:00");
    play.pass("2026-03-16 09:00");
    play.done(Who::Clerk, Command::Accept);
    play.examine(Who::Reviewer, "examine", Verdict::Favor).expect("a step");
    let national = CalendarData::national();
    let closed =
        CalendarRow { date: day("2026-03-20"), kind: RowKind::Holiday, name: "临时放假".to_owned() };
    let covers = BTreeSet::new();
    let notice =
        CalendarData { version: "cn-2026b".to_owned(), covers, learned_at: None, rows: vec![closed] };
    play.city.calendar = Arc::new(compile(&national.amended_by(&notice)));
    play.done(Who::CenterManager, Command::Recompute);
    play.done(Who::Chief, Command::Reassign { to: Who::SecondReviewer.person(), reasons: reasons() });
    play.examine(Who::DeputyLeader, "verify", Verdict::Favor).expect("taken over");
    play
}

fn paused() -> Play {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    let ground = ProcedureGround::ExpertReview;
    play.done(Who::Chief, Command::StartPause { ground, needed_days: 10, on: day("2026-03-02") });
    play.serve(Who::Clerk, DocumentKind::PauseNotice, day("2026-03-02")).expect("service");
    play.pass("2026-03-10 09:00");
    let pause = play.case().open_pause().expect("a pause").id;
    play.done(Who::Chief, Command::EndPause { pause, on: day("2026-03-10"), deduct: true });
    play.done(Who::Principal, Command::Extend { days: 10, reasons: reasons(), by_government: false });
    play.serve(Who::Clerk, DocumentKind::ExtensionNotice, day("2026-03-10")).expect("service");
    let (old, new) = (text("028-26110001"), text("028-26110002"));
    let target = correction(1, |record| record.phone = Some("028-26110002".parse().expect("a telephone")));
    let subject = text("申请人联系电话");
    play.done(Who::Chief, Command::Correct { target, subject, old, new, reasons: reasons() });
    let document = play.document(DocumentKind::AcceptanceNotice);
    play.seal(Who::Chief, document, SealKind::Approval).expect("a seal");
    play.done(Who::Clerk, Command::ConfirmService(confirms(1, Service::Mail)));
    let again = ConfirmService { reasons: Some(reasons()), ..confirms(1, Service::Electronic) };
    play.done(Who::Clerk, Command::ConfirmService(again));
    let document = play.document(DocumentKind::ServiceConfirmation);
    let by = id(daowei_ident::PartyId::from_parts, 1);
    play.done(Who::Clerk, Command::SignConfirmation { document, by });
    let document = play.void(DocumentKind::ExtensionNotice).expect("void");
    play.done(Who::Chief, Command::Reissue { document });
    play.done(Who::Clerk, Command::Withdraw { form: text("申请人签名的撤回申请书"), files: Vec::new() });
    play
}

fn heard() -> Play {
    let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
    let mut command = play.opening();
    command.parties.push(party(2, PartyRole::Interested));
    play.receive(&play.city.staff(Who::Clerk), command).expect("papers are received");
    let party = id(daowei_ident::PartyId::from_parts, 2);
    play.done(Who::Reviewer, Command::InformInterested { party, what: reasons() });
    play.serve(Who::Clerk, DocumentKind::InterestedNotice, day("2026-03-02")).expect("service");
    play.done(
        Who::Reviewer,
        Command::RecordStatement { party, given: crate::case::StatementGiven::Stated(reasons()) },
    );
    play
}

fn ended() -> Play {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    let ground = TerminationGround::EnteredInError;
    play.twin("512000101260302000002");
    let why = text("与办件512000101260302000002重复登记，按该件办理");
    play.done(Who::Chief, Command::Terminate { ground, reasons: why });
    play
}

fn irregular() -> Play {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    play.done(
        Who::Chief,
        Command::RecordIrregular(Irregular {
            what: IrregularKind::GrantedElsewhere,
            place: text("局机关三楼"),
            person: text("王某"),
            decider: Some(Who::Chief.person()),
            recipient: None,
            on: day("2026-03-02"),
            evidence: text("纸质决定书复印件"),
        }),
    );
    play
}

fn organization() -> Vec<Value> {
    let mut events = Vec::new();
    let city = City::new();
    let organ = &city.facts.departments[&Organ::Market.id()];
    put(
        &mut events,
        department::establish(
            Established {
                department: id(daowei_ident::DepartmentId::from_parts, 99),
                unit: 199,
                name: "资阳市数据局".to_owned(),
                short_name: "资数".to_owned(),
                credit_code: Some("91350100M000100Y43".parse().expect("a credit code")),
                division: division(),
                line: "data".to_owned(),
                managed: Managed::Municipal,
                review_organ: Some("资阳市人民政府".to_owned()),
                court: Some("资阳市雁江区人民法院".to_owned()),
                consult_phone: Some("028-00001102".to_owned()),
                complaint_phone: Some("028-00001000".to_owned()),
                validity: Validity { from: day("2026-03-02"), to: Some(day("2030-01-01")) },
                predecessors: vec![Organ::Center.id()],
                source: "departments.csv:99".to_owned(),
            },
            city.facts.departments.values(),
        ),
    );
    let changed = department::Changed {
        name: "资阳市数据和政务服务局".to_owned(),
        credit_code: Some("91350100M000100Y43".parse().expect("a credit code")),
        line: "data".to_owned(),
        managed: Managed::Municipal,
        review_organ: Some("资阳市人民政府".to_owned()),
        court: Some("资阳市雁江区人民法院".to_owned()),
        consult_phone: Some("028-00001102".to_owned()),
        complaint_phone: Some("028-00001000".to_owned()),
        validity: Validity { from: day("2026-03-02"), to: Some(day("2030-01-01")) },
        predecessors: vec![Organ::Center.id()],
        document: "资编发〔2026〕3号".to_owned(),
        source: "departments.csv:99".to_owned(),
    };
    put(&mut events, department::decide(organ, department::Command::Change { changed, today: None }));
    let section = Section {
        id: id(SectionId::from_parts, 1),
        name: "行政审批科".to_owned(),
        mode: SectionMode::Standalone,
        document: Some("资编发〔2017〕40号".to_owned()),
    };
    put(&mut events, department::decide(organ, department::Command::ArrangeSection(section)));
    let validity = Validity::since(day("2026-03-02"));
    let (person, leadership) = (Who::Chief.person(), Leadership::DeputyInCharge);
    let lead = department::Command::AppointLeader { person, leadership, validity };
    put(&mut events, department::decide(organ, lead));
    let succeed = department::Command::Succeed {
        by: Organ::Housing.id(),
        on: day("2026-03-02"),
        document: "资编发〔2026〕5号".to_owned(),
        recorder: None,
        today: None,
    };
    put(&mut events, department::decide(organ, succeed));

    let window = &city.facts.windows[&Counter::Composite.id()];
    put(
        &mut events,
        window::open(
            Opened {
                window: window.id,
                number: "A09".to_owned(),
                kind: WindowKind::Issue,
                serves: window.serves.clone(),
                place: "二楼".to_owned(),
                division: division(),
                validity,
            },
            None,
        ),
    );
    let serve = |organs: &[Organ], by| window::Command::Serve {
        serves: organs.iter().map(|organ| organ.id()).collect(),
        by,
    };
    put(&mut events, window::decide(window, serve(&[Organ::Market], None)));
    let alone = window::Window { serves: BTreeSet::from([Organ::Market.id()]), ..window.clone() };
    let proposed =
        window::decide(&alone, serve(&[Organ::Market, Organ::Housing], Some(Who::CenterManager.person())));
    let proposed = proposed.expect("a proposal");
    let waiting = proposed.iter().fold(Some(alone), window::Window::apply).expect("a window");
    put(&mut events, Ok(proposed));
    let agree = window::Command::Agree { department: Organ::Housing.id(), by: Who::Principal.person() };
    put(&mut events, window::decide(&waiting, agree));
    put(&mut events, window::decide(window, window::Command::Close { on: day("2026-03-02") }));

    let clerk = &city.facts.people[&Who::Clerk.person()];
    let employment = Employment {
        kind: EmploymentKind::Seconded,
        approval: Some("资府办函〔2026〕9号".to_owned()),
        validity,
    };
    put(
        &mut events,
        person::register(
            Registered {
                person: clerk.id,
                staff_number: "0099".to_owned(),
                name: clerk.name.clone(),
                department: clerk.department,
                employment: employment.clone(),
            },
            city.facts.people.values(),
        ),
    );
    let post = clerk.posts[&Who::Clerk.post()].clone();
    let on = day("2026-03-02");
    put(&mut events, person::decide(clerk, Roster::EndPost { post: post.id, on, by: None }));
    let manager = &city.facts.people[&Who::CenterManager.person()];
    let (guarded, by) = (Who::CenterManager.post(), Some(Who::SystemAdministrator.person()));
    put(&mut events, person::decide(manager, Roster::EndPost { post: guarded, on, by }));
    let change = |by| Roster::ChangeEmployment { employment: employment.clone(), today: on, by };
    put(&mut events, person::decide(manager, change(by)));
    let post = crate::organization::Post { section: Some(id(SectionId::from_parts, 1)), ..post };
    let by = Who::CenterManager.person();
    put(&mut events, person::decide(clerk, Roster::Propose { post: post.clone(), by }));
    put(&mut events, person::decide(clerk, Roster::Appoint(post)));
    put(&mut events, person::decide(clerk, change(None)));
    put(&mut events, person::decide(clerk, Roster::RecordAbsence { validity, today: on, reason: None }));

    let held = &city.facts.letters[&Who::Deputy.letter()];
    let holder = &city.facts.people[&Who::Deputy.person()];
    let draft = letter::Signed {
        letter: held.id,
        number: held.number.clone(),
        department: held.department,
        signer: held.signer,
        holder: held.holder,
        grants: held.grants.clone(),
        validity: Validity { from: on, to: Some(day("2027-01-01")) },
        signed_on: on,
        deputy_of: held.deputy_of,
    };
    put(&mut events, letter::sign(draft, organ, holder, on, |_| true, []));
    let revoke = letter::Command::Revoke { reason: text("工作调整，另行授权他人办理") };
    put(&mut events, letter::decide(held, revoke, at("2026-03-02 09:00")));
    events
}

fn lists() -> Vec<Value> {
    let mut events = Vec::new();
    let (item, document) = (Matter::License.item(), "资府发〔2026〕1号".to_owned());
    let (on, content) = (day("2026-03-02"), Box::new(Matter::License.content()));
    let origin =
        Origin::Change { id: id(daowei_ident::ListChangeId::from_parts, 1), document: document.clone() };
    let validity = Validity { from: on, to: Some(day("2027-01-01")) };
    put(&mut events, catalog::decide(&item, catalog::Command::RecordVersion { origin, validity, content }));
    put(
        &mut events,
        catalog::decide(
            &item,
            catalog::Command::End { reason: catalog::EndReason::Canceled, on, document: document.clone() },
        ),
    );
    put(&mut events, catalog::decide(&item, catalog::Command::StopByLaw { on, document: document.clone() }));
    let change =
        setting::Command::Change { key: Key::WarningDays, value: 2, from: on, document: document.clone() };
    put(&mut events, setting::decide(change, on));
    let rows = [
        ("2027-01-01", "元旦"),
        ("2027-02-05", "春节"),
        ("2027-02-06", "春节"),
        ("2027-02-07", "春节"),
        ("2027-02-08", "春节"),
        ("2027-04-05", "清明节"),
        ("2027-05-01", "劳动节"),
        ("2027-05-02", "劳动节"),
        ("2027-06-09", "端午节"),
        ("2027-09-15", "中秋节"),
        ("2027-10-01", "国庆节"),
        ("2027-10-02", "国庆节"),
        ("2027-10-03", "国庆节"),
    ];
    let row = |(date, name): (&str, &str)| CalendarRow {
        date: day(date),
        kind: RowKind::Holiday,
        name: name.to_owned(),
    };
    let rows = rows.into_iter().map(row).collect();
    let data = CalendarData {
        version: String::new(),
        covers: BTreeSet::from([2027]),
        learned_at: Some(at("2026-11-10 09:00")),
        rows,
    };
    let decide = |command| calendar::decide(&Almanac::shipped(), command, day("2026-03-02"));
    put(&mut events, decide(calendar::Command::Publish { data, document }));
    let rows = vec![LocalRow {
        date: day("2026-03-20"),
        kind: LocalKind::RestDay,
        name: "抗洪抢险".to_owned(),
        authority: "资府办函〔2026〕12号".to_owned(),
    }];
    let overlay = LocalOverlay { version: "ziyang-1".to_owned(), rows };
    put(&mut events, decide(calendar::Command::DecreeLocal(overlay)));
    events
}

/// The license that a decision issues, and what may become of it.
fn license_events(play: &Play) -> [license::Event; 4] {
    let case = play.case();
    let decided = play.records.iter().rev().find_map(|record| match &record.event {
        Event::Decided(decided) => decided.license.clone().map(|draft| (decided.document, draft)),
        _ => None,
    });
    let (document, draft) = decided.expect("a license");
    let issued = license::Issued {
        license: draft.license,
        number: DocumentNumber::new("资市监食许", 2026, 1).expect("a number"),
        name: draft.name,
        case: case.id,
        document,
        item: case.item,
        department: case.department,
        holder: case.applicant().expect("an applicant").clone(),
        valid_from: draft.valid_from,
        valid_until: draft.valid_until,
    };
    let superseded = license::Superseded { document, on: day("2026-03-02") };
    let revoked = license::Revoked { document, on: day("2026-03-02") };
    let (holder, on) = (issued.holder.clone(), day("2026-03-02"));
    let corrected = Box::new(license::HolderCorrected { holder, document, on });
    [license::Event::Issued(Box::new(issued)), superseded.into(), revoked.into(), corrected.into()]
}

fn licenses(play: &Play) -> Vec<Value> {
    license_events(play).iter().map(written).collect()
}
