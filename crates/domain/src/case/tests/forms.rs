//! What the papers say: numbers, dates, remedies, and nothing that the law wants said left out.

use std::collections::BTreeMap;

use daowei_ident::{DocumentId, TextId};

use crate::case::{
    Addressed, Case, Command, Deed, DocumentKind, Draft, Event, InstrumentGiven, InstrumentKind, Irregular,
    IrregularKind, Outcome, PaperForm, Parties, Print, Receive, Replaced, Service, TerminationGround, drafts,
    print, remedies,
};
use crate::catalog::{ExtensionRule, PowerType, ProcedureGround};
use crate::fixture::{Matter, Organ, Play, Who, at, day, demand, reasons, text};

/// The event that owed a document first.
fn owing(play: &Play, void: DocumentId) -> &Event {
    let owes = |event: &&Event| drafts(std::slice::from_ref(*event)).iter().any(|d| d.document == void);
    play.records.iter().map(|record| &record.event).find(owes).expect("an event that owes it")
}

fn replaced(case: &Case, void: DocumentId) -> Replaced {
    let number = |id| case.documents[&id].number.as_ref().map(ToString::to_string);
    let deeds = case.documents[&void].corrected_by.iter().map(|deed| Deed {
        number: number(*deed).expect("a number"),
        subject: "地址".to_owned(),
        old: "甲路1号".to_owned(),
        new: "甲路2号".to_owned(),
    });
    Replaced { number: number(void), deeds: deeds.collect() }
}

/// Where the fixtures confirm that documents go.
fn addressed(event: &Event) -> Option<Addressed> {
    let Event::ServiceConfirmed(confirmed) = event else { return None };
    confirmed.destination.as_ref().map(|_| Addressed {
        recipient: "张某某".to_owned(),
        phone: "13800138000".to_owned(),
        address: Some("四川省资阳市雁江区广场路1号".to_owned()),
        postcode: Some("641300".to_owned()),
        electronic: (confirmed.service == Service::Electronic).then(|| "zhang@example.cn".to_owned()),
    })
}

/// Prints every document of a case, in the order of the stream.
fn papers(play: &Play) -> Vec<(DocumentKind, String)> {
    let said = [
        "请补充签名并加盖公章",
        "市公安局",
        "资阳市人民政府",
        "地址",
        "资市监纠〔2026〕1号",
        "资阳市市场监督管理局",
        "房屋租赁合同复印件一份",
        "四川省公安厅",
        "资府函〔2026〕8号",
        "资府函〔2026〕9号",
        "资阳市雁江区人民法院",
        "（2026）川2002行初1号",
        "资府复决〔2026〕3号",
        "资市监办会〔2026〕3号",
        "甲路1号",
        "甲路2号",
    ];
    let said = said.map(text);
    let words: BTreeMap<TextId, String> = said
        .into_iter()
        .chain([reasons()])
        .map(|text| (text.reference().id, text.words().to_owned()))
        .collect();
    let item = play.matter.and_then(|matter| play.city.item(matter));
    let content = item.and_then(|item| item.newest()).map(|version| &version.content);
    let department = &play.city.facts.departments[&Organ::Market.id()];
    let parties = Parties {
        applicant: "资阳市示例餐饮有限公司".to_owned(),
        agent: Some("李某".to_owned()),
        interested: [(crate::fixture::id(daowei_ident::PartyId::from_parts, 2), "邻居王某".to_owned())]
            .into(),
    };
    let names = BTreeMap::from([(Who::Clerk.person(), "谭和".to_owned())]);
    let owed = play.records.iter().flat_map(|record| {
        drafts(std::slice::from_ref(&record.event)).into_iter().map(move |draft| (draft, record))
    });
    owed.map(|(draft, record)| {
        let document = &play.case().documents[&draft.document];
        // As it stood when it was printed.
        let place = play.records.iter().position(|other| std::ptr::eq(other, record)).expect("a place");
        let case = Case::fold(&play.records[..=place]).expect("a case");
        let (event, replaced) = match &record.event {
            Event::Reissued(anew) => (owing(play, anew.replaces), Some(replaced(&case, anew.replaces))),
            event => (event, None),
        };
        let extended = matches!(event, Event::Extended(_));
        let text = print(&Print {
            draft,
            number: document.number.as_ref(),
            on: document.on,
            event,
            case: &case,
            content,
            department,
            matter: play.case().matter.is_some().then_some("代理记账备案"),
            parties: &parties,
            addressed: addressed(event).as_ref(),
            words: &words,
            query_code: Some("7K3M9QXZ"),
            letter: Some("授005"),
            certificate: Some("资市监证〔2026〕7号"),
            revoked: Some("食品经营许可证（资市监证〔2026〕7号）"),
            approver: extended.then_some(match content.and_then(|content| content.extension) {
                Some(ExtensionRule::GovernmentHead { .. }) => {
                    "本级人民政府负责人（由资阳市人民政府办公室李某某登记）"
                }
                _ => "李某某（资阳市市场监督管理局主要负责人）",
            }),
            replaces: replaced.as_ref(),
            place: Some("市政务服务中心一楼"),
            officer: Some("张某"),
            names: &names,
        });
        (draft.kind, text)
    })
    .collect()
}

