//! Tests of this room.

use daowei_ident::ForeignCaseId;

use super::{
    AmendReason, Event, ForeignCase, ForeignResult, Origin, Progress, Register, amend, confirm, register,
    rules,
};
use crate::fixture::{Matter, Organ, at, id, text};
use crate::rule::Refusal;

const NOW: &str = "2026-03-02 17:00";

fn received(time: &str) -> Progress {
    Progress {
        received: at(time),
        accepted: None,
        decided: None,
        delivered: None,
        result: None,
        document: None,
    }
}

fn registered(progress: Progress) -> Result<ForeignCase, Refusal> {
    let command = Register {
        id: id(ForeignCaseId::from_parts, 1),
        system: "省市场监管专网".to_owned(),
        number: "SC2026030200017".to_owned(),
        department: Organ::Market.id(),
        item_name: String::new(),
        unlisted: false,
        applicant: Some(text("张某")),
        progress,
        origin: Origin::Desk,
    };
    let events = register(command, Some(&Matter::License.item()), None, at(NOW))?;
    Ok(events.iter().fold(None, ForeignCase::apply).expect("a case"))
}

#[test]
fn a_case_goes_on_there_and_old_and_new_stand_in_the_log() {
    let case = registered(received(NOW)).expect("received at this very moment");
    assert_eq!((case.item_name.as_str(), case.confirmed), ("食品经营许可", false));
    let mut after = case.progress.clone();
    (after.decided, after.result) = (Some(at(NOW)), Some(ForeignResult::Granted));
    let events = amend(&case, after.clone(), None, at(NOW)).expect("decided at once");
    let [Event::Amended(amended)] = events.as_slice() else { panic!("one event") };
    assert_eq!((&amended.before, &amended.after), (&case.progress, &after));
    let case = events.iter().fold(Some(case), ForeignCase::apply).expect("a case");
    assert_eq!((case.progress, case.confirmed), (after, true));
}

#[test]
fn progress_adds_and_whoever_alters_says_so() {
    let case = registered(received("2026-03-02 09:00")).expect("a case");
    let mut after = case.progress.clone();
    after.accepted = Some(at("2026-03-02 10:00"));
    let amended =
        |case: &ForeignCase, after: &Progress, reason| amend(case, after.clone(), Some(reason), at(NOW));
    let events = amended(&case, &after, AmendReason::Progressed).expect("nothing stood there");
    let [Event::Amended(told)] = events.as_slice() else { panic!("one event") };
    assert_eq!((told.origin, told.reason), (Origin::Desk, Some(AmendReason::Progressed)));
    let case = events.iter().fold(Some(case), ForeignCase::apply).expect("a case");
    for accepted in [None, Some(at("2026-03-02 10:01"))] {
        after.accepted = accepted;
        let refused = amended(&case, &after, AmendReason::Progressed).expect_err("altered").rule;
        assert_eq!(refused, &rules::PROGRESS_ALTERS);
        assert!(amended(&case, &after, AmendReason::Mistyped).is_ok());
        assert!(amended(&case, &after, AmendReason::ChangedThere).is_ok());
    }
}

#[test]
fn a_result_and_its_time_stand_together() {
    let mut both = received("2026-03-02 09:00");
    both.result = Some(ForeignResult::Granted);
    let refused = |progress: &Progress| registered(progress.clone()).expect_err("half a result").rule;
    assert_eq!(refused(&both), &rules::RESULT_INCOMPLETE);
    (both.decided, both.result) = (Some(at("2026-03-02 10:00")), None);
    assert_eq!(refused(&both), &rules::RESULT_INCOMPLETE);
    both.result = Some(ForeignResult::Refused);
    (both.delivered, both.document) = (Some(at("2026-03-02 10:00")), Some("资审不〔2026〕1号".to_owned()));
    assert!(registered(both).is_ok());
    let mut early = received("2026-03-02 09:00");
    early.document = Some("资审不〔2026〕1号".to_owned());
    assert_eq!(refused(&early), &rules::RESULT_INCOMPLETE);
}

#[test]
fn what_a_file_confirms_is_told_once() {
    let case = registered(received(NOW)).expect("a case");
    let events = confirm(&case);
    assert_eq!(events.len(), 1);
    let case = events.iter().fold(Some(case), ForeignCase::apply).expect("a case");
    assert!(case.confirmed && confirm(&case).is_empty());
}
