//! Each check with what breaks it, and the whole of them on a small center.

use std::collections::BTreeSet;

use daowei_domain::organization::Duty;
use daowei_store::health::{Accounts, Engine, Evidence, Records, Work};
use daowei_store::schema::{Difference, Fault};
use jiff::Timestamp;

use super::ask::{Asked, People, Told};
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
        objects: Vec::new(),
        directory: Some((Permission::Private, Permission::Private)),
        keys: Permission::Private,
        keys_beside_database: false,
        room: Some(true),
        evidence: Evidence {
            indexed: 10,
            pending: 1,
            pending_since: Some(NOW - 1),
            newest: Some(NOW - MINUTE),
            uncovered_since: None,
            checkpoint: Some((10, NOW - MINUTE, String::new())),
        },
        tree_holds: true,
        checkpoint_holds: Some(true),
        sent: Some(OffHost::Agrees { covers: 10 }),
        work: Work { dead: 0, effect_since: Some(NOW), lapse_since: Some(NOW), deltas: 3 },
        leases_ahead: Vec::new(),
        records: Records { items: 3, acceptable: 2, cases: 5, provisional: 0 },
        accounts: Accounts { enabled: 3, ..Accounts::default() },
        last_backup: Some(at(NOW - MINUTE)),
        facts: Ok(Told {
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
        }),
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

fn told(asked: &mut Asked) -> &mut Told {
    asked.facts.as_mut().unwrap()
}

/// What changes an installation.
type Change = fn(&mut Asked);

#[test]
fn each_illness_is_found_and_nothing_else() {
    use Status::{Problem, Warning};
    let illnesses: &[(&str, Status, Change)] = &[
        ("database.version", Problem, |a| a.schema = 5),
        ("database.objects", Problem, |a| {
            let (kind, name) = ("trigger".to_owned(), "event_not_updated".to_owned());
            a.objects = vec![Difference { kind, name, fault: Fault::Missing }];
        }),
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
            a.evidence.checkpoint = Some((9, NOW - MINUTE, String::new()));
            a.evidence.uncovered_since = Some(NOW - 11 * MINUTE);
        }),
        ("evidence.checkpoint", Problem, |a| {
            a.evidence.checkpoint = None;
            a.evidence.uncovered_since = Some(NOW - 11 * MINUTE);
        }),
        ("evidence.tree", Problem, |a| a.tree_holds = false),
        ("evidence.signature", Problem, |a| a.checkpoint_holds = Some(false)),
        ("evidence.off_host", Warning, |a| a.sent = None),
        ("evidence.off_host", Warning, |a| a.sent = Some(OffHost::Agrees { covers: 9 })),
        ("evidence.off_host", Warning, |a| a.sent = Some(OffHost::Nothing)),
        ("evidence.rolled_back", Problem, |a| a.sent = Some(OffHost::Beyond { covers: 12, here: 10 })),
        ("evidence.rolled_back", Problem, |a| a.sent = Some(OffHost::Differs { size: 10 })),
        ("outbox.dead", Problem, |a| a.work.dead = 1),
        ("outbox.delay", Warning, |a| a.work.effect_since = Some(NOW - 11 * MINUTE)),
        ("worker.lapse", Problem, |a| a.work.lapse_since = Some(NOW - 11 * MINUTE)),
        ("worker.leases", Warning, |a| a.leases_ahead = vec!["index".to_owned()]),
        ("calendar.soon", Warning, |a| told(a).calendar_covers = (false, true)),
        ("calendar.year", Warning, |a| told(a).calendar_covers = (true, false)),
        ("catalog.acceptable", Warning, |a| a.records.acceptable = 0),
        ("cases.provisional", Warning, |a| a.records.provisional = 1),
        ("organization.leaders", Warning, |a| told(a).people.without_leader = 1),
        ("organization.windows", Warning, |a| told(a).people.windows = 0),
        ("letters.in_force", Warning, |a| told(a).people.letters_in_force = 0),
        ("letters.expiring", Warning, |a| told(a).people.letters_expiring = 1),
        ("administrators.present", Problem, |a| {
            told(a).people.missing_administrators = vec![Duty::AuditAdministrator];
        }),
        ("administrators.apart", Problem, |a| told(a).people.united_administrators = 1),
        ("accounts.unused", Warning, |a| a.accounts.unused = 1),
        ("accounts.first_password", Warning, |a| a.accounts.first_password = 1),
        ("tokens.expired", Warning, |a| a.accounts.expired_tokens = 1),
    ];
    // Where the facts do not hold, what they would tell is not told, and everything else is.
    let mut asked = healthy();
    asked.facts = Err("letter-1".to_owned());
    let left = judge(&asked);
    let found: Vec<_> =
        left.iter().filter(|check| check.status != Status::Good).map(|check| check.id).collect();
    assert_eq!(found, ["facts.proven"]);
    assert!(left.len() > 20 && !left.iter().any(|check| check.id == "letters.in_force"));
    for (id, status, change) in illnesses {
        let mut asked = healthy();
        change(&mut asked);
        let found: Vec<_> = judge(&asked).into_iter().filter(|check| check.status != Status::Good).collect();
        let [check] = &found[..] else { panic!("{id}: {found:?}") };
        assert_eq!((check.id, check.status), (*id, *status));
        assert!(check.cure_zh.is_some() && check.cure_en.is_some(), "{id}");
    }
    let checked: BTreeSet<_> = judge(&healthy()).iter().map(|check| check.id).collect();
    let broken: BTreeSet<_> = illnesses.iter().map(|(id, ..)| *id).chain(["facts.proven"]).collect();
    assert_eq!(checked, broken, "each check has an illness of its own");
}

