//! Cases that stand open on the anchor day, in every stage, with how many working days before they began.

use daowei_domain::case::{DocumentKind, Verdict};

use super::script::{Fit, Gap, Move, tell};

/// The moves of a case, each with the time before it.
type Moves = Vec<(Gap, Move)>;

/// Where they stand: the item they need, the working days before the anchor day, the moves.
pub(super) fn open() -> Vec<(Fit, u32, Moves)> {
    use Gap::{Days, Minutes};
    let examine = (Days(0), Move::Examine(Verdict::Favor));
    let received = vec![(Minutes(0), Move::Receive)];
    let accepted = with(&received, &[(Minutes(30), Move::Accept)]);
    let examined = with(&accepted, &[(Days(1), Move::Examine(Verdict::Favor)), examine, examine]);
    let decided = with(&examined, &[(Minutes(40), Move::Decide(daowei_domain::case::Outcome::Grant))]);
    let sealed = with(&decided, &[(Minutes(40), Move::Seal)]);
    let asked = vec![(Minutes(0), Move::ReceiveIncomplete), (Minutes(40), Move::RequestCorrection)];
    let asked = with(&asked, &tell(15, DocumentKind::CorrectionNotice));
    let handed_in = with(&asked, &[(Days(2), Move::HandIn { all: true })]);
    let upward = with(&examined, &[(Minutes(30), Move::SubmitUpward)]);
    let paused = with(&accepted, &[(Days(1), Move::StartPause)]);
    let paused = with(&paused, &tell(30, DocumentKind::PauseNotice));
    vec![
        (Fit::Plain, 1, received.clone()),
        (Fit::Plain, 2, received.clone()),
        (Fit::License, 4, received.clone()),
        // Nobody has said anything: deemed accepted, the notice is owed.
        (Fit::License, 9, received),
        (Fit::WithPapers, 3, asked.clone()),
        (Fit::WithPapers, 8, asked),
        (Fit::WithPapers, 4, handed_in.clone()),
        (Fit::WithPapers, 5, handed_in),
        (Fit::Plain, 2, accepted.clone()),
        (Fit::Plain, 6, accepted.clone()),
        (Fit::Plain, 40, accepted),
        (Fit::Plain, 4, examined.clone()),
        (Fit::License, 7, examined),
        (Fit::Upward, 6, upward.clone()),
        (Fit::Upward, 30, upward),
        (Fit::License, 5, decided.clone()),
        (Fit::License, 18, decided),
        (Fit::License, 5, sealed.clone()),
        (Fit::License, 9, sealed),
        (Fit::Pausable, 6, paused),
    ]
}

fn with(begun: &[(Gap, Move)], more: &[(Gap, Move)]) -> Moves {
    begun.iter().chain(more).copied().collect()
}
