//! 电话记录

use crate::case::{CallGiven, Case, Context, Event, Telephoned, rules};
use crate::rule::{Refusal, ensure};

pub(super) fn record(case: &Case, call: &CallGiven, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    // Received at a true earlier time: calls since then belong to the case.
    ensure(case.received_at <= call.at && call.at <= context.now, || Refusal::by(&rules::CALL_TIME))?;
    let told = call.with.weight() > 0 && call.phone.weight() > 0 && call.said.weight() > 0;
    ensure(told, || Refusal::by(&rules::CALL_EMPTY))?;
    Ok(vec![
        Telephoned {
            way: call.way,
            call_at: call.at,
            with: call.with.reference(),
            phone: call.phone.reference(),
            topic: call.topic,
            said: call.said.reference(),
            outcome: call.outcome,
        }
        .into(),
    ])
}
