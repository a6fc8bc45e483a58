//! The daily papers of the hall.

use daowei_ident::EnquiryId;
use serde_json::Value;

use super::{put, written};
use crate::case::{CallGiven, CallOutcome, CallTopic, CallWay, Command};
use crate::enquiry::{Event, Issued, SheetIssued, Tell, tell};
use crate::fixture::{Matter, Play, Who, at, day, id, text};

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
    events
}
