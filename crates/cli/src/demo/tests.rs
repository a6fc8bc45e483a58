//! The city made twice: every stage, every oddity, the same facts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use daowei_app::{import, install::KEY_FILE};
use daowei_crypto::{Keys, Suite};
use daowei_domain::case::{Mark, Stage};
use daowei_store::view::rebuild::{Kind, Mode};
use daowei_store::{SqliteOptions, Store, leaf, migrate, verify};

use super::{Summary, Wish, anchor, make};

struct Place(std::path::PathBuf);

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn keys(seed: u8) -> Keys {
    Keys::generate(Suite::International, "test.example/demo", &[seed; 32]).unwrap()
}

/// The doors open at 09:30.
fn opening(anchor: jiff::civil::Date) -> jiff::Timestamp {
    super::timeline::instant(anchor, jiff::civil::time(9, 30, 0, 0))
}

fn city(name: &str, seed: u64, cases: usize, accounts: bool) -> (Place, Store, Summary) {
    city_on(name, "2026-03-16".parse().unwrap(), seed, cases, accounts)
}

fn city_on(
    name: &str,
    anchor: jiff::civil::Date,
    seed: u64,
    cases: usize,
    accounts: bool,
) -> (Place, Store, Summary) {
    let directory = std::env::temp_dir().join(format!("daowei_demo_{name}_{}", std::process::id()));
    std::fs::create_dir(&directory).unwrap();
    let place = Place(directory);
    let store = Store::sqlite(&place.0.join("daowei.db"), &SqliteOptions::default()).unwrap();
    migrate::migrate(&store, 1).unwrap();
    let accounts = accounts.then(|| super::accounts_beside(&place.0.join(KEY_FILE)));
    let wish = Wish { anchor, now: opening(anchor), seed, cases, accounts };
    let summary = make(store.clone(), keys(7), &wish).unwrap();
    (place, store, summary)
}

fn cases() -> usize {
    // Unoptimized, fewer: each path still once.
    if cfg!(debug_assertions) { 40 } else { super::CASES }
}

#[test]
fn a_year_in_every_stage_and_its_evidence_verifies() {
    let (place, store, summary) = city("whole", 20_260_316, cases(), false);
    let stages: BTreeMap<Stage, usize> = summary.cases.iter().fold(BTreeMap::new(), |mut count, case| {
        *count.entry(case.stage).or_default() += 1;
        count
    });
    for stage in Stage::ALL {
        assert!(stages.contains_key(&stage), "no case is {stage:?}: {stages:?}");
    }
    let marks: BTreeSet<Mark> = summary.cases.iter().flat_map(|case| case.marks.clone()).collect();
    for mark in [
        Mark::DeemedAccepted,
        Mark::StatutoryOverrun,
        Mark::PromiseOverrun,
        Mark::OutageEntry,
        Mark::Irregular,
        Mark::DormantCorrection,
        Mark::ExtensionVoid,
        Mark::PauseNotDeducted,
    ] {
        assert!(marks.contains(&mark), "no case is marked {mark:?}: {marks:?}");
    }
    assert_eq!(summary.cases.len(), cases() + super::open_cases::open().len() + 3);
    assert!(summary.departments > 100 && summary.items > 1_200 && summary.people > 80);
    let index = |tx: &mut daowei_store::Tx<'_>| {
        leaf::index_pending(tx, Suite::International, 10_000)
            .map_err(daowei_store::Abort::<daowei_store::Error>::from)
    };
    while store.write(index).unwrap() > 0 {}
    let verified = verify::verify(&store, &Arc::new(keys(7)), &[], &mut |_| {}).unwrap();
    assert!(verified.is_clean(), "{:?}", verified.findings);
    assert!(verified.events > 2_000);
    let texts = verify::texts(&store, &Arc::new(keys(7)), &mut |_| {}).unwrap();
    assert_eq!((texts.found, texts.missing), (0, 0), "{:?}", texts.findings);
    let rebuild =
        |mode| daowei_app::evidence::rebuild(&store, &Arc::new(keys(7)), mode, &mut |_| {}).unwrap();
    let rebuilt = rebuild(Mode::Check);
    assert_eq!(rebuilt.found, 0, "{:?}", rebuilt.differences);

    let led = "SELECT count(*) FROM event WHERE kind = 'department.leader_appointed'";
    let database = rusqlite::Connection::open(place.0.join("daowei.db")).unwrap();
    let led: i64 = database.query_row(led, [], |row| row.get(0)).unwrap();
    assert!(led > 87, "every organ has a principal leader: {led}");

    let kept: i64 = database.query_row("SELECT COUNT(*) FROM vault", [], |row| row.get(0)).unwrap();
    assert!(texts.checked >= kept.unsigned_abs(), "{kept} records, {} references to them", texts.checked);

    // Behind the program's back: a deadline moved away, a document and a license gone, a case made up, an item out of its order, a
    // name by which licenses are found and the name of a holder taken away.
    let altered = "UPDATE case_row SET lapse_at = lapse_at + 1 WHERE id = (SELECT min(id) FROM case_row WHERE lapse_at > 0);
         DELETE FROM document_row WHERE id = (SELECT min(id) FROM document_row);
         DELETE FROM license_row WHERE id = (SELECT min(id) FROM license_row);
         UPDATE case_row SET id = 'zzz' WHERE id = (SELECT max(id) FROM case_row);
         UPDATE item_row SET name_order = '' WHERE id = (SELECT min(id) FROM item_row);
         DELETE FROM search_token WHERE kind = 'license_name' AND document = (SELECT min(document) FROM search_token WHERE kind = 'license_name');
         DELETE FROM legal_person WHERE name = (SELECT holder_name FROM license_row WHERE holder_name IS NOT NULL ORDER BY id LIMIT 1)";
    database.execute_batch(altered).unwrap();
    let found: Vec<_> = rebuild(Mode::Check)
        .differences
        .iter()
        .map(|difference| (difference.table, difference.kind))
        .collect();
    let expected = [
        ("case_row", Kind::Changed),
        ("document_row", Kind::Missing),
        ("case_row", Kind::Missing),
        ("case_row", Kind::Extra),
        ("license_row", Kind::Missing),
        ("item_row", Kind::Changed),
        ("search_token", Kind::Missing),
        ("legal_person", Kind::Missing),
    ];
    assert!(found.len() == expected.len() && expected.iter().all(|one| found.contains(one)), "{found:?}");
    assert_eq!(rebuild(Mode::Write).found, 8);
    assert_eq!(rebuild(Mode::Check).found, 0);
}

