//! Cases of systems of the state and the province.

use daowei_ident::ForeignCaseId;
use serde_json::Value;

use super::{put, written};
use crate::fixture::{Matter, Organ, at, id, text};
use crate::foreign::{
    Confirmed, Event, ForeignCase, ForeignResult, Origin, Progress, Register, amend, register,
};

pub(super) fn events() -> Vec<Value> {
    let mut events = Vec::new();
    let mut progress = Progress {
        received: at("2026-03-02 09:00"),
        accepted: Some(at("2026-03-02 09:30")),
        decided: None,
        delivered: None,
        result: None,
        document: None,
    };
    let command = Register {
        id: id(ForeignCaseId::from_parts, 1),
        system: "省市场监管专网".to_owned(),
        number: "SC2026030200017".to_owned(),
        department: Organ::Market.id(),
        item_name: String::new(),
        unlisted: false,
        applicant: Some(text("张某")),
        progress: progress.clone(),
        origin: Origin::Desk,
    };
    let made = register(command, Some(&Matter::License.item()), None, at("2026-03-02 17:00"));
    let case = made.as_ref().ok().and_then(|made| made.iter().fold(None, ForeignCase::apply)).expect("made");
    put(&mut events, made);
    (progress.decided, progress.delivered) = (Some(at("2026-03-03 10:00")), Some(at("2026-03-03 11:00")));
    progress.result = Some(ForeignResult::Granted);
    progress.document = Some("JY15120021234567".to_owned());
    put(&mut events, amend(&case, progress, None, at("2026-03-03 17:00")));
    events.push(written(&Event::Confirmed(Confirmed {})));
    events
}
