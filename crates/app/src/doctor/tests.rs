//! Each check with what breaks it, and the whole of them on a small center.

use std::collections::BTreeSet;

use daowei_domain::organization::Duty;
use daowei_store::health::{Accounts, Engine, Evidence, Records, Work};
use jiff::Timestamp;

use super::ask::{Asked, People};
use super::check::newer;
use super::{Status, examine, judge};
use crate::account::testing::Center;
use crate::install::{Permission, Place};
use crate::off_host::OffHost;

const NOW: i64 = 1_508_810_400_000_000;
const MINUTE: i64 = 60_000_000;

fn at(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap()
}

fn embedded() -> Engine {
    Engine::Embedded {
        version: "3.54.1".into(),
        journal: "wal".into(),
        encoding: "UTF-8".into(),
        intact: "ok".into(),
    }
}

fn server(fsync: &str, commit: &str, checksums: &str, encoding: &str) -> Engine {
    Engine::Server {
        version: "15.8 (Debian 15.8-0+deb12u1)".into(),
        fsync: fsync.into(),
        synchronous_commit: commit.into(),
        full_page_writes: "on".into(),
        checksums: checksums.into(),
        encoding: encoding.into(),
    }
}

/// An installation in perfect health.
fn healthy() -> Asked {
    Asked {
        now: at(NOW),
        engine: Some(embedded()),
        schema: 6,
        program: 6,
        directory: Some((Permission::Private, Permission::Private)),
        keys: Permission::Private,
        keys_beside_database: false,
        room: Some(true),
        evidence: Evidence {
            indexed: 10,
            pending: 1,
            pending_since: Some(NOW - 1),
            newest: Some(NOW - MINUTE),
            oldest: Some(NOW - 60 * MINUTE),
            checkpoint: Some((10, NOW - MINUTE, String::new())),
        },
        checkpoint_holds: Some(true),
        sent: Some(OffHost::Agrees { covers: 10 }),
        work: Work { dead: 0, effect_since: Some(NOW), lapse_since: Some(NOW), deltas: 3 },
        records: Records { items: 3, acceptable: 2, cases: 5, provisional: 0 },
        accounts: Accounts { enabled: 3, ..Accounts::default() },
        last_backup: Some(at(NOW - MINUTE)),
        calendar_covers: (true, true),
        people: People {
            departments: 2,
            without_leader: 0,
            windows: 1,
            letters_in_force: 1,
            letters_expiring: 0,
            missing_administrators: Vec::new(),
            united_administrators: 0,
        },
    }
}

#[test]
fn perfect_health_needs_no_cure() {
    for engine in [embedded(), server("on", "on", "on", "UTF8")] {
        let checks = judge(&Asked { engine: Some(engine), ..healthy() });
        assert!(
            checks.iter().all(|check| check.status == Status::Good && check.cure_zh.is_none()),
            "{checks:?}"
        );
        let ids: BTreeSet<_> = checks.iter().map(|check| check.id).collect();
        assert!(ids.len() == checks.len() && ids.len() >= 20, "{ids:?}");
    }
}

/// What changes an installation.
type Change = fn(&mut Asked);

