//! What befalls a case, move by move, with the time between.

use daowei_domain::case::{DocumentKind, IrregularKind, Outcome, TerminationGround, Verdict};

use super::chance::Chance;

/// One move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    Receive,
    /// Across the counter, to whoever sits there.
    ReceiveAcross,
    /// From a paper slip, after an outage.
    ReceiveLate,
    /// Something that the list has not.
    ReceiveUnlisted,
    /// Received with the first required paper missing.
    ReceiveIncomplete,
    RequestCorrection,
    RepeatDemand,
    HandIn {
        all: bool,
    },
    NotRequired,
    NotCompetent,
    NotAccept,
    Accept,
    OnTheSpot,
    Examine(Verdict),
    SubmitUpward,
    Reply(Outcome),
    StartPause,
    EndPause {
        deduct: bool,
    },
    Extend,
    /// The seal on a notice.
    SealNotice(DocumentKind),
    /// The office seal on a notice, by a leader: letters give powers for items of the list only.
    SealByLeader(DocumentKind),
    Serve(DocumentKind),
    Decide(Outcome),
    Seal,
    Deliver,
    Withdraw,
    Terminate(TerminationGround),
    CorrectDecision,
    CorrectParty,
    Void(DocumentKind),
    Reissue(DocumentKind),
    Redecide,
    Irregular(IrregularKind),
    Reassign,
    HandOver,
    Archive,
}

/// The time before a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Minutes, within the hours of opening.
    Minutes(u32),
    /// Working days, at some hour of that day.
    Days(u32),
    /// Working days before (or after) the end of the statutory limit.
    BeforeLimit(i32),
}

/// A path through the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Path {
    Granted,
    Refused,
    Late,
    CorrectionMet,
    CorrectionRepeated,
    CorrectionDormant,
    CorrectionEnded,
    Deemed,
    PauseServed,
    PauseUnserved,
    ExtendedInTime,
    ExtendedLate,
    Upward,
    OnTheSpot,
    NotRequired,
    NotCompetent,
    NotAccepted,
    Unlisted,
    Withdrawn,
    ApplicantGone,
    Redecided,
    Elsewhere,
    HandledElsewhere,
    Outage,
    Voided,
    Corrected,
    HandedOver,
    Returned,
}

/// What an item must be for a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    Plain,
    License,
    WithPapers,
    WithLapse,
    Pausable,
    Extendable,
    Upward,
    Instant,
}

/// Paths and how often each is taken, in a thousand.
const PATHS: [(Path, u32); 28] = [
    (Path::Granted, 270),
    (Path::Refused, 55),
    (Path::Late, 55),
    (Path::CorrectionMet, 90),
    (Path::CorrectionRepeated, 25),
    (Path::CorrectionDormant, 20),
    (Path::CorrectionEnded, 20),
    (Path::Deemed, 30),
    (Path::PauseServed, 30),
    (Path::PauseUnserved, 15),
    (Path::ExtendedInTime, 25),
    (Path::ExtendedLate, 15),
    (Path::Upward, 40),
    (Path::OnTheSpot, 90),
    (Path::NotRequired, 15),
    (Path::NotCompetent, 20),
    (Path::NotAccepted, 20),
    (Path::Unlisted, 10),
    (Path::Withdrawn, 35),
    (Path::ApplicantGone, 10),
    (Path::Redecided, 15),
    (Path::Elsewhere, 10),
    (Path::HandledElsewhere, 10),
    (Path::Outage, 15),
    (Path::Voided, 15),
    (Path::Corrected, 25),
    (Path::HandedOver, 10),
    (Path::Returned, 10),
];

impl Path {
    /// The path of the n-th case: each once, then by their weights.
    pub(super) fn of(ordinal: usize, chance: &mut Chance) -> Self {
        if let Some((path, _)) = PATHS.get(ordinal) {
            return *path;
        }
        let mut drawn = chance.within(1, PATHS.iter().map(|(_, weight)| weight).sum());
        for (path, weight) in PATHS {
            if drawn <= weight {
                return path;
            }
            drawn = drawn.saturating_sub(weight);
        }
        Path::Granted
    }

