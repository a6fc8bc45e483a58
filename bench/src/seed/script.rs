//! What happens to the cases of a seeded year, and how often.

/// What somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Do {
    /// 受理
    Accept,
    /// The next step of review, by its place.
    Review(usize),
    /// 准予
    Grant,
    /// 不予
    Refuse,
    /// 用印
    Seal,
    /// 送达
    Deliver,
    /// 一次性告知补正
    RequestCorrection,
    /// 补正材料已交
    HandIn,
    /// 不予受理
    NotAccept,
    /// 撤回
    Withdraw,
}

use Do::{Accept, Deliver, Grant, HandIn, NotAccept, Refuse, RequestCorrection, Review, Seal, Withdraw};

/// What happens, and to how many cases in a hundred. Between two acts lies a working day; a script that stops early is a
/// case on which nobody works any more, whatever the law says to that.
pub(super) const SCRIPTS: [(u32, &[Do]); 10] = [
    (60, &[Accept, Review(0), Review(1), Review(2), Grant, Seal, Deliver]),
    (8, &[Accept, Review(0), Review(1), Review(2), Refuse, Seal, Deliver]),
    (8, &[RequestCorrection, HandIn, Accept, Review(0), Review(1), Review(2), Grant, Seal, Deliver]),
    (5, &[NotAccept]),
    (3, &[Accept, Review(0), Withdraw]),
    (1, &[]),
    (5, &[Accept, Review(0)]),
    (4, &[Accept, Review(0), Review(1), Review(2)]),
    (3, &[Accept, Review(0), Review(1), Review(2), Grant]),
    (3, &[Accept, Review(0), Review(1), Review(2), Grant, Seal]),
];

/// The script of a case by its number: every hundred cases the same mixture, in an order that spreads it.
pub(super) fn of(number: usize) -> usize {
    let mut place = u32::try_from(number % 100).unwrap_or(0) * 37 % 100;
    for (at, (weight, _)) in SCRIPTS.iter().enumerate() {
        if place < *weight {
            return at;
        }
        place -= weight;
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_cases_have_the_mixture() {
        for (at, (weight, _)) in SCRIPTS.iter().enumerate() {
            let count = (0..100).filter(|number| of(*number) == at).count();
            assert_eq!(u32::try_from(count).unwrap(), *weight, "script {at}");
        }
    }
}
