//! 更正事项: what was received under another item, or under none, gets the item that was really applied for. Its clock has been
//! running since the papers came: nobody gains time by a wrong entry (行政许可法 art. 32(1)④).

use super::{intake, papers};
use crate::case::{Case, Context, Event, ItemSet, PaperGiven, rules};
use crate::catalog::Content;
use crate::limits::{Clock, ClockKind};
use crate::rule::{Refusal, ensure};
use crate::text::Text;

pub(super) fn set(
    case: &Case,
    given: Vec<PaperGiven>,
    reasons: &Text,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    context.reasoned(reasons)?;
    let item = context.item.ok_or_else(|| Refusal::by(&rules::ITEM_MISSING))?;
    ensure(case.item != Some(item.id), || Refusal::by(&rules::ITEM_SAME))?;
    let version = item.known_on(case.received_on).or_else(|| item.newest());
    let version = version.ok_or_else(|| Refusal::by(&rules::ITEM_MISSING))?;
    let content = &version.content;
    let office = context.answering(content.department_id().unwrap_or(case.department))?;
    Ok(vec![
        ItemSet {
            item: item.id,
            item_version: version.number,
            item_name: content.name.clone(),
            department: office.id,
            division: office.division,
            papers: papers::taken(content, given, context)?,
            clock: clock(case, content, context)?,
            reasons: reasons.reference(),
        }
        .into(),
    ])
}

/// Five working days from the receipt of the papers, or from what was handed in upon a notice that had been served.
fn clock(case: &Case, content: &Content, context: &Context<'_>) -> Result<Option<Clock>, Refusal> {
    if !content.is_license() {
        return Ok(None);
    }
    let told = case.corrections.iter().rev().find(|round| round.told_on.is_some());
    match case.clocks.get(&ClockKind::Notification) {
        Some(clock) => Ok(Some(clock.clone())),
        // The applicant was told, and is on the clock: the days begin with what he hands in.
        None if told.is_some_and(|round| round.handed_in.is_none()) => Ok(None),
        None => {
            let from = told.and_then(|round| round.handed_in).unwrap_or(case.received_on);
            intake::notification(from, context).map(Some)
        }
    }
}
