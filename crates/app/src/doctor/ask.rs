//! Gathering what the checks are made on.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use daowei_calendar::{Calendar, legal_date};
use daowei_crypto::Checkpoint;
use daowei_domain::authority::Facts;
use daowei_domain::organization::{Duty, Leadership};
use daowei_store::health::{self, Accounts, Engine, Evidence, Records, Work};
use daowei_store::schema::{self, Difference};
use daowei_store::{Abort, Tx, leaf, migrate};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::install::{DATABASE_FILE, Permission, Place, permission};
use crate::off_host::{self, OffHost};
use crate::unit::Caller;
use crate::worker::LEASE;
use crate::{App, install};

/// What must be free on the disk of the data directory.
const ROOM: usize = 16 << 20;

/// The answers.
#[derive(Debug)]
pub struct Asked {
    pub(super) now: Timestamp,
    pub(super) engine: Option<Engine>,
    pub(super) schema: i64,
    pub(super) program: i64,
    /// Tables, indexes, triggers, functions that are not what the migrations make.
    pub(super) objects: Vec<Difference>,
    /// Of the data directory and the database in it, where there are such.
    pub(super) directory: Option<(Permission, Permission)>,
    pub(super) keys: Permission,
    pub(super) keys_beside_database: bool,
    pub(super) room: Option<bool>,
    pub(super) evidence: Evidence,
    /// Whether the stored state of the tree can be read.
    pub(super) tree_holds: bool,
    /// Whether the newest checkpoint is signed by this installation, and fits the log as far as it reaches.
    pub(super) checkpoint_holds: Option<bool>,
    /// How the file of checkpoints off this host stands to the database, where one is named and can be read.
    pub(super) sent: Option<OffHost>,
    pub(super) work: Work,
    /// Leases that end further ahead than a lease can last.
    pub(super) leases_ahead: Vec<String>,
    pub(super) records: Records,
    pub(super) accounts: Accounts,
    pub(super) last_backup: Option<Timestamp>,
    /// What only the facts tell; where they are not what was written, why they tell nothing.
    pub(super) facts: Result<Told, String>,
}

/// What the facts tell.
#[derive(Debug)]
pub(super) struct Told {
    /// Whether the next sixty days, and the next year, are in a published calendar.
    pub(super) calendar_covers: (bool, bool),
    pub(super) people: People,
}

/// What the organization lacks.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct People {
    pub(super) departments: usize,
    pub(super) without_leader: usize,
    pub(super) windows: usize,
    pub(super) letters_in_force: usize,
    pub(super) letters_expiring: usize,
    /// Duties of administrators that nobody holds.
    pub(super) missing_administrators: Vec<Duty>,
    /// People who hold two of the three at once.
    pub(super) united_administrators: usize,
}

/// Asks everything. `log` is the file of checkpoints off this host, `last_backup` the note of the last backup.
///
/// # Errors
/// What befell the store.
pub fn examine(
    app: &App,
    place: &Place,
    key_file: &Path,
    log: Option<&Path>,
    last_backup: Option<Timestamp>,
) -> crate::Result<Asked> {
    let now = app.now();
    let day = legal_date(now);
    let unused_since = earlier(now, 180).as_microsecond();
    let first_since = earlier(now, 7).as_microsecond();
    // Further ahead than a lease that was taken by a clock within one lease of ours.
    let furthest = now.checked_add(LEASE * 2).unwrap_or(now).as_microsecond();
    // Without the facts: where those are damaged, everything else is asked all the same.
    let (engine, objects, evidence, work, leases_ahead, records, accounts) = read(app, move |tx| {
        Ok((
            health::engine(tx)?,
            schema::differences(tx)?,
            health::evidence(tx)?,
            health::work(tx)?,
            health::leases_behind(tx, furthest)?,
            health::records(tx)?,
            health::accounts(tx, unused_since, first_since, now.as_microsecond())?,
        ))
    })?;
    let (tree_holds, checkpoint_holds) = tree(app, &evidence)?;
    Ok(Asked {
        now,
        engine,
        schema: migrate::version(app.store())?,
        program: migrate::MIGRATIONS.last().map_or(0, |last| last.version),
        directory: place
            .directory()
            .map(|directory| (permission(directory), permission(&directory.join(DATABASE_FILE)))),
        keys: permission(key_file),
        keys_beside_database: place.directory().is_some_and(|directory| key_file.starts_with(directory)),
        room: place.directory().map(room),
        objects,
        evidence,
        tree_holds,
        checkpoint_holds,
        sent: log.map(|log| sent(app, log)).transpose()?,
        work,
        leases_ahead,
        records,
        accounts,
        last_backup,
        facts: facts(app, day)?,
    })
}

fn read<T: Send + 'static>(
    app: &App,
    ask: impl Fn(&mut Tx<'_>) -> daowei_store::Result<T> + Send + 'static,
) -> crate::Result<T> {
    let asked = app.store().read(move |tx| Ok::<_, Abort<daowei_store::Error>>(ask(tx)?));
    Ok(asked.map_err(Abort::into_store)?)
}

