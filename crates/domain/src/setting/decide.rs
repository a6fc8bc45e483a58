//! The rules of setting.

use jiff::Span;
use jiff::civil::Date;

use super::{Changed, Command, Event, rules};
use crate::rule::{Refusal, ensure};
use crate::text::names_document;

/// Calendar days between recording that a separation of duties is given up and the first day without it: a week has five
/// working days in which supervision, which reads the settings, sees it.
const NOTICE: i32 = 7;

/// A command to the settings.
///
/// # Errors
/// `setting.out_of_bounds`, `setting.backwards`, `setting.document`, `setting.too_soon`.
pub fn decide(command: Command, today: Date) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Change { key, value, from, document } => {
            let (least, most) = key.bounds();
            ensure((least..=most).contains(&value), || {
                Refusal::by(&rules::BOUNDS).named("key", key.name()).with("least", least).with("most", most)
            })?;
            ensure(from >= today, || Refusal::by(&rules::BACKWARDS).with("from", from))?;
            ensure(names_document(&document), || Refusal::by(&rules::DOCUMENT))?;
            // One hand sets it: the others see it before it holds, and can object.
            let first = today.checked_add(Span::new().days(NOTICE)).unwrap_or(Date::MAX);
            ensure(!key.loosens(value) || from >= first, || {
                Refusal::by(&rules::TOO_SOON)
                    .named("key", key.name())
                    .with("days", NOTICE)
                    .with("first", first)
            })?;
            Ok(vec![Changed { key, value, from, document }.into()])
        }
    }
}
