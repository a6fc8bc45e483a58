//! Tests of this room.

use std::collections::BTreeSet;
use std::path::PathBuf;

use daowei_ident::EnquiryId;

use super::{Enquiry, Event, Issued, Sheet, SheetIssued, Tell, Told, print, rules, tell};
use crate::catalog::rules::{DEPARTMENT_UNKNOWN, NOT_IN_FORCE, STOPPED_BY_LAW, WITHOUT_FOUNDING};
use crate::fixture::{City, Matter, Organ, day, id, text};
use crate::rule::{Refusal, Rule};

fn asked(papers: &[&str]) -> Tell {
    Tell {
        enquiry: id(EnquiryId::from_parts, 1),
        papers: papers.iter().map(|paper| (*paper).to_owned()).collect(),
        situation: Some(text("个体工商户，经营面积不足五十平方米")),
        advice: None,
        asker: None,
        phone: None,
    }
}

fn told(matter: Matter, papers: &[&str]) -> Result<Told, Refusal> {
    told_on(matter, papers, "2026-03-02")
}

fn told_on(matter: Matter, papers: &[&str], on: &str) -> Result<Told, Refusal> {
    let mut city = City::new();
    city.stop(Matter::Government, "2026-03-02");
    let events = tell(asked(papers), &city.items[&matter], day(on))?;
    let [Event::Told(told)] = events.as_slice() else { panic!("one event") };
    Ok(Told::clone(told))
}

fn refused(told: Result<Told, Refusal>) -> &'static Rule {
    told.expect_err("a refusal").rule
}

#[test]
fn the_papers_are_told_in_the_order_of_the_list_and_in_the_organ_s_name() {
    let told = told(Matter::License, &["p3", "p1"]).expect("an answer");
    assert_eq!((told.papers, told.department), (vec!["p1".to_owned(), "p3".to_owned()], Organ::Market.id()));
    assert_eq!((told.item_name.as_str(), told.item_version), ("食品经营许可", 1));
}

#[test]
fn what_is_required_is_told_at_once_and_what_is_not_listed_never() {
    let refusal = told(Matter::License, &["p2"]).expect_err("the application form is missing");
    assert_eq!((refusal.rule, refusal.facts["papers"].as_str()), (&rules::PAPERS_INCOMPLETE, "申请书"));
    assert_eq!(refused(told(Matter::License, &["p1", "p9"])), &rules::PAPER_UNLISTED);
}

#[test]
fn an_item_without_papers_is_told_in_words() {
    assert_eq!(refused(told(Matter::Confirmation, &[])), &rules::NOTHING_TOLD);
    let item = Matter::Confirmation.item();
    let mut silent = asked(&[]);
    silent.advice = Some(text("。。。。"));
    assert_eq!(tell(silent.clone(), &item, day("2026-03-02")).map_err(|r| r.rule), Err(&rules::NOTHING_TOLD));
    silent.advice = Some(text("持出质股权证明到窗口办理"));
    assert!(tell(silent, &item, day("2026-03-02")).is_ok());
}

#[test]
fn nothing_is_told_of_what_the_public_guide_does_not_tell() {
    assert_eq!(refused(told_on(Matter::License, &["p1"], "1999-12-31")), &NOT_IN_FORCE);
    assert_eq!(refused(told(Matter::Government, &[])), &STOPPED_BY_LAW);
    assert_eq!(refused(told(Matter::Unfounded, &[])), &WITHOUT_FOUNDING);
    assert_eq!(refused(told(Matter::Unmatched, &[])), &DEPARTMENT_UNKNOWN);
}

#[test]
fn the_sheet_follows_what_was_told_and_stands() {
    let told = told(Matter::License, &["p1"]).expect("an answer");
    let sheet = Issued {
        number: "资市监咨告〔2026〕1号".parse().expect("a number"),
        on: day("2026-03-02"),
        text: text("全文").reference(),
    };
    let issued = Event::SheetIssued(SheetIssued { sheet: sheet.clone() });
    assert_eq!(Enquiry::apply(None, &issued), None);
    let enquiry = [Event::from(Box::new(told.clone())), issued, Event::from(Box::new(told))];
    let enquiry = enquiry.iter().fold(None, Enquiry::apply).expect("an enquiry");
    assert_eq!(enquiry.sheet, Some(sheet));
}

/// Written out for a reader, as every form is: `tests/golden/forms`.
#[test]
fn the_sheet_says_papers_limits_place_and_what_it_is_not() {
    let city = City::new();
    let mut content = Matter::License.content();
    content.place = "资阳市政务服务中心二楼".to_owned();
    content.hours = "工作日 9:00—12:00，13:30—17:00".to_owned();
    let told = told(Matter::License, &["p1", "p2", "p3"]).expect("an answer");
    let text = print(&Sheet {
        number: &"资市监咨告〔2026〕1号".parse().expect("a number"),
        on: day("2026-03-02"),
        told: &told,
        content: &content,
        department: &city.facts.departments[&Organ::Market.id()],
        windows: &["A01（一楼）".to_owned()],
        asker: Some("张某"),
        situation: Some("个体工商户，经营面积不足五十平方米"),
        advice: Some("现场核查由本机关安排，不收取费用。"),
        officer: "王某（责任人：李某）",
    });
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/forms/enquiry.license.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &text).expect("the form is written");
    }
    assert_eq!(text, std::fs::read_to_string(&path).expect("the form is there"));
    let papers: BTreeSet<&str> = text.lines().filter(|line| line.contains("份")).collect();
    assert_eq!(papers.len(), 3);
}