#[test]
fn the_hall_of_the_day_is_full_of_people_and_their_papers_are_linked() {
    let (place, store, summary) = city("hall", 11, 0, false);
    let database = rusqlite::Connection::open(place.0.join("daowei.db")).unwrap();
    let tickets = |what: &str| -> Vec<String> {
        let sql =
            format!("SELECT kind || number || ' ' || standing FROM queue_ticket WHERE {what} ORDER BY 1");
        let mut found = database.prepare(&sql).unwrap();
        let rows = found.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };
    assert_eq!(tickets("day <> '2026-03-16'"), Vec::<String>::new());
    assert_eq!(tickets("standing = 'done'"), ["C1 done", "D1 done", "Z1 done"]);
    assert_eq!(tickets("standing = 'called'"), ["C3 called", "D2 called"]);
    assert_eq!(tickets("standing = 'skipped' AND calls = 2"), ["C2 skipped"]);
    assert_eq!(tickets("standing = 'waiting'").len(), 8);
    // Everything lies before the doors open, and not long before.
    let opened = opening("2026-03-16".parse().unwrap()).as_microsecond();
    let outside =
        format!("drawn_at >= {opened} OR drawn_at < {opened} - 4200000001 OR called_at >= {opened}");
    assert_eq!(tickets(&outside), Vec::<String>::new());
    let linked =
        "SELECT count(DISTINCT ticket) FROM queue_case WHERE number IN (SELECT number FROM case_row)";
    let linked: i64 = database.query_row(linked, [], |row| row.get(0)).unwrap();
    assert_eq!(linked, 3);
    let received = summary.cases.iter().filter(|case| case.received_on == summary.anchor);
    assert_eq!(received.count(), 3);
    drop(database);
    let clock = super::machine::TurnedClock::at("2026-03-16T01:31:00Z".parse().unwrap());
    let random = super::machine::SeededRandom::new(12);
    let app = daowei_app::App::new(store, keys(7), Box::new(clock), Box::new(random));
    let shown =
        app.read_blocking(daowei_app::Caller::Host, |unit| Ok(unit.world.queue.clone())).unwrap().unwrap();
    assert_eq!(shown.kinds.iter().map(|kind| kind.letter).collect::<String>(), "BCDZ");
    assert!(shown.kinds.iter().all(|kind| !kind.windows.is_empty()));
}

