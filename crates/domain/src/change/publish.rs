//! 公布: what was approved enters the items' own streams, from its day on.

use daowei_ident::ItemId;
use jiff::civil::Date;

use super::decide::{at, complete, next_hand, still_based};
use super::{Base, Context, Event, ListChange, Outcome, Plan, Published, Stage, rules};
use crate::catalog::{self, Command, Content, EndReason, Origin};
use crate::organization::Validity;
use crate::record::Ids;
use crate::rule::{Refusal, ensure};
use crate::text::names_document;

/// What is published: the change's own events, and those of each item.
#[derive(Clone, Debug, PartialEq)]
pub struct Publication {
    /// Of the change.
    pub events: Vec<Event>,
    /// Of each item, whose stream may be new.
    pub items: Vec<(ItemId, Vec<catalog::Event>)>,
}

/// Publishes an approved change. `document`: by which it is published, where the government did not have to approve it.
///
/// # Errors
/// The rules `change.…`, `catalog.version.…`.
pub fn publish(
    change: &ListChange,
    effective: Date,
    document: Option<String>,
    context: &Context<'_>,
    ids: &Ids,
) -> Result<Publication, Refusal> {
    at(change, &[Stage::Publication])?;
    next_hand(change, context)?;
    still_based(change, context)?;
    let plan = &change.proposal.plan;
    complete(plan)?;
    let document = change.document.clone().or(document).filter(|document| names_document(document));
    let document = document.ok_or_else(|| Refusal::by(&rules::DOCUMENT))?;
    let least = least(plan, context);
    ensure(effective >= least, || Refusal::by(&rules::EFFECTIVE).with("on", effective).with("least", least))?;
    let origin = Origin::Change { id: change.id, document: document.clone() };
    let step = Step { effective, origin, document: document.clone(), context };
    let items = step.of(plan, ids)?;
    let outcomes = items.iter().map(|(item, events)| outcome(*item, events)).collect();
    let events = vec![Published { effective, document, outcomes }.into()];
    Ok(Publication { events, items })
}

/// The first day that it can take effect on: no list of a day that has passed is written anew.
fn least(plan: &Plan, context: &Context<'_>) -> Date {
    let begun = plan.bases().iter().filter_map(|base| context.items.get(&base.item)?.newest());
    begun.map(|version| version.validity.from).fold(context.today, Date::max)
}

fn outcome(item: ItemId, events: &[catalog::Event]) -> Outcome {
    let version = events.iter().find_map(|event| match event {
        catalog::Event::VersionRecorded(recorded) => Some(recorded.number),
        catalog::Event::VersionEnded(_) | catalog::Event::StoppedByLaw(_) => None,
    });
    Outcome { item, version }
}

struct Step<'a> {
    effective: Date,
    origin: Origin,
    document: String,
    context: &'a Context<'a>,
}

type Items = Vec<(ItemId, Vec<catalog::Event>)>;

impl Step<'_> {
    fn of(&self, plan: &Plan, ids: &Ids) -> Result<Items, Refusal> {
        let ended = |reason| move |base: &Base| self.end(*base, reason);
        let entered = |content: &Content| self.enter(content, ids);
        match plan {
            Plan::New { content } => Ok(vec![entered(content)?]),
            Plan::Change { of, content } => Ok(vec![self.record(*of, (**content).clone())?]),
            Plan::Split { of, into } => {
                let mut items = vec![ended(EndReason::Split)(of)?];
                items.extend(into.iter().map(entered).collect::<Result<Items, _>>()?);
                Ok(items)
            }
            Plan::Merge { of, into } => {
                let mut items = of.iter().map(ended(EndReason::Merged)).collect::<Result<Items, _>>()?;
                items.push(entered(into)?);
                Ok(items)
            }
            Plan::Suspend { of, .. } => Ok(vec![ended(EndReason::Suspended)(of)?]),
            Plan::Cancel { of } => Ok(vec![ended(EndReason::Canceled)(of)?]),
            Plan::Resume { of } => {
                let newest = self.context.items.get(&of.item).and_then(catalog::Item::newest);
                let newest = newest.ok_or_else(|| Refusal::by(&rules::BASE_UNKNOWN))?;
                Ok(vec![self.record(*of, newest.content.clone())?])
            }
            Plan::DelegateDown { of, to } => {
                let mut items = vec![ended(EndReason::DelegatedDown)(of)?];
                items.extend(to.iter().map(entered).collect::<Result<Items, _>>()?);
                Ok(items)
            }
        }
    }

    fn item(&self, base: Base) -> Result<&catalog::Item, Refusal> {
        self.context.items.get(&base.item).ok_or_else(|| Refusal::by(&rules::BASE_UNKNOWN))
    }

    fn end(&self, base: Base, reason: EndReason) -> Result<(ItemId, Vec<catalog::Event>), Refusal> {
        let command = Command::End { reason, on: self.effective, document: self.document.clone() };
        Ok((base.item, catalog::decide(self.item(base)?, command)?))
    }

    fn record(&self, base: Base, content: Content) -> Result<(ItemId, Vec<catalog::Event>), Refusal> {
        let command = Command::RecordVersion {
            origin: self.origin.clone(),
            validity: Validity::since(self.effective),
            content: Box::new(content),
        };
        Ok((base.item, catalog::decide(self.item(base)?, command)?))
    }

    fn enter(&self, content: &Content, ids: &Ids) -> Result<(ItemId, Vec<catalog::Event>), Refusal> {
        let item = ids.next(ItemId::from_parts);
        let validity = Validity::since(self.effective);
        Ok((item, catalog::enter(item, self.origin.clone(), validity, Box::new(content.clone()))?))
    }
}
