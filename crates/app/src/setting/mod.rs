//! 系统设置: changed with a document and a date, read with everything that was ever set.

use daowei_domain::authority::Act;
use daowei_domain::case::Stage;
use daowei_domain::setting::{self, Command, History, Key};
use daowei_store::view;
use jiff::civil::Date;

use crate::authority::grant;
use crate::error::Result;
use crate::text::one_line;
use crate::unit::{Caller, Unit};
use crate::{Answer, App, Once, stream, world};

/// Characters of a document's title.
const LONGEST: usize = 200;

impl App {
    /// Lets a value hold from a day on, once for each key; answers with everything that was ever set, and the day of the
    /// change.
    ///
    /// # Errors
    /// Rules of authority, `setting.out_of_bounds`, `setting.backwards`; [`crate::Error::KeyReused`].
    pub async fn change_setting(
        &self,
        caller: Caller,
        command: Command,
        once: Option<Once>,
    ) -> Result<Answer<(History, Date)>> {
        self.write_once(caller, once, move |unit| {
            let today = daowei_calendar::legal_date(unit.now);
            Ok((change(unit, command.clone())?, today))
        })
        .await
    }

    /// The port of the device bridge on the clerks' own machines, where one is used today. No secret: the desk's policy names it.
    ///
    /// # Errors
    /// What befell the store.
    pub async fn bridge_port(&self) -> Result<Option<u16>> {
        self.read(Caller::Host, |unit| Ok(unit.settings.bridge())).await
    }

    /// Everything that was ever set; the values of a day come out of it.
    ///
    /// # Errors
    /// What befell the store.
    pub async fn settings(&self, caller: Caller) -> Result<History> {
        self.read(caller, |unit| {
            unit.in_scope("setting:read")?;
            Ok(unit.world.settings.clone())
        })
        .await
    }
}

/// Lets a value hold from a day on, inside a unit of work.
///
/// # Errors
/// As [`App::change_setting`].
pub fn change(unit: &mut Unit<'_, '_>, command: Command) -> Result<History> {
    let grant = grant(unit, Act::ChangeSetting, None)?;
    let Command::Change { document, key, from, .. } = &command;
    // 补正休眠 is the one thing that a setting has come by itself: rows say when it comes by the setting before.
    let sooner = (*key == Key::DormantDays).then(|| daowei_calendar::start_of_day(*from).as_microsecond());
    one_line("document", document, LONGEST)?;
    let loaded = stream::load::<setting::Event>(unit.inner, unit.tx, world::SETTINGS)?;
    let before =
        loaded.records.iter().fold(History::default(), |history, record| history.apply(&record.event));
    let events = setting::decide(command, daowei_calendar::legal_date(unit.now))?;
    let after = events.iter().fold(before, History::apply);
    unit.changes_facts()?;
    let records: Vec<_> = events.into_iter().map(|event| unit.record(Some(grant.clone()), event)).collect();
    stream::append(unit.inner, unit.tx, world::SETTINGS, loaded.head, &records, setting::Event::kind)?;
    if let Some(at) = sooner {
        view::case::remind(unit.tx, Stage::CorrectionRequested, at)?;
    }
    Ok(after)
}
