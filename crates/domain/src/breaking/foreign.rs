//! Cases of systems of the state and the province.

use daowei_ident::ForeignCaseId;

use super::Example;
use crate::fixture::{Matter, Organ, at, id};
use crate::foreign::{
    AmendReason, ForeignCase, ForeignResult, Origin, Progress, Register, amend, register, rules,
};
use crate::rule::Refusal;

pub(super) const EXAMPLES: &[Example] = &[
    (&rules::NUMBER_TAKEN, || {
        let taken = Some(id(ForeignCaseId::from_parts, 2));
        register(command(), Some(&Matter::License.item()), taken, at("2026-03-02 12:00")).map(drop)
    }),
    (&rules::ITEM_UNLISTED, || register(command(), None, None, at("2026-03-02 12:00")).map(drop)),
    (&rules::ITEM_OF_OTHER, || {
        let mut command = command();
        command.department = Organ::Government.id();
        register(command, Some(&Matter::License.item()), None, at("2026-03-02 12:00")).map(drop)
    }),
    (&rules::TIME_FUTURE, || registered("2026-03-02 08:59", |_| {}).map(drop)),
    (&rules::TIME_ORDER, || {
        let accepted = Some(at("2026-03-02 08:59"));
        registered("2026-03-02 12:00", |progress| progress.accepted = accepted).map(drop)
    }),
    (&rules::RESULT_INCOMPLETE, || {
        registered("2026-03-02 12:00", |progress| progress.result = Some(ForeignResult::Granted)).map(drop)
    }),
    (&rules::PROGRESS_ALTERS, || {
        let case = registered("2026-03-02 12:00", |_| {})?;
        let later = Progress { received: at("2026-03-02 09:01"), ..case.progress.clone() };
        amend(&case, later, Some(AmendReason::Progressed), at("2026-03-02 12:00")).map(drop)
    }),
    (&rules::UNCHANGED, || {
        let case = registered("2026-03-02 12:00", |_| {})?;
        let reason = Some(AmendReason::Mistyped);
        amend(&case, case.progress.clone(), reason, at("2026-03-02 12:00")).map(drop)
    }),
];

fn command() -> Register {
    Register {
        id: id(ForeignCaseId::from_parts, 1),
        system: "省专网".to_owned(),
        number: "SC1".to_owned(),
        department: Organ::Market.id(),
        item_name: "食品生产许可".to_owned(),
        unlisted: false,
        applicant: None,
        progress: Progress {
            received: at("2026-03-02 09:00"),
            accepted: None,
            decided: None,
            delivered: None,
            result: None,
            document: None,
        },
        origin: Origin::Desk,
    }
}

fn registered(now: &str, change: impl FnOnce(&mut Progress)) -> Result<ForeignCase, Refusal> {
    let mut command = command();
    change(&mut command.progress);
    let events = register(command, Some(&Matter::License.item()), None, at(now))?;
    Ok(events.iter().fold(None, ForeignCase::apply).expect("a case"))
}