    /// What item it needs.
    pub(super) fn fit(self) -> Fit {
        match self {
            Path::CorrectionMet | Path::CorrectionRepeated | Path::CorrectionDormant => Fit::WithPapers,
            Path::CorrectionEnded => Fit::WithLapse,
            Path::Deemed => Fit::License,
            Path::PauseServed | Path::PauseUnserved => Fit::Pausable,
            Path::ExtendedInTime | Path::ExtendedLate => Fit::Extendable,
            Path::Upward => Fit::Upward,
            Path::OnTheSpot => Fit::Instant,
            _ => Fit::Plain,
        }
    }

    /// Its moves.
    pub(super) fn moves(self, chance: &mut Chance) -> Vec<(Gap, Move)> {
        use Gap::{BeforeLimit, Days, Minutes};
        use Move::{Accept, Archive, Decide, Extend, HandIn, Irregular, Receive, Serve};
        use Outcome::{Grant, Refuse};
        let mut moves = vec![(Minutes(0), Receive)];
        let accept = |chance: &mut Chance| (Days(chance.within(0, 2)), Accept);
        match self {
            Path::Granted => {
                moves.push(accept(chance));
                if chance.percent(50) {
                    moves.extend(tell(20, DocumentKind::AcceptanceNotice));
                }
                review(&mut moves, chance, (1, 3));
                conclude(&mut moves, chance, Grant);
            }
            Path::Refused => {
                moves.push(accept(chance));
                review(&mut moves, chance, (1, 3));
                if let Some((_, Move::Examine(verdict))) = moves.get_mut(2) {
                    *verdict = Verdict::Oppose;
                }
                conclude(&mut moves, chance, Refuse);
            }
            Path::Late => {
                moves.push(accept(chance));
                review(&mut moves, chance, (1, 3));
                moves.push((BeforeLimit(-(i32::try_from(chance.within(2, 9)).unwrap_or(2))), Decide(Grant)));
                moves.push((Days(3), Move::Seal));
                moves.push((Days(chance.within(6, 14)), Move::Deliver));
            }
            Path::CorrectionMet | Path::CorrectionRepeated => {
                moves = vec![(Minutes(0), Move::ReceiveIncomplete)];
                moves.push((Days(chance.within(0, 3)), Move::RequestCorrection));
                moves.extend(tell(15, DocumentKind::CorrectionNotice));
                if self == Path::CorrectionRepeated {
                    moves.push((Days(chance.within(2, 8)), HandIn { all: false }));
                    moves.push((Days(1), Move::RepeatDemand));
                    moves.extend(tell(15, DocumentKind::CorrectionNotice));
                }
                moves.push((Days(chance.within(2, 10)), HandIn { all: true }));
                moves.push((Days(chance.within(0, 2)), Accept));
                review(&mut moves, chance, (1, 2));
                conclude(&mut moves, chance, Grant);
            }
            Path::CorrectionDormant | Path::CorrectionEnded => {
                moves = vec![(Minutes(0), Move::ReceiveIncomplete)];
                moves.push((Days(chance.within(0, 2)), Move::RequestCorrection));
                moves.extend(tell(15, DocumentKind::CorrectionNotice));
                if self == Path::CorrectionEnded {
                    moves.push((Days(30), Move::Terminate(TerminationGround::CorrectionNeverCame)));
                    moves.extend(tell(20, DocumentKind::TerminationNotice));
                    moves.push((Days(3), Archive));
                }
            }
            Path::Deemed => {
                moves.push((Days(chance.within(8, 12)), Accept));
                review(&mut moves, chance, (0, 2));
                conclude(&mut moves, chance, Grant);
            }
            Path::PauseServed | Path::PauseUnserved => {
                moves.push(accept(chance));
                moves.push((Days(1), Move::Examine(Verdict::Favor)));
                moves.push((Days(0), Move::StartPause));
                if self == Path::PauseServed {
                    moves.extend(tell(40, DocumentKind::PauseNotice));
                }
                let deduct = self == Path::PauseServed;
                moves.push((Days(chance.within(6, 15)), Move::EndPause { deduct }));
                moves.push((Days(1), Move::Examine(Verdict::Favor)));
                moves.push((Days(1), Move::Examine(Verdict::Favor)));
                conclude(&mut moves, chance, Grant);
            }
            Path::ExtendedInTime | Path::ExtendedLate => {
                moves.push(accept(chance));
                moves.push((Days(2), Move::Examine(Verdict::Favor)));
                moves.push((BeforeLimit(2), Extend));
                moves.push((Minutes(20), Move::SealNotice(DocumentKind::ExtensionNotice)));
                let served = if self == Path::ExtendedInTime { 1 } else { -2 };
                moves.push((BeforeLimit(served), Serve(DocumentKind::ExtensionNotice)));
                if self == Path::ExtendedLate {
                    moves.push((Days(1), Irregular(IrregularKind::LateExtension)));
                }
                moves.push((Days(2), Move::Examine(Verdict::Favor)));
                moves.push((Days(1), Move::Examine(Verdict::Favor)));
                conclude(&mut moves, chance, Grant);
            }
            Path::Upward => {
                moves.push(accept(chance));
                review(&mut moves, chance, (1, 2));
                moves.push((Days(1), Move::SubmitUpward));
                let outcome = if chance.percent(80) { Grant } else { Refuse };
                moves.push((Days(chance.within(5, 26)), Move::Reply(outcome)));
                conclude(&mut moves, chance, outcome);
            }
            Path::OnTheSpot => {
                moves.push((Minutes(chance.within(5, 40)), Move::OnTheSpot));
                moves.push((Minutes(10), Move::Seal));
                moves.push((Minutes(10), Move::Deliver));
            }
            Path::NotRequired => {
                moves.push((Days(chance.within(0, 3)), Move::NotRequired));
                moves.extend(tell(20, DocumentKind::NotRequiredNotice));
            }
            Path::NotCompetent => {
                moves.push((Minutes(30), Move::NotCompetent));
                moves.extend(tell(20, DocumentKind::NotCompetentNotice));
            }
            Path::NotAccepted => {
                moves.push((Days(chance.within(0, 3)), Move::NotAccept));
                moves.extend(tell(20, DocumentKind::NonAcceptance));
                moves.push((Days(4), Archive));
            }
            Path::Unlisted => {
                moves = vec![(Minutes(0), Move::ReceiveUnlisted), (Days(1), Move::NotAccept)];
                moves.push((Minutes(20), Move::SealByLeader(DocumentKind::NonAcceptance)));
                moves.push((Minutes(10), Serve(DocumentKind::NonAcceptance)));
            }
            Path::Withdrawn => {
                moves.push(accept(chance));
                if chance.percent(60) {
                    moves.push((Days(2), Move::Examine(Verdict::Favor)));
                }
                moves.push((Days(chance.within(1, 5)), Move::Withdraw));
                moves.extend(tell(20, DocumentKind::WithdrawalNotice));
            }
            Path::ApplicantGone => {
                moves.push(accept(chance));
                moves.push((Days(3), Move::Terminate(TerminationGround::ApplicantGone)));
                moves.extend(tell(20, DocumentKind::TerminationNotice));
            }
            Path::Redecided => {
                moves.push(accept(chance));
                review(&mut moves, chance, (1, 2));
                moves.push((Days(1), Decide(Refuse)));
                moves.push((Days(1), Move::Seal));
                moves.push((Days(2), Move::Deliver));
                moves.push((Days(chance.within(20, 40)), Move::Redecide));
                moves.push((Days(1), Move::Seal));
                moves.push((Days(1), Move::Deliver));
            }
            Path::Elsewhere => {
                moves.push(accept(chance));
                moves.push((Days(2), Move::Examine(Verdict::Favor)));
                moves.push((Days(3), Irregular(IrregularKind::GrantedElsewhere)));
                moves.push((Days(1), Move::Examine(Verdict::Favor)));
                moves.push((Days(1), Move::Examine(Verdict::Favor)));
                moves.push((Days(1), Decide(Grant)));
                moves.push((Days(0), Move::Seal));
                moves.push((Days(4), Irregular(IrregularKind::DeliveredElsewhere)));
            }
            Path::HandledElsewhere => {
                moves.push(accept(chance));
                moves.push((Days(2), Irregular(IrregularKind::HandledElsewhere)));
                review(&mut moves, chance, (0, 2));
                conclude(&mut moves, chance, Grant);
            }
            Path::Outage => {
                moves = vec![(Minutes(0), Move::ReceiveLate), (Days(1), Accept)];
                review(&mut moves, chance, (1, 2));
                conclude(&mut moves, chance, Grant);
            }
            Path::Voided => {
                moves.push(accept(chance));
                moves.push((Minutes(30), Move::Void(DocumentKind::AcceptanceNotice)));
                moves.push((Minutes(10), Move::Reissue(DocumentKind::AcceptanceNotice)));
                review(&mut moves, chance, (1, 2));
                conclude(&mut moves, chance, Grant);
            }
            Path::Corrected => {
                moves.push(accept(chance));
                moves.push((Days(1), Move::CorrectParty));
                review(&mut moves, chance, (1, 2));
                moves.push((Days(1), Decide(Grant)));
                moves.push((Days(1), Move::Seal));
                moves.push((Days(1), Move::CorrectDecision));
                moves.push((Days(1), Move::Deliver));
            }
            Path::HandedOver => {
                moves.push(accept(chance));
                moves.push((Days(1), Move::Reassign));
                moves.push((Days(1), Move::HandOver));
                review(&mut moves, chance, (0, 2));
                conclude(&mut moves, chance, Grant);
            }
            Path::Returned => {
                moves.push(accept(chance));
                moves.push((Days(1), Move::Examine(Verdict::Favor)));
                moves.push((Days(1), Move::Examine(Verdict::Return)));
                review(&mut moves, chance, (0, 1));
                conclude(&mut moves, chance, Grant);
            }
        }
        moves
    }
}

