//! What is queued for.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Arranged, Event, Kind, rules};
use crate::authority::Facts;
use crate::rule::{Refusal, ensure};

/// Kinds at most: one for each letter.
pub const MOST_KINDS: usize = 26;

/// Arranges what is queued for, in the place of what was; nothing switches the queue off.
///
/// # Errors
/// `queue.letter_twice`; `queue.window` for a window that is not open today.
pub fn arrange(kinds: Vec<Kind>, facts: &Facts, today: Date) -> Result<Vec<Event>, Refusal> {
    let mut letters = BTreeSet::new();
    for kind in &kinds {
        ensure(letters.insert(kind.letter), || {
            Refusal::by(&rules::LETTER_TWICE).with("letter", kind.letter)
        })?;
        let open = |id| facts.windows.get(id).is_some_and(|window| window.validity.holds_on(today));
        ensure(kind.windows.iter().all(open), || Refusal::by(&rules::WINDOW))?;
    }
    Ok(vec![Arranged { kinds }.into()])
}