pub(super) fn paper(play: &Play, kind: DocumentKind) -> String {
    let mut of_kind = papers(play).into_iter().filter(|(printed, _)| *printed == kind);
    of_kind.next_back().map(|(_, text)| text).expect("a paper of that kind")
}

pub(super) fn says(text: &str, what: &[&str]) {
    for what in what {
        assert!(text.contains(what), "“{what}” is missing in:\n{text}");
    }
}

const REMEDIES: [&str; 3] =
    ["60日内向资阳市人民政府申请行政复议", "6个月内向资阳市雁江区人民法院提起行政诉讼", "第二十条"];

#[test]
fn a_receipt_says_that_it_is_no_acceptance() {
    let play = Play::received(Matter::License, "2026-03-06 18:30");
    let receipt = paper(&play, DocumentKind::Receipt);
    says(
        &receipt,
        &["收件凭证", "收件不等于受理", "512000101260306000001", "7K3M9QXZ", "申请书：收原件，1份"],
    );
    says(&receipt, &["2026年3月6日 18:30", "计为收件日：2026年3月9日", "一次性告知期限至：2026年3月16日"]);
}

#[test]
fn a_paper_says_when_the_application_really_came() {
    // A Friday evening, accepted at once: no day of it lies in the future.
    let mut play = Play::received(Matter::License, "2026-03-06 18:30");
    play.now = at("2026-03-06 19:00");
    play.done(Who::Clerk, Command::Accept);
    let notice = paper(&play, DocumentKind::AcceptanceNotice);
    says(&notice, &["于2026年3月6日", "受理日期：2026年3月6日"]);
    assert!(!notice.contains("2026年3月9日提"), "{notice}");
}

#[test]
fn an_acceptance_notice_names_both_ends_and_the_telephones() {
    let play = Play::accepted(Matter::License, "2026-03-02 09:00");
    let notice = paper(&play, DocumentKind::AcceptanceNotice);
    says(
        &notice,
        &["受理通知书", "资市监受〔2026〕1号", "受理日期：2026年3月2日", "028-26110000", "028-12345"],
    );
    says(&notice, &["承诺时限届满日：2026年3月16日", "法定时限届满日：2026年3月30日", "李某"]);
    let year_end = Play::accepted(Matter::License, "2026-12-21 09:00");
    says(&paper(&year_end, DocumentKind::AcceptanceNotice), &["（暂定）"]);
}

#[test]
fn the_owed_notice_carries_its_true_date_and_the_day_deemed() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    play.pass("2026-03-12 09:00");
    play.done(Who::Clerk, Command::Accept);
    let notice = paper(&play, DocumentKind::AcceptanceNotice);
    says(&notice, &["自2026年3月2日起视为受理", "制发日期为2026年3月12日", "法定时限届满日：2026年3月30日"]);
}

#[test]
fn a_correction_notice_lists_every_demand() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    play.done(Who::Clerk, Command::RequestCorrection(vec![demand("p1", None), demand("p2", None)]));
    let notice = paper(&play, DocumentKind::CorrectionNotice);
    says(&notice, &["第三十二条第一款第四项", "1. 申请书：请补充签名并加盖公章", "2. 场所平面图：请补充"]);
}