/// A notice is sealed, and then told to the applicant.
pub(super) fn tell(minutes: u32, notice: DocumentKind) -> [(Gap, Move); 2] {
    [(Gap::Minutes(minutes), Move::SealNotice(notice)), (Gap::Minutes(10), Move::Serve(notice))]
}

/// The three steps of review.
fn review(moves: &mut Vec<(Gap, Move)>, chance: &mut Chance, (least, most): (u32, u32)) {
    for _ in 0..3 {
        moves.push((Gap::Days(chance.within(least, most)), Move::Examine(Verdict::Favor)));
    }
}

/// Decision, seal, delivery, and in half of the cases the archive, before which a notice of acceptance that nobody handed out yet
/// is.
fn conclude(moves: &mut Vec<(Gap, Move)>, chance: &mut Chance, outcome: Outcome) {
    moves.push((Gap::Days(chance.within(0, 1)), Move::Decide(outcome)));
    moves.push((Gap::Days(chance.within(0, 1)), Move::Seal));
    moves.push((Gap::Days(chance.within(0, 4)), Move::Deliver));
    if chance.percent(50) {
        let notice = DocumentKind::AcceptanceNotice;
        if !moves.iter().any(|(_, step)| *step == Move::Serve(notice)) {
            moves.extend(tell(30, notice));
        }
        moves.push((Gap::Days(chance.within(5, 20)), Move::Archive));
    }
}