#[test]
fn young_events_wait_for_their_checkpoint_and_an_empty_log_needs_none() {
    let mut asked = healthy();
    // After a quiet night the newest checkpoint is hours old, and what was written this minute has none yet.
    asked.evidence.checkpoint = Some((8, NOW - 600 * MINUTE, String::new()));
    asked.evidence.uncovered_since = Some(NOW - MINUTE);
    asked.sent = Some(OffHost::Agrees { covers: 8 });
    let checks = judge(&asked);
    assert!(checks.iter().all(|check| check.status == Status::Good), "{checks:?}");
    let said = checks.iter().find(|check| check.id == "evidence.checkpoint").unwrap();
    assert!(said.en.contains("2 more wait") && said.zh.contains("2 条待"), "{said:?}");
    // The first one is still to come.
    asked.evidence.checkpoint = None;
    (asked.checkpoint_holds, asked.sent) = (None, Some(OffHost::Nothing));
    assert!(judge(&asked).iter().all(|check| check.status == Status::Good));
    asked.evidence = Evidence {
        indexed: 0,
        pending: 0,
        pending_since: None,
        newest: None,
        uncovered_since: None,
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
    let told = asked.facts.as_ref().unwrap();
    assert_eq!((told.people.departments, told.people.without_leader, told.people.windows), (2, 2, 1));
    assert_eq!(told.people.missing_administrators, [Duty::SystemAdministrator, Duty::AuditAdministrator]);
    assert_eq!((asked.accounts.enabled, asked.evidence.checkpoint.is_some()), (4, false));
    // Tuesday, 24 October 2017: that year's calendar was published, and the next one's is known today.
    assert_eq!(told.calendar_covers, (true, true));
}

#[test]
fn a_damaged_tree_and_forged_facts_are_checks_among_the_others() {
    let center = Center::sqlite();
    let file = center.app.store().file().unwrap().to_owned();
    let place = Place::Directory(file.parent().unwrap().to_owned());
    let mut worker = crate::worker::Worker::new(center.app.clone(), "one".to_owned(), None);
    assert!(worker.turn().failed.is_empty());
    let wrong = || {
        let checks = judge(&examine(&center.app, &place, &file, None, None).unwrap());
        assert!(checks.len() > 20, "{checks:?}");
        let problems = checks.into_iter().filter(|check| check.status != Status::Good);
        problems.map(|check| check.id).collect::<BTreeSet<_>>()
    };
    let healthy = wrong();
    let found = |text: &str| {
        daowei_store::testing::intrude(center.app.store(), text.to_owned());
        wrong().difference(&healthy).copied().collect::<Vec<_>>()
    };
    assert_eq!(found("UPDATE merkle SET frontier = x'00'"), ["evidence.tree"]);
    assert_eq!(found("UPDATE merkle SET frontier = 7"), ["evidence.tree"]);
    assert_eq!(found("UPDATE lease SET until = until + 1000000000000"), ["evidence.tree", "worker.leases"]);
    let forged = "DROP TRIGGER event_not_updated; UPDATE event SET body = '{}' WHERE stream LIKE 'person-%';
        UPDATE epoch SET value = value + 1";
    let found = found(forged);
    assert!(found.contains(&"facts.proven") && found.contains(&"database.objects"), "{found:?}");
}