#[test]
fn each_illness_is_found_and_nothing_else() {
    use Status::{Problem, Warning};
    let illnesses: &[(&str, Status, Change)] = &[
        ("database.version", Problem, |a| a.schema = 5),
        ("engine.version", Problem, |a| {
            if let Some(Engine::Embedded { version, .. }) = &mut a.engine {
                *version = "3.51.2".into();
            }
        }),
        ("engine.durability", Problem, |a| {
            if let Some(Engine::Embedded { journal, .. }) = &mut a.engine {
                *journal = "memory".into();
            }
        }),
        ("engine.integrity", Problem, |a| {
            if let Some(Engine::Embedded { intact, .. }) = &mut a.engine {
                *intact = "Page 7: never used".into();
            }
        }),
        ("engine.durability", Problem, |a| a.engine = Some(server("off", "on", "on", "UTF8"))),
        ("engine.durability", Problem, |a| a.engine = Some(server("on", "off", "on", "UTF8"))),
        ("engine.integrity", Warning, |a| a.engine = Some(server("on", "on", "off", "UTF8"))),
        ("engine.encoding", Problem, |a| a.engine = Some(server("on", "on", "on", "SQL_ASCII"))),
        ("files.directory", Problem, |a| a.directory = Some((Permission::Open(0o755), Permission::Private))),
        ("files.database", Problem, |a| a.directory = Some((Permission::Private, Permission::Open(0o644)))),
        ("files.keys", Problem, |a| a.keys = Permission::Absent),
        ("files.keys_apart", Warning, |a| a.keys_beside_database = true),
        ("files.room", Problem, |a| a.room = Some(false)),
        ("backup.age", Warning, |a| a.last_backup = None),
        ("backup.age", Warning, |a| a.last_backup = Some(at(NOW - 8 * 24 * 60 * MINUTE))),
        ("clock.log", Problem, |a| a.evidence.newest = Some(NOW + 1)),
        ("evidence.index", Problem, |a| a.evidence.pending_since = Some(NOW - 2 * MINUTE)),
        ("evidence.checkpoint", Problem, |a| {
            a.evidence.checkpoint = Some((9, NOW - 11 * MINUTE, String::new()));
        }),
        ("evidence.checkpoint", Problem, |a| a.evidence.checkpoint = None),
        ("evidence.signature", Problem, |a| a.checkpoint_holds = Some(false)),
        ("evidence.off_host", Warning, |a| a.sent = None),
        ("evidence.off_host", Warning, |a| a.sent = Some(OffHost::Agrees { covers: 9 })),
        ("evidence.off_host", Warning, |a| a.sent = Some(OffHost::Nothing)),
        ("evidence.rolled_back", Problem, |a| a.sent = Some(OffHost::Beyond { covers: 12, here: 10 })),
        ("evidence.rolled_back", Problem, |a| a.sent = Some(OffHost::Differs { size: 10 })),
        ("outbox.dead", Problem, |a| a.work.dead = 1),
        ("outbox.delay", Warning, |a| a.work.effect_since = Some(NOW - 11 * MINUTE)),
        ("worker.lapse", Problem, |a| a.work.lapse_since = Some(NOW - 11 * MINUTE)),
        ("calendar.soon", Warning, |a| a.calendar_covers = (false, true)),
        ("calendar.year", Warning, |a| a.calendar_covers = (true, false)),
        ("catalog.acceptable", Warning, |a| a.records.acceptable = 0),
        ("cases.provisional", Warning, |a| a.records.provisional = 1),
        ("organization.leaders", Warning, |a| a.people.without_leader = 1),
        ("organization.windows", Warning, |a| a.people.windows = 0),
        ("letters.in_force", Warning, |a| a.people.letters_in_force = 0),
        ("letters.expiring", Warning, |a| a.people.letters_expiring = 1),
        ("administrators.present", Problem, |a| {
            a.people.missing_administrators = vec![Duty::AuditAdministrator];
        }),
        ("administrators.apart", Problem, |a| a.people.united_administrators = 1),
        ("accounts.unused", Warning, |a| a.accounts.unused = 1),
        ("accounts.first_password", Warning, |a| a.accounts.first_password = 1),
        ("tokens.expired", Warning, |a| a.accounts.expired_tokens = 1),
    ];
    for (id, status, change) in illnesses {
        let mut asked = healthy();
        change(&mut asked);
        let found: Vec<_> = judge(&asked).into_iter().filter(|check| check.status != Status::Good).collect();
        let [check] = &found[..] else { panic!("{id}: {found:?}") };
        assert_eq!((check.id, check.status), (*id, *status));
        assert!(check.cure_zh.is_some() && check.cure_en.is_some(), "{id}");
    }
    let checked: BTreeSet<_> = judge(&healthy()).iter().map(|check| check.id).collect();
    let broken: BTreeSet<_> = illnesses.iter().map(|(id, ..)| *id).collect();
    assert_eq!(checked, broken, "each check has an illness of its own");
}

#[test]
fn a_young_checkpoint_may_lag_behind_and_an_empty_log_needs_none() {
    let mut asked = healthy();
    asked.evidence.checkpoint = Some((9, NOW - MINUTE, String::new()));
    asked.sent = Some(OffHost::Agrees { covers: 9 });
    assert!(judge(&asked).iter().all(|check| check.status == Status::Good));
    // In the first minutes of service the first checkpoint is still to come.
    asked.evidence.checkpoint = None;
    asked.evidence.oldest = Some(NOW - MINUTE);
    (asked.checkpoint_holds, asked.sent) = (None, Some(OffHost::Nothing));
    assert!(judge(&asked).iter().all(|check| check.status == Status::Good));
    asked.evidence = Evidence {
        indexed: 0,
        pending: 0,
        pending_since: None,
        newest: None,
        oldest: None,
        checkpoint: None,
    };
    (asked.checkpoint_holds, asked.sent) = (None, Some(OffHost::Nothing));
    assert!(judge(&asked).iter().all(|check| check.status == Status::Good));
}

#[test]
fn versions_are_compared_by_their_numbers() {
    let debian = newer("15.8 (Debian 15.8)", &[13]);
    assert!(newer("3.51.3", &[3, 51, 3]) && newer("3.54.1", &[3, 51, 3]) && debian);
    assert!(!newer("3.51.2", &[3, 51, 3]) && !newer("3.9.0", &[3, 51, 3]) && !newer("12.20", &[13]));
    assert!(!newer("", &[13]));
}

#[test]
fn a_center_is_examined() {
    let center = Center::sqlite();
    let file = center.app.store().file().unwrap().to_owned();
    let place = Place::Directory(file.parent().unwrap().to_owned());
    let asked = examine(&center.app, &place, &file, None, None).unwrap();
    assert!(matches!(&asked.engine, Some(Engine::Embedded { intact, .. }) if intact == "ok"));
    assert_eq!((asked.schema, asked.room), (asked.program, Some(true)));
    assert_eq!((asked.people.departments, asked.people.without_leader, asked.people.windows), (2, 2, 1));
    assert_eq!(asked.people.missing_administrators, [Duty::SystemAdministrator, Duty::AuditAdministrator]);
    assert_eq!((asked.accounts.enabled, asked.evidence.checkpoint.is_some()), (4, false));
    // Tuesday, 24 October 2017: that year's calendar was published, and the next one's is known today.
    assert_eq!(asked.calendar_covers, (true, true));
}
