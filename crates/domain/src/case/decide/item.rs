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
            papers: papers::taken(Some(case), content, given, context.today(), context)?,
            clock: clock(case, content, context)?,
            reasons: reasons.reference(),
        }
        .into(),
    ])
}

/// What would have been, had the right item stood at the receipt: five working days from the papers, and from what was handed
/// in upon a notice that was on record as served before they were over. What was told later came too late: silence had accepted.
fn clock(case: &Case, content: &Content, context: &Context<'_>) -> Result<Option<Clock>, Refusal> {
    if !content.is_license() {
        return Ok(None);
    }
    if let Some(clock) = case.clocks.get(&ClockKind::Notification) {
        return Ok(Some(clock.clone()));
    }
    let mut clock = Some(intake::notification(case.received_on, context)?);
    for round in &case.corrections {
        if let Some(told) = round.told_on_record {
            if clock.as_ref().is_some_and(|clock| clock.reckoning.due < told) {
                break;
            }
            // The applicant is on the clock: the days begin with what he hands in.
            clock = None;
        }
        if let (None, Some(handed_in)) = (&clock, round.handed_in) {
            clock = Some(intake::notification(handed_in, context)?);
        }
    }
    Ok(clock)
}