#[test]
fn a_city_opened_a_minute_after_midnight_has_its_hall_on_that_day() {
    let day: jiff::civil::Date = "2026-03-16".parse().unwrap();
    let midnight = super::timeline::instant(day, jiff::civil::time(0, 1, 0, 0));
    assert_eq!(super::hall::until(day, midnight), midnight);
    // A day that is over keeps its morning.
    let later = super::hall::until(day, "2026-05-05T01:00:00Z".parse().unwrap());
    assert_eq!(later.to_string(), "2026-03-16T02:10:00Z");
    let directory = std::env::temp_dir().join(format!("daowei_demo_midnight_{}", std::process::id()));
    std::fs::create_dir(&directory).unwrap();
    let place = Place(directory);
    let store = Store::sqlite(&place.0.join("daowei.db"), &SqliteOptions::default()).unwrap();
    migrate::migrate(&store, 1).unwrap();
    let wish = Wish { anchor: day, now: midnight, seed: 11, cases: 0, accounts: None };
    make(store, keys(7), &wish).unwrap();
    let database = rusqlite::Connection::open(place.0.join("daowei.db")).unwrap();
    let drawn = "SELECT min(drawn_at), max(drawn_at), count(*) FROM queue_ticket WHERE day = '2026-03-16'";
    let drawn: (i64, i64, i64) =
        database.query_row(drawn, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    let end = midnight.as_microsecond();
    assert!(drawn.0 >= end - 60_000_000 && drawn.1 <= end && drawn.2 == 14, "{drawn:?}");
}

#[test]
fn the_same_seed_and_day_make_the_same_city_and_another_seed_another() {
    let (_one, _, first) = city("first", 7, 30, false);
    let (_two, _, second) = city("second", 7, 30, false);
    let (_three, _, other) = city("other", 8, 30, false);
    let of = |summary: &Summary| super::fingerprint(&summary.cases);
    assert_eq!(of(&first), of(&second));
    assert_ne!(of(&first), of(&other));
}

#[test]
fn accounts_are_for_the_owner_of_the_host_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (place, _, summary) = city("accounts", 9, 0, true);
    let file = super::accounts_beside(&place.0.join(KEY_FILE));
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let kept: Vec<super::DemoAccount> = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(kept.len(), summary.people);
    let logins: BTreeSet<&str> = kept.iter().map(|account| account.login.as_str()).collect();
    for login in [
        "clerk",
        "assistant",
        "chief",
        "reviewer",
        "leader",
        "center",
        "staffing",
        "legal",
        "government",
        "supervisor",
        "system",
        "security",
        "audit",
        "chief-expired",
        "chief-narrow",
        "chief-deputy",
        "chief-early",
        "chief-revoked",
    ] {
        assert!(logins.contains(login), "{login}");
    }
    let passwords: BTreeSet<&str> = kept.iter().map(|account| account.password.as_str()).collect();
    assert_eq!(passwords.len(), kept.len());
}

/// docs/import.md says so.
#[test]
fn the_city_takes_the_example_of_foreign_cases() {
    let page = include_str!("../../../../docs/import.md");
    let (_, example) = page.split_once("```csv\n").unwrap();
    let (example, _) = example.split_once("```").unwrap();
    let (_place, store, _) = city("foreign", 9, 0, false);
    let clock = super::machine::TurnedClock::at("2026-03-16T00:00:00Z".parse().unwrap());
    let random = super::machine::SeededRandom::new(10);
    let app = daowei_app::App::new(store, keys(7), Box::new(clock), Box::new(random));
    let report = import::foreign(&app, example.as_bytes(), &import::Options::default()).unwrap();
    assert_eq!((report.accepted, report.refused, report.warnings), (2, vec![], vec![]));
}

#[test]
fn a_city_is_made_on_any_day_from_the_beginning_of_its_lists_also_where_no_calendar_is_published() {
    let day = |text: &str| text.parse().unwrap();
    for (asked, today, made) in [
        (None, "2026-05-05", Some("2026-05-05")),
        (None, "2031-01-01", Some("2031-01-01")),
        (Some("2026-03-16"), "2031-01-01", Some("2026-03-16")),
        (Some("2018-01-01"), "2026-05-05", None),
        (Some("2026-05-06"), "2026-05-05", None),
    ] {
        let found = anchor(asked.map(day), day(today)).ok().map(|day| day.to_string());
        assert_eq!(found.as_deref(), made, "{asked:?} on {today}");
    }
    let (_place, _, summary) = city_on("later", day("2031-03-17"), 3, 30, false);
    let clocks = summary.cases.iter().flat_map(|case| case.clocks.values());
    assert!(clocks.into_iter().all(|clock| clock.reckoning.provisional));
}

/// What no phrase says is told by a stopgap, which no paper of the city may bear.
#[test]
fn every_kind_of_words_that_the_stage_asks_for_is_there() {
    let play = include_str!("play.rs");
    let phrases = super::phrases::Phrases::load().unwrap();
    let asked: BTreeSet<&str> = play
        .split('"')
        .filter(|word| {
            word.contains('.') && word.chars().all(|letter| matches!(letter, 'a'..='z' | '_' | '.'))
        })
        .collect();
    assert!(asked.len() > 15, "{asked:?}");
    for kind in asked {
        let said = phrases.say(&mut super::chance::Chance::part(1, 1), kind);
        assert!(!said.contains("特此说明"), "{kind}");
    }
}