#[test]
fn whatever_turns_the_applicant_down_gives_reasons_and_remedies() {
    let why = reasons().words().to_owned();
    let answers = [
        (Command::NotRequired { reasons: reasons() }, DocumentKind::NotRequiredNotice),
        (
            Command::NotCompetent { organ: text("市公安局"), reasons: reasons() },
            DocumentKind::NotCompetentNotice,
        ),
        (Command::NotAccept { reasons: reasons() }, DocumentKind::NonAcceptance),
    ];
    for (command, kind) in answers {
        let mut play = Play::received(Matter::License, "2026-03-02 09:00");
        play.done(Who::Clerk, command);
        let text = paper(&play, kind);
        says(&text, &REMEDIES);
        says(&text, &[why.as_str()]);
    }
    let mut ended = Play::received(Matter::License, "2026-03-02 09:00");
    let ground = TerminationGround::ApplicantGone;
    ended.done(Who::Chief, Command::Terminate { ground, reasons: reasons() });
    says(&paper(&ended, DocumentKind::TerminationNotice), &REMEDIES);
    let mut refused = Play::examined(Matter::License, "2026-03-02 09:00");
    refused.decide(Who::Chief, Outcome::Refuse).expect("a decision");
    let text = paper(&refused, DocumentKind::RefusalDecision);
    says(&text, &REMEDIES);
    says(&text, &["不予行政许可", why.as_str(), "授权书：授005"]);
}

#[test]
fn a_grant_names_the_license_its_term_and_the_letter() {
    let play = Play::decided(Matter::License, "2026-03-02 09:00");
    let text = paper(&play, DocumentKind::GrantDecision);
    says(
        &text,
        &[
            "准予行政许可决定书",
            "颁发证照：食品经营许可证（资市监证〔2026〕7号），有效期自2026年3月2日至2031年3月1日",
            "授权书：授005",
            "第三十八条第一款",
            "事项依据：食品安全法 第三十五条",
        ],
    );
    let confirmation = Play::decided(Matter::Confirmation, "2026-03-02 09:00");
    says(
        &paper(&confirmation, DocumentKind::GrantDecision),
        &["予以行政确认决定书", "本机关决定：予以行政确认。"],
    );
}

#[test]
fn every_kind_of_document_is_printed_with_head_number_and_date() {
    let mut play = Play::examined(Matter::Government, "2026-03-02 09:00");
    play.done(Who::Chief, Command::SubmitUpward { to: text("资阳市人民政府"), opinion: reasons() });
    let mut paused = Play::accepted(Matter::License, "2026-03-02 09:00");
    let ground = ProcedureGround::ExpertReview;
    paused.done(Who::Chief, Command::StartPause { ground, needed_days: 10, on: day("2026-03-02") });
    paused.done(Who::Principal, Command::Extend { days: 10, reasons: reasons(), by_government: false });
    let document = paused.document(DocumentKind::AcceptanceNotice);
    let target = crate::case::Correction::Document {
        document,
        written: vec!["受理地址：甲路1号".to_owned()],
        slips: Vec::new(),
    };
    let (old, new) = (text("甲路"), text("乙路"));
    paused.done(Who::Chief, Command::Correct { target, subject: text("地址"), old, new, reasons: reasons() });
    paused.done(Who::Clerk, Command::Withdraw { form: text("撤回申请书") });
    let mut instant = Play::received(Matter::Instant, "2026-03-02 09:00");
    instant.done(Who::Chief, Command::DecideOnTheSpot { outcome: Outcome::Grant, reasons: reasons() });
    for play in [play, paused, instant] {
        for (kind, text) in papers(&play) {
            let title = kind.title(play.matter.map(|matter| matter.content().power));
            says(&text, &["资阳市市场监督管理局", title.as_str(), "2026年3月2日", "经办人：张某"]);
            assert!(kind.series().is_none() || text.contains("〔2026〕"), "{text}");
            assert!(!text.contains('{') && !text.contains("None"), "{text}");
        }
    }
}

#[test]
fn series_are_told_apart_and_titles_differ_by_power() {
    let series: Vec<_> = DocumentKind::ALL.iter().filter_map(|kind| kind.series()).collect();
    let unique: std::collections::BTreeSet<_> = series.iter().collect();
    assert_eq!((unique.len(), series.len()), (series.len(), DocumentKind::ALL.len() - 2));
    for power in PowerType::ALL {
        for kind in DocumentKind::ALL {
            let title = kind.title(Some(power));
            assert!(!title.contains("行政许可") || power == PowerType::License, "{title} for {power:?}");
        }
    }
}

#[test]
fn remedies_follow_the_law_of_the_day_and_are_not_invented() {
    let play = Play::received(Matter::License, "2026-03-02 09:00");
    let department = &play.city.facts.departments[&Organ::Market.id()];
    let basis = |on| remedies(department, day(on)).map(|remedies| remedies.basis);
    assert!(basis("2024-01-01").is_ok_and(|basis| basis.contains("2023年修订")));
    assert!(basis("2023-12-31").is_ok_and(|basis| !basis.contains("2023年修订")));
    assert!(basis("2015-04-30").is_err());
}

