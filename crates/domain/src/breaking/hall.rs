//! The daily papers of the hall.

use daowei_ident::{EnquiryId, HandoverId, RatingId};

use super::Example;
use crate::case::{CallGiven, CallOutcome, CallTopic, CallWay, Command, rules as cases};
use crate::enquiry::{Tell, rules, tell};
use crate::fixture::{City, Matter, Organ, Play, Who, at, day, id, text};
use crate::handover::{
    Command as Hand, Counted, Group, Handover, Held, MOST_CASES, Propose, Standing, Stock, decide, propose,
    rules as shifts,
};
use crate::look::{once_more, rules as looks};
use crate::rating::{
    FollowUp, Level, MOST, Rate, Rating, Subject, Visit, follow_up, rate, rules as ratings, served_by,
};
use crate::rule::Refusal;

pub(super) const EXAMPLES: &[Example] = &[
    (&rules::PAPER_UNLISTED, || told(Matter::License, &["p1", "p9"])),
    (&rules::PAPERS_INCOMPLETE, || told(Matter::License, &["p2"])),
    (&rules::NOTHING_TOLD, || told(Matter::Confirmation, &[])),
    (&shifts::ONESELF, || proposed(|proposal| proposal.taker = Who::Clerk.person()).map(drop)),
    (&shifts::TOO_MANY, || {
        let many = |proposal: &mut Propose| proposal.cases = vec![proposal.cases[0].clone(); MOST_CASES + 1];
        proposed(many).map(drop)
    }),
    (&shifts::STOCK_TWICE, || proposed(|proposal| proposal.stock.extend(proposal.stock.clone())).map(drop)),
    (&shifts::REMARKS_SHORT, || proposed(|proposal| proposal.remarks = text("无")).map(drop)),
    (&shifts::CLOSED, || {
        let mut handover = proposed(|_| {})?;
        handover.standing = Standing::Returned;
        answered(&handover, Who::Clerk, Hand::Withdraw)
    }),
    (&shifts::NOT_TAKER, || {
        let handover = proposed(|_| {})?;
        let held = handover.cases.iter().map(|held| held.case).collect();
        answered(&handover, Who::Clerk, Hand::Confirm { held })
    }),
    (&shifts::NOT_GIVER, || answered(&proposed(|_| {})?, Who::Chief, Hand::Withdraw)),
    (&shifts::CHANGED, || answered(&proposed(|_| {})?, Who::Chief, Hand::Confirm { held: Vec::new() })),
    (&ratings::BY_STAFF, || rated(|rate| rate.by_staff = true).map(drop)),
    (&ratings::NOT_ASKED, || rated(|rate| rate.visit = None).map(drop)),
    (&looks::TOO_MANY, || {
        let settings = City::new().settings;
        once_more(settings.hour_looks, &settings).map(drop)
    }),
    (&ratings::NOT_VISITED, || {
        let play = Play::received(Matter::License, "2026-03-02 09:00");
        served_by(&play.records, day("2026-03-03")).map(drop)
    }),
    (&ratings::TWICE, || rated(|rate| rate.rated = true).map(drop)),
    (&ratings::NOT_BAD, || {
        followed(&rated(|rate| rate.level = Level::Fair)?, Who::Chief, "已电话核实并致歉，增设引导岗")
            .map(drop)
    }),
    (&ratings::ONESELF, || followed(&rated(|_| {})?, Who::Clerk, "已电话核实并致歉，增设引导岗").map(drop)),
    (&ratings::SHORT, || followed(&rated(|_| {})?, Who::Chief, "已办").map(drop)),
    (&ratings::OFTEN, || {
        let mut rating = rated(|_| {})?;
        for _ in 0..MOST {
            rating = followed(&rating, Who::Chief, "已电话核实并致歉，增设引导岗")?;
        }
        followed(&rating, Who::Chief, "已电话核实并致歉，增设引导岗").map(drop)
    }),
    (&cases::CALL_TIME, || called("2026-03-02 08:59", "请来窗口补签")),
    (&cases::CALL_EMPTY, || called("2026-03-02 09:00", "……")),
];

fn called(when: &str, said: &str) -> Result<(), Refusal> {
    let call = CallGiven {
        way: CallWay::Outgoing,
        at: at(when),
        with: text("申请人张某"),
        phone: text("13800138000"),
        topic: CallTopic::Corrections,
        said: text(said),
        outcome: CallOutcome::Spoken,
    };
    Play::received(Matter::License, "2026-03-02 09:00").act(Who::Clerk, Command::RecordCall(call)).map(drop)
}

fn proposed(change: impl FnOnce(&mut Propose)) -> Result<Handover, Refusal> {
    let play = Play::received(Matter::License, "2026-03-02 09:00");
    let (city, case) = (&play.city, play.case());
    let mut proposal = Propose {
        handover: id(HandoverId::from_parts, 1),
        taker: Who::Chief.person(),
        cases: vec![Held { case: case.id, number: case.number, group: Group::NotAccepted, originals: 0 }],
        stock: vec![Counted { stock: Stock::Receipts, count: 48 }],
        remarks: text("三号柜存原件两份，申请人下午来取"),
    };
    change(&mut proposal);
    let giver = city.staff(Who::Clerk);
    let events = propose(proposal, &giver, &city.facts, &city.settings, day("2026-03-02"))?;
    Ok(events.iter().fold(None, Handover::apply).expect("a hand-over"))
}

fn answered(handover: &Handover, who: Who, command: Hand) -> Result<(), Refusal> {
    let city = City::new();
    decide(handover, command, &city.staff(who), &city.settings, day("2026-03-02")).map(drop)
}

fn rated(change: impl FnOnce(&mut Rate)) -> Result<Rating, Refusal> {
    let city = City::new();
    let on = day("2026-03-02");
    let mut command = Rate {
        rating: id(RatingId::from_parts, 1),
        visit: Some(Visit {
            subject: Subject::Enquiry(id(EnquiryId::from_parts, 1)),
            number: "资市监咨告〔2026〕1号".to_owned(),
            item_name: "食品经营许可".to_owned(),
            department: Organ::Market.id(),
            served_by: Who::Clerk.person(),
            on,
        }),
        rated: false,
        by_staff: false,
        level: Level::VeryDissatisfied,
        words: None,
    };
    change(&mut command);
    let events = rate(command, &city.settings, &city.calendar, on)?;
    Ok(events.iter().fold(None, Rating::apply).expect("a rating"))
}

fn followed(rating: &Rating, who: Who, what: &str) -> Result<Rating, Refusal> {
    let city = City::new();
    let command = FollowUp { what: text(what) };
    let events = follow_up(rating, command, &city.staff(who), &city.settings, day("2026-03-02"))?;
    Ok(events.iter().fold(Some(rating.clone()), Rating::apply).expect("a rating"))
}

fn told(matter: Matter, papers: &[&str]) -> Result<(), Refusal> {
    let asked = Tell {
        enquiry: id(EnquiryId::from_parts, 1),
        papers: papers.iter().map(|paper| (*paper).to_owned()).collect(),
        situation: None,
        advice: None,
        asker: None,
        phone: None,
    };
    tell(asked, &matter.item(), day("2026-03-02")).map(drop)
}