/// Whether the stored state of the tree can be read, and whether the newest checkpoint fits it.
fn tree(app: &App, evidence: &Evidence) -> crate::Result<(bool, Option<bool>)> {
    use daowei_store::Error::{Corrupt, Damaged};
    let (keys, suite) = (app.keys().public(), app.keys().suite());
    let frontier = match read(app, move |tx| leaf::frontier(tx, suite)) {
        Ok(frontier) => Some(frontier),
        Err(crate::Error::Store(Damaged { .. } | Corrupt { .. })) => None,
        Err(other) => return Err(other),
    };
    let checkpoint_holds = evidence.checkpoint.as_ref().map(|(_, _, text)| {
        Checkpoint::verify(&keys, text).is_ok_and(|checkpoint| {
            // What cannot be read contradicts nothing: that it cannot is a check of its own.
            frontier.as_ref().is_none_or(|frontier| {
                checkpoint.size < frontier.size()
                    || checkpoint.size == frontier.size() && checkpoint.root == frontier.root()
            })
        })
    });
    Ok((frontier.is_some(), checkpoint_holds))
}

/// What the facts tell, or why they tell nothing.
fn facts(app: &App, day: Date) -> crate::Result<Result<Told, String>> {
    use daowei_store::Error::{Corrupt, Crypto, Damaged, Unproven};
    let told = app.read_blocking(Caller::Host, move |unit| {
        Ok(Told {
            calendar_covers: covers(&unit.world.calendar, day),
            people: people(&unit.world.facts, day),
        })
    });
    match told {
        Ok(told) => Ok(Ok(told)),
        Err(crate::Error::Store(why @ (Unproven { .. } | Damaged { .. } | Corrupt { .. } | Crypto(_)))) => {
            Ok(Err(why.to_string()))
        }
        Err(other) => Err(other),
    }
}

fn earlier(now: Timestamp, days: i64) -> Timestamp {
    now.checked_sub(SignedDuration::from_hours(24 * days)).unwrap_or(now)
}

/// Whether the next sixty days, and the next year, are in a published calendar.
fn covers(calendar: &Calendar, day: Date) -> (bool, bool) {
    let until = |days: i32| day.checked_add(days.days()).unwrap_or(day);
    let published = |date: Date| !calendar.day(date).provisional;
    (published(until(60)), published(Date::constant(day.year(), 12, 31)) && published(until(365)))
}

/// Whether so much can be written.
fn room(directory: &Path) -> bool {
    let path = directory.join(".room");
    let written = File::create(&path).and_then(|mut file| {
        file.write_all(&vec![0x5a; ROOM])?;
        file.sync_all()
    });
    // Only a trial: what remains of it is in nobody's way.
    let _ = std::fs::remove_file(&path);
    written.is_ok()
}

/// A file that cannot be read holds nothing.
fn sent(app: &App, log: &Path) -> crate::Result<OffHost> {
    match off_host::against(app.store(), app.keys(), log) {
        Err(daowei_store::Error::File(_)) => Ok(OffHost::Nothing),
        found => Ok(found?),
    }
}

fn people(facts: &Facts, day: Date) -> People {
    const ADMINISTRATORS: [Duty; 3] =
        [Duty::SystemAdministrator, Duty::SecurityAdministrator, Duty::AuditAdministrator];
    let soon = day.checked_add(30.days()).unwrap_or(day);
    let mut held: Vec<Vec<Duty>> = Vec::new();
    for person in facts.people.values() {
        let posts = person.posts.values().filter(|post| post.validity.holds_on(day));
        held.push(posts.map(|post| post.duty).filter(|duty| ADMINISTRATORS.contains(duty)).collect());
    }
    let living = facts.departments.values().filter(|department| department.validity.holds_on(day));
    let led = |department: &daowei_domain::organization::Department| {
        department
            .leaders
            .iter()
            .any(|leader| leader.leadership == Leadership::Principal && leader.validity.holds_on(day))
    };
    let letters = facts.letters.values().filter(|letter| letter.revoked.is_none());
    let in_force: Vec<_> = letters.filter(|letter| letter.validity.holds_on(day)).collect();
    People {
        departments: living.clone().count(),
        without_leader: living.filter(|department| !led(department)).count(),
        windows: facts.windows.len(),
        letters_in_force: in_force.len(),
        letters_expiring: in_force.iter().filter(|letter| !letter.validity.holds_on(soon)).count(),
        missing_administrators: ADMINISTRATORS
            .into_iter()
            .filter(|duty| !held.iter().any(|duties| duties.contains(duty)))
            .collect(),
        united_administrators: held.iter().filter(|duties| duties.len() > 1).count(),
    }
}

/// The file beside the keys in which the last backup is noted.
fn backup_note(key_file: &Path) -> std::path::PathBuf {
    key_file.with_extension("backup")
}

/// Notes that a backup was made.
///
/// # Errors
/// Where the note cannot be written.
pub fn note_backup(key_file: &Path, at: Timestamp) -> install::Result<()> {
    let path = backup_note(key_file);
    install::renew(&path, format!("{at}\n").as_bytes())
}

/// When the last backup was made.
#[must_use]
pub fn last_backup(key_file: &Path) -> Option<Timestamp> {
    std::fs::read_to_string(backup_note(key_file)).ok()?.trim().parse().ok()
}
