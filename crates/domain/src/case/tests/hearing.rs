//! 利害关系人: told and heard before anything is decided (行政许可法 art. 36).

use daowei_ident::PartyId;

use crate::case::{Command, DocumentKind, Outcome, PartyRole, Stage, Verdict, rules};
use crate::fixture::{Matter, Play, Who, day, id, party, reasons};

fn neighbor() -> PartyId {
    id(PartyId::from_parts, 2)
}

/// Examined in all steps; it concerns a neighbor.
fn examined() -> Play {
    let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
    let mut command = play.opening();
    command.parties.push(party(2, PartyRole::Interested));
    play.receive(&play.city.staff(Who::Clerk), command).expect("papers are received");
    play.done(Who::Clerk, Command::Accept);
    for (who, step) in
        [(Who::Reviewer, "examine"), (Who::SecondReviewer, "verify"), (Who::DeputyLeader, "check")]
    {
        play.examine(who, step, Verdict::Favor).expect("a step of review");
    }
    play
}

fn unheard(play: &mut Play) {
    for outcome in [Outcome::Grant, Outcome::Refuse] {
        let refusal = play.decide(Who::Chief, outcome).expect_err("nobody was heard");
        assert_eq!(refusal.rule, &rules::INTERESTED_UNHEARD);
    }
}

#[test]
fn nothing_is_decided_before_the_neighbor_was_told_and_heard() {
    let mut play = examined();
    unheard(&mut play);
    play.done(Who::Reviewer, Command::InformInterested { party: neighbor(), what: reasons() });
    unheard(&mut play);
    play.serve(Who::Clerk, DocumentKind::InterestedNotice, day("2026-03-02")).expect("service");
    unheard(&mut play);
    play.done(Who::Reviewer, Command::RecordStatement { party: neighbor(), statement: reasons() });
    play.decide(Who::Chief, Outcome::Grant).expect("a decision");
    assert_eq!(play.case().stage, Stage::Decided);
}

#[test]
fn a_void_notice_has_told_nobody() {
    let mut play = examined();
    play.done(Who::Reviewer, Command::InformInterested { party: neighbor(), what: reasons() });
    play.serve(Who::Clerk, DocumentKind::InterestedNotice, day("2026-03-02")).expect("service");
    play.done(Who::Reviewer, Command::RecordStatement { party: neighbor(), statement: reasons() });
    play.void(DocumentKind::InterestedNotice).expect("void");
    unheard(&mut play);
}
