//! 清单调整: proposed by a department, examined by two offices, approved by the government, published into the items' streams
//! (N-3.1.2).

mod act;
mod propose;
mod publish;
mod read;

pub use act::Said;
pub use daowei_store::view::change::ChangeRow;
pub use propose::{Checked, Given};
pub use publish::Publishing;
pub use read::{ChangeDetail, ChangeListed, ChangeQuery, Entry, Step, Versions};

use std::collections::{BTreeMap, BTreeSet};

use daowei_calendar::legal_date;
use daowei_domain::Staff;
use daowei_domain::catalog::Item;
use daowei_domain::change::{Context, ListChange, Plan};
use daowei_domain::setting::Settings;
use daowei_ident::{ItemId, ListChangeId};
use daowei_store::event::Head;
use daowei_store::view;
use jiff::civil::Date;

use crate::aggregate;
use crate::authority::reaches;
use crate::error::{Error, Result};
use crate::unit::Unit;
use crate::world::World;

/// The noun of the streams.
const NOUN: &str = "change";
/// Items named that ask for a result.
const NAMED: u32 = 20;

/// What a change is decided from, as it stands in this unit of work.
struct Ground {
    staff: Staff,
    world: std::sync::Arc<World>,
    settings: Settings,
    today: Date,
    items: BTreeMap<ItemId, Item>,
    /// Where the stream of each item ends.
    heads: BTreeMap<ItemId, Head>,
    others: Vec<ListChangeId>,
    asking: BTreeMap<String, Vec<String>>,
}

impl Ground {
    /// Loads what a plan touches: the items from their streams, other open changes of them, and who asks for their results.
    fn of(unit: &mut Unit<'_, '_>, plan: &Plan, change: Option<ListChangeId>) -> Result<Self> {
        let (mut items, mut heads) = (BTreeMap::new(), BTreeMap::new());
        for (id, kept) in aggregate::load_many::<Item, _>(unit, plan.bases().iter().map(|base| base.item))? {
            items.extend(kept.state.map(|item| (id, item)));
            heads.insert(id, kept.head);
        }
        let ids: Vec<ItemId> = items.keys().copied().collect();
        let open = view::change::open_of(unit.tx, &ids)?;
        let open = open.iter().filter_map(|id| id.parse().ok());
        let others = open.filter(|id| Some(*id) != change).collect();
        let results: BTreeSet<&str> =
            plan.contents().iter().map(|content| content.result_name.as_str()).collect();
        let mut asking: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (paper, name) in
            view::item::asking(unit.tx, results.into_iter().filter(|name| !name.is_empty()), NAMED)?
        {
            asking.entry(paper).or_default().push(name);
        }
        Ok(Self {
            staff: unit.staff()?.clone(),
            world: unit.world.clone(),
            settings: unit.settings.clone(),
            today: legal_date(unit.now),
            items,
            heads,
            others,
            asking,
        })
    }

    fn context(&self) -> Context<'_> {
        Context {
            staff: &self.staff,
            facts: &self.world.facts,
            items: &self.items,
            others: &self.others,
            asking: &self.asking,
            calendar: &self.world.calendar,
            settings: &self.settings,
            today: self.today,
        }
    }
}

/// A change that the caller may see. Foreign and missing ones look alike.
fn open(unit: &mut Unit<'_, '_>, id: ListChangeId) -> Result<(ListChange, Head)> {
    let (change, head) = aggregate::open::<ListChange>(unit, id)?;
    if reaches(unit, change.department) { Ok((change, head)) } else { Err(Error::NotFound { what: NOUN }) }
}
