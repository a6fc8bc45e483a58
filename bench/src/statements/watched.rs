//! The benchmark's city behind a store that tells what it sends.

use std::sync::{Arc, Mutex};

use daowei_app::case::{Act, Precondition};
use daowei_app::text::Texts;
use daowei_app::{Acting, App, Caller, Once};
use daowei_domain::case::Command;
use daowei_ident::{CaseId, ItemId};
use daowei_store::{Observed, Probes, Store};
use jiff::Timestamp;
use tokio::runtime::Runtime;

use crate::city::{City, PASSWORD, ROLES, login};
use crate::place::{Engine, Place};

/// A working day on which every letter is in force.
pub(super) const NOW: &str = "2025-06-10T02:00:00Z";

/// What a unit of work sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sent {
    pub(super) writing: bool,
    pub(super) statements: Vec<&'static str>,
    pub(super) round_trips: u32,
}

pub(super) struct Watched {
    pub(super) app: App,
    pub(super) store: Store,
    pub(super) item: ItemId,
    pub(super) told: Vec<(&'static str, Vec<Sent>)>,
    callers: Vec<(&'static str, Caller)>,
    runtime: Runtime,
    seen: Arc<Mutex<Vec<Sent>>>,
    keys: u64,
    // Last: everything that stands in it goes first.
    _place: Place,
}

impl Watched {
    pub(super) fn open(engine: Engine, what: &str) -> Self {
        let server = std::env::var("DAOWEI_TEST_POSTGRES").ok();
        let what = format!("{what}_{}", engine.name());
        let place = Place::make(engine, server.as_deref(), &what).unwrap();
        place.install().unwrap();
        let seen: Arc<Mutex<Vec<Sent>>> = Arc::default();
        let record = Arc::clone(&seen);
        let observer = move |observed: &Observed<'_>| {
            let (writing, round_trips) = (observed.writing, observed.round_trips);
            record.lock().unwrap().push(Sent {
                writing,
                statements: observed.statements.to_vec(),
                round_trips,
            });
        };
        let store = place.single_store(Probes { observer: Some(Arc::new(observer)), cut: None }).unwrap();
        let city = City::make(&place, &store, 1, 1).unwrap();
        let now: Timestamp = NOW.parse().unwrap();
        let app = place.inside_at(&store, now).unwrap();
        city.accounts(&app, 1).unwrap();
        let item = city.offices[0].item.id;
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let callers = ROLES.map(|role| {
            let signed = runtime.block_on(app.sign_in(&login(role, 0), PASSWORD, None, None)).unwrap();
            let caller = app.caller(&signed.secret, Acting::default()).unwrap();
            runtime.block_on(app.confirm(caller.clone(), PASSWORD)).unwrap();
            (role, caller)
        });
        let callers = callers.to_vec();
        Self { app, store, item, told: Vec::new(), callers, runtime, seen, keys: 0, _place: place }
    }

    pub(super) fn caller(&self, role: &str) -> Caller {
        self.callers.iter().find(|(known, _)| *known == role).unwrap().1.clone()
    }

    /// Asks, and notes under that name what was sent.
    pub(super) fn ask<T>(
        &mut self,
        name: &'static str,
        asked: impl Future<Output = daowei_app::Result<T>>,
    ) -> T {
        self.seen.lock().unwrap().clear();
        let answer = self.runtime.block_on(asked).unwrap_or_else(|error| panic!("{name}: {error}"));
        self.told.push((name, std::mem::take(&mut *self.seen.lock().unwrap())));
        answer
    }

    /// A key as every client sends one.
    pub(super) fn once(&mut self, route: &'static str) -> Option<Once> {
        self.keys += 1;
        let key = format!("key-{}", self.keys);
        Some(Once::new(&self.app, route, key.clone(), "", key.as_bytes()))
    }

    /// An act on a case.
    pub(super) fn act(
        &mut self,
        name: &'static str,
        role: &str,
        case: CaseId,
        command: impl FnOnce(&mut Texts) -> Command,
    ) -> daowei_app::case::Brief {
        let mut texts = Texts::new(&self.app);
        let command = command(&mut texts);
        let once = self.once("POST /cases/{id}/act");
        let act = Act { case, command, texts, precondition: Precondition::default() };
        let (app, caller) = (self.app.clone(), self.caller(role));
        self.ask(name, async move { app.act(caller, act, once).await }).value
    }
}
