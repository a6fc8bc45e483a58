//! The daily papers of the hall.

use daowei_ident::EnquiryId;

use super::Example;
use crate::case::{CallGiven, CallOutcome, CallTopic, CallWay, Command, rules as cases};
use crate::enquiry::{Tell, rules, tell};
use crate::fixture::{Matter, Play, Who, at, day, id, text};
use crate::rule::Refusal;

pub(super) const EXAMPLES: &[Example] = &[
    (&rules::PAPER_UNLISTED, || told(Matter::License, &["p1", "p9"])),
    (&rules::PAPERS_INCOMPLETE, || told(Matter::License, &["p2"])),
    (&rules::NOTHING_TOLD, || told(Matter::Confirmation, &[])),
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
