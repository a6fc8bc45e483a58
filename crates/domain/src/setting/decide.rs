//! The rules of setting.

use jiff::civil::Date;

use super::{Changed, Command, Event, rules};
use crate::rule::{Refusal, ensure};

/// A command to the settings.
///
/// # Errors
/// `setting.out_of_bounds`, `setting.backwards`.
pub fn decide(command: Command, today: Date) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Change { key, value, from, document } => {
            let (least, most) = key.bounds();
            ensure((least..=most).contains(&value), || {
                Refusal::by(&rules::BOUNDS).named("key", key.name()).with("least", least).with("most", most)
            })?;
            ensure(from >= today, || Refusal::by(&rules::BACKWARDS).with("from", from))?;
            Ok(vec![Changed { key, value, from, document }.into()])
        }
    }
}
