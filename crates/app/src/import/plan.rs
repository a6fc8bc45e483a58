//! Plan first, write after: the plan reads and decides everything, so that a refused row leaves nothing behind.

use daowei_domain::Grant;

use super::{Options, Report};
use crate::aggregate::{self, Aggregate, Kept};
use crate::authority::grant;
use crate::error::Result;
use crate::unit::{Caller, Unit};
use crate::{App, world};

/// What one row will write.
pub(super) struct Work<A: Aggregate> {
    pub(super) id: String,
    pub(super) before: Kept<A>,
    pub(super) events: Vec<A::Event>,
}

/// What an import will write, and what it says.
pub(super) struct Plan<A: Aggregate> {
    pub(super) report: Report,
    pub(super) works: Vec<Work<A>>,
}

/// Runs a plan: reads only for a dry run, else everything in one unit of work with one new epoch.
pub(super) fn run<A: Aggregate + 'static>(
    app: &App,
    options: &Options,
    act: daowei_domain::authority::Act,
    plan: impl Fn(&mut Unit<'_, '_>) -> Result<Plan<A>> + Send + 'static,
    show: fn(&mut Unit<'_, '_>, &A) -> Result<()>,
) -> Result<Report> {
    let partial = options.partial;
    let settled = move |unit: &mut Unit<'_, '_>| -> Result<Plan<A>> {
        let mut plan = plan(unit)?;
        plan.report.settle(partial);
        Ok(plan)
    };
    if options.dry_run {
        return app.read_blocking(Caller::Host, move |unit| Ok(settled(unit)?.report));
    }
    app.write_blocking(Caller::Host, move |unit| {
        let Plan { report, works } = settled(unit)?;
        let grant = grant(unit, act, None)?;
        if partial || report.is_clean() {
            write(unit, works, &grant, show)?;
        }
        Ok(report)
    })
}

fn write<A: Aggregate>(
    unit: &mut Unit<'_, '_>,
    works: Vec<Work<A>>,
    grant: &Grant,
    show: fn(&mut Unit<'_, '_>, &A) -> Result<()>,
) -> Result<()> {
    let mut changed = false;
    for work in works.into_iter().filter(|work| !work.events.is_empty()) {
        let state = aggregate::append(unit, work.id, work.before, grant, work.events)?;
        show(unit, &state)?;
        changed = true;
    }
    if changed { world::changed(unit.tx) } else { Ok(()) }
}
