//! Each rule with an example that breaks it. A rule without one is not a rule.

mod case;
mod change;
mod ending;
mod files;
mod foreign;
mod hall;
mod lists;
mod people;
mod queue;
mod service;

use crate::rule::{Refusal, Rule};

/// A rule, and what it forbids.
pub(crate) type Example = (&'static Rule, fn() -> Result<(), Refusal>);

/// Every example.
pub(crate) fn examples() -> Vec<Example> {
    [
        people::EXAMPLES,
        lists::EXAMPLES,
        case::EXAMPLES,
        change::EXAMPLES,
        ending::EXAMPLES,
        files::EXAMPLES,
        hall::EXAMPLES,
        service::EXAMPLES,
        foreign::EXAMPLES,
        queue::EXAMPLES,
    ]
    .concat()
}