#[test]
fn what_the_list_has_not_is_called_as_the_applicant_calls_it_on_paper_only() {
    let mut play = Play::new(None, "2026-03-02 09:00");
    let command = play.opening();
    play.receive(&play.city.staff(Who::Clerk), command).expect("papers are received");
    play.done(Who::Clerk, Command::NotAccept { reasons: reasons() });
    for kind in [DocumentKind::Receipt, DocumentKind::NonAcceptance] {
        says(&paper(&play, kind), &["代理记账备案"]);
    }
    assert_eq!(play.case().item_name, crate::case::UNLISTED);
    let events = serde_json::to_string(&play.records).expect("events are written");
    assert!(!events.contains("张某申请办理"), "{events}");
}

#[test]
fn a_decision_taken_elsewhere_has_no_paper_of_ours() {
    let mut play = Play::accepted(Matter::License, "2026-03-02 09:00");
    play.now = at("2026-03-04 09:00");
    let (person, evidence) = (text("王某"), text("纸质决定书"));
    let (what, place) = (IrregularKind::GrantedElsewhere, text("局机关"));
    let decider = Some(Who::Chief.person());
    let fact = Irregular { what, place, person, decider, recipient: None, on: day("2026-03-03"), evidence };
    let ruling = play.done(Who::Chief, Command::RecordIrregular(fact));
    assert_eq!(drafts(&ruling.events), Vec::<Draft>::new());
    assert!(matches!(ruling.events.as_slice(), [Event::IrregularRecorded(_)]));
}

#[test]
fn a_revocation_names_the_decision_and_the_certificate_that_fall() {
    let mut play = Play::decided(Matter::License, "2026-03-02 09:00");
    let granted = play.case().documents[&play.document(DocumentKind::GrantDecision)].clone();
    let instrument = InstrumentGiven {
        kind: InstrumentKind::SelfCorrection,
        organ: text("资阳市市场监督管理局"),
        number: text("资市监纠〔2026〕1号"),
        on: day("2026-03-02"),
    };
    super::written_out::hear_the_holder(&mut play);
    let (reply, outcome) = (None, Outcome::Refuse);
    play.done(Who::Principal, Command::Redecide { instrument, reply, outcome, reasons: reasons() });
    let number = granted.number.expect("a number").to_string();
    let words = [
        "撤销行政许可决定书",
        &number,
        "食品经营许可证（资市监证〔2026〕7号）",
        "资市监纠〔2026〕1号",
        "行政复议",
    ];
    says(&paper(&play, DocumentKind::RevocationDecision), &words);
}

#[test]
fn the_receipt_names_what_came_beyond_the_list_as_not_demanded() {
    let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
    let mut command = play.opening();
    command.unlisted = Some(text("房屋租赁合同复印件一份"));
    play.receive(&play.city.staff(Who::Clerk), command).expect("receiving is never refused");
    let beyond = "清单外材料（申请人自行提交，非本机关要求）：房屋租赁合同复印件一份";
    says(&paper(&play, DocumentKind::Receipt), &[beyond]);
}

#[test]
fn whoever_gets_a_paper_of_the_window_is_told_whom_to_call() {
    let phones = ["咨询电话：", "监督投诉电话："];
    let end = |command: Command| {
        let mut play = Play::received(Matter::License, "2026-03-02 09:00");
        play.done(Who::Clerk, command);
        play
    };
    let not_competent = Command::NotCompetent { organ: text("四川省公安厅"), reasons: reasons() };
    for (play, kind) in [
        (Play::received(Matter::License, "2026-03-02 09:00"), DocumentKind::Receipt),
        (end(Command::RequestCorrection(vec![demand("p1", None)])), DocumentKind::CorrectionNotice),
        (end(Command::NotAccept { reasons: reasons() }), DocumentKind::NonAcceptance),
        (end(Command::NotRequired { reasons: reasons() }), DocumentKind::NotRequiredNotice),
        (end(not_competent), DocumentKind::NotCompetentNotice),
    ] {
        says(&paper(&play, kind), &phones);
    }
}

#[test]
fn the_receipt_says_who_compared_a_paper_with_its_original() {
    let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
    let papers = vec![crate::fixture::paper("p1", PaperForm::OriginalSeen)];
    let command = Receive { papers, ..play.opening() };
    play.receive(&play.city.staff(Who::Clerk), command).expect("receiving is never refused");
    says(&paper(&play, DocumentKind::Receipt), &["核原件，1份，与原件核对无误（谭和 2026年3月2日）"]);
}
