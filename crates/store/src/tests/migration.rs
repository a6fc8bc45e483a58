//! Migrations: forward only, all or nothing, one at a time, never over a newer or another database.

use super::fixture::Fixture;
use crate::migrate::{self, MIGRATIONS, Migrated, Migration};
use crate::{Error, Statement, params};

const NEWEST: i64 = MIGRATIONS[MIGRATIONS.len() - 1].version;
const LATER: i64 = 9_999;

mod sqlite {
    use super::super::fixture::Fixture;
    #[test]
    fn an_empty_database_becomes_current() {
        super::an_empty_database_becomes_current(&Fixture::empty_sqlite());
    }
    #[test]
    fn each_cut_leaves_old_or_new() {
        super::each_cut_leaves_old_or_new(&Fixture::empty_sqlite());
    }
    #[test]
    fn several_processes_migrate_once() {
        super::several_processes_migrate_once(&Fixture::empty_sqlite());
    }
    #[test]
    fn other_databases_are_refused() {
        super::other_databases_are_refused(&Fixture::sqlite());
    }
}

mod postgres {
    use super::super::fixture::Fixture;
    #[test]
    #[cfg_attr(not(postgres_tests), ignore = "DAOWEI_TEST_POSTGRES holds no URL")]
    fn an_empty_database_becomes_current() {
        super::an_empty_database_becomes_current(&Fixture::empty_postgres());
    }
    #[test]
    #[cfg_attr(not(postgres_tests), ignore = "DAOWEI_TEST_POSTGRES holds no URL")]
    fn each_cut_leaves_old_or_new() {
        super::each_cut_leaves_old_or_new(&Fixture::empty_postgres());
    }
    #[test]
    #[cfg_attr(not(postgres_tests), ignore = "DAOWEI_TEST_POSTGRES holds no URL")]
    fn several_processes_migrate_once() {
        super::several_processes_migrate_once(&Fixture::empty_postgres());
    }
    #[test]
    #[cfg_attr(not(postgres_tests), ignore = "DAOWEI_TEST_POSTGRES holds no URL")]
    fn other_databases_are_refused() {
        super::other_databases_are_refused(&Fixture::postgres());
    }
}

#[test]
fn versions_have_no_gaps() {
    let versions: Vec<i64> = MIGRATIONS.iter().map(|migration| migration.version).collect();
    assert_eq!(versions, (1..=NEWEST).collect::<Vec<_>>());
}

fn an_empty_database_becomes_current(fixture: &Fixture) {
    assert_eq!(migrate::version(&fixture.store).unwrap(), 0);
    assert!(matches!(migrate::check(&fixture.store), Err(Error::Older { database: 0, program: NEWEST })));
    assert_eq!(migrate::migrate(&fixture.store, 1).unwrap(), Migrated { from: 0, to: NEWEST });
    assert_eq!(migrate::migrate(&fixture.store, 2).unwrap(), Migrated { from: NEWEST, to: NEWEST });
    migrate::check(&fixture.store).unwrap();
}

fn each_cut_leaves_old_or_new(fixture: &Fixture) {
    let mut cuts = 0;
    for operation in 1.. {
        let before = migrate::version(&fixture.store).unwrap();
        fixture.cut.arm(operation);
        let result = migrate::migrate(&fixture.store, 1);
        let came_through = fixture.cut.disarm();
        let after = migrate::version(&fixture.store).unwrap();
        assert!(after >= before);
        if came_through {
            result.unwrap();
            assert_eq!(after, NEWEST);
            break;
        }
        assert!(matches!(result, Err(Error::Cut { .. })), "{result:?}");
        cuts += 1;
    }
    assert!(cuts > 10, "{cuts} cuts");
    fixture.append("case/a", &["the event log works"]).unwrap();
    assert_eq!(fixture.index(), 1);
}

fn several_processes_migrate_once(fixture: &Fixture) {
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let store = match &fixture.place {
                    super::fixture::Place::Directory(_) => fixture.store.clone(),
                    super::fixture::Place::Schema(..) => fixture.another(),
                };
                assert_eq!(migrate::migrate(&store, 1).unwrap().to, NEWEST);
            });
        }
    });
    migrate::check(&fixture.store).unwrap();
}

const ENTER: Statement = Statement::new(
    "test.enter",
    "INSERT INTO migration (version, name, checksum, at) VALUES ($1, $2, $3, $4)",
);

fn other_databases_are_refused(fixture: &Fixture) {
    const OTHER: &[Migration] =
        &[Migration { version: 1, name: "evidence", text: "CREATE TABLE other (id TEXT)", fill: None }];
    let changed = migrate::migrate_to(&fixture.store, OTHER, 1);
    assert!(matches!(&changed, Err(Error::MigrationChanged { version: 1, name }) if name == "evidence"));
    fixture.write(|tx| tx.run(&ENTER, params![LATER, "later", &[], 1_i64])).unwrap();
    for refused in [migrate::migrate(&fixture.store, 1).err(), migrate::check(&fixture.store).err()] {
        let refused = refused.unwrap();
        assert!(matches!(refused, Error::Newer { database: LATER, program: NEWEST }));
        let both = format!("version {LATER}, this program knows versions up to {NEWEST}");
        assert!(refused.to_string().contains(&both), "names both versions");
    }
}
