//! The daily papers of the hall.

use daowei_ident::{EnquiryId, HandoverId, RatingId};
use serde_json::Value;

use super::{put, written};
use crate::case::{CallGiven, CallOutcome, CallTopic, CallWay, Command};
use crate::enquiry::{Event, Issued, SheetIssued, Tell, tell};
use crate::fixture::{Counter, Matter, Play, Who, at, day, id, text};
use crate::handover::{Command as Hand, Counted, Group, Handover, Held, Propose, Stock, decide, propose};
use crate::queue::{Kind, arrange};
use crate::rating::{FollowUp, Level, Rate, Rating, Subject, Visit, follow_up, rate};

pub(super) fn events() -> Vec<Value> {
    let mut events = Vec::new();
    let asked = Tell {
        enquiry: id(EnquiryId::from_parts, 1),
        papers: ["p1", "p2"].map(str::to_owned).into(),
        situation: Some(text("个体工商户")),
        advice: Some(text("现场核查由本机关安排")),
        asker: Some(text("张某")),
        phone: Some(text("13800138000")),
    };
    put(&mut events, tell(asked, &Matter::License.item(), day("2026-03-02")));
    let number = "资市监咨告〔2026〕1号".parse().expect("a number");
    let sheet = Issued { number, on: day("2026-03-02"), text: text("全文").reference() };
    events.push(written(&Event::SheetIssued(SheetIssued { sheet })));
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    let call = CallGiven {
        way: CallWay::Incoming,
        at: at("2026-03-02 09:00"),
        with: text("申请人张某"),
        phone: text("13800138000"),
        topic: CallTopic::Progress,
        said: text("询问办理进度"),
        outcome: CallOutcome::Spoken,
    };
    let ruling = play.done(Who::Clerk, Command::RecordCall(call));
    events.extend(ruling.events.iter().map(written));
    handed_over(&mut events, &play);
    rated(&mut events, &play);
    let windows = [Counter::Composite.id()].into();
    let kind = Kind { letter: 'A', name: "企业开办".to_owned(), windows };
    put(&mut events, arrange(vec![kind], &play.city.facts, day("2026-03-02")));
    events
}

fn rated(events: &mut Vec<Value>, play: &Play) {
    let (city, case, on) = (&play.city, play.case(), day("2026-03-02"));
    let visit = Visit {
        subject: Subject::Case(case.id),
        number: case.number.to_string(),
        item_name: case.item_name.clone(),
        department: case.department,
        served_by: Who::Clerk.person(),
        on,
    };
    let command = Rate {
        rating: id(RatingId::from_parts, 1),
        visit: Some(visit),
        rated: false,
        by_staff: false,
        level: Level::Dissatisfied,
        words: Some(text("排队四十分钟，窗口没有说明要带什么")),
    };
    let given = rate(command, &city.settings, &city.calendar, on);
    let rating = given.as_ref().ok().and_then(|given| given.iter().fold(None, Rating::apply)).expect("given");
    put(events, given);
    let what = text("已电话向办事人致歉，增设咨询引导岗");
    put(events, follow_up(&rating, FollowUp { what }, &city.staff(Who::Chief), &city.settings, on));
}

fn handed_over(events: &mut Vec<Value>, play: &Play) {
    let city = &play.city;
    let (giver, taker) = (city.staff(Who::Clerk), city.staff(Who::Chief));
    let case = play.case();
    let proposal = Propose {
        handover: id(HandoverId::from_parts, 1),
        taker: taker.person,
        cases: vec![Held { case: case.id, number: case.number, group: Group::NotAccepted, originals: 2 }],
        stock: vec![Counted { stock: Stock::Receipts, count: 48 }],
        remarks: text("三号柜存原件两份，申请人下午来取"),
    };
    let on = day("2026-03-02");
    let made = propose(proposal, &giver, &city.facts, &city.settings, on);
    let handover = made.as_ref().ok().and_then(|made| made.iter().fold(None, Handover::apply)).expect("made");
    put(events, made);
    let held = handover.cases.iter().map(|held| held.case).collect();
    let reason = text("空白收件凭证只有四十五份，请重新清点");
    for (command, staff) in
        [(Hand::Confirm { held }, &taker), (Hand::Return { reason }, &taker), (Hand::Withdraw, &giver)]
    {
        put(events, decide(&handover, command, staff, &city.settings, on));
    }
}
