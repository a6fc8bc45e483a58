//! What the public finds: founded versions in force, by each way to come to them; and the rows of a database that is older
//! than their table.

use daowei_domain::catalog::{Audience, Event, Item, Origin, VersionRecorded};
use daowei_domain::fixture::Matter;
use daowei_domain::organization::Validity;
use daowei_domain::setting::History;
use daowei_domain::{Actor, Recorded};
use daowei_ident::{ItemId, UnitId};
use jiff::Timestamp;
use jiff::civil::{Date, date};

use super::fixture::Fixture;
use crate::migrate::{self, MIGRATIONS};
use crate::view::guide::{self, Facet, GuideRow};
use crate::view::item::{self, ItemRow};
use crate::view::rebuild::{self, Mode};

on_both!(
    guides_in_force_are_found_by_every_way,
    a_search_looks_at_what_is_in_force,
    rows_are_replaced_with_their_item
);

mod older {
    use super::super::fixture::Fixture;
    #[test]
    fn sqlite() {
        super::an_older_database_gets_its_rows_from_the_log(&Fixture::empty_sqlite());
    }
    #[test]
    #[cfg_attr(not(postgres_tests), ignore = "DAOWEI_TEST_POSTGRES holds no URL")]
    fn postgres() {
        super::an_older_database_gets_its_rows_from_the_log(&Fixture::empty_postgres());
    }
}

fn recorded(number: u8, name: &str, validity: Validity, founded: bool) -> Event {
    let mut content = Matter::License.content();
    name.clone_into(&mut content.name);
    content.objects = vec![if number.is_multiple_of(2) { "自然人" } else { "法人" }.to_owned()];
    content.topics = vec!["开办企业".to_owned()];
    let origin = if founded {
        Origin::Founding { document: "清单".to_owned() }
    } else {
        Origin::Import { source: "某处".to_owned() }
    };
    Event::VersionRecorded(VersionRecorded {
        item: ItemId::from_parts(1, [number; 10]),
        number: 1,
        origin,
        validity,
        content: Box::new(content),
    })
}

fn of(number: u8, name: &str, validity: Validity, founded: bool) -> Item {
    Item::apply(None, &recorded(number, name, validity, founded)).unwrap()
}

fn since(from: Date) -> Validity {
    Validity { from, to: None }
}

fn save(fixture: &Fixture, item: &Item) {
    let item = item.clone();
    fixture
        .write(move |tx| {
            item::save(tx, &item.id.to_string(), &ItemRow::of(&item))?;
            guide::save(tx, &item.id.to_string(), &GuideRow::of(&item))
        })
        .unwrap();
}

const ALL: [Facet; 3] = [Facet::All, Facet::All, Facet::All];

fn names(fixture: &Fixture, facets: [Facet; 3], after: (&str, &str), limit: u32) -> Vec<String> {
    let after = (after.0.to_owned(), after.1.to_owned());
    let rows = fixture.read(move |tx| guide::page(tx, &facets, "2017-10-24", (&after.0, &after.1), limit));
    rows.unwrap().into_iter().map(|row| row.name).collect()
}

fn guides_in_force_are_found_by_every_way(fixture: &Fixture) {
    let day = date(2017, 10, 24);
    for (number, name, validity, founded) in [
        (1, "a1", since(day), true),
        (2, "a2", since(date(2017, 1, 1)), true),
        (3, "a3", since(date(2017, 10, 25)), true),
        (4, "a4", Validity { from: date(2017, 1, 1), to: Some(day) }, true),
        (5, "a5", since(date(2017, 1, 1)), false),
        (6, "a6", since(date(2017, 1, 1)), true),
    ] {
        save(fixture, &of(number, name, validity, founded));
    }
    assert_eq!(names(fixture, ALL, ("", ""), 10), ["a1", "a2", "a6"]);
    let first = of(1, "a1", since(day), true).id.to_string();
    assert_eq!(names(fixture, ALL, ("a1", &first), 1), ["a2"]);
    let natural = Facet::Audience(Audience::Natural);
    assert_eq!(names(fixture, [natural.clone(), Facet::All, Facet::All], ("", ""), 10), ["a2", "a6"]);
    let topic = Facet::Topic("开办企业".to_owned());
    let legal = Facet::Audience(Audience::Legal);
    assert_eq!(names(fixture, [topic.clone(), legal, Facet::All], ("", ""), 10), ["a1"]);
    assert_eq!(
        names(fixture, [Facet::Topic("别的".to_owned()), Facet::All, Facet::All], ("", ""), 10),
        [""; 0]
    );
    let counted = fixture.read(|tx| guide::count(tx, "2017-10-24")).unwrap();
    let count = |facet: &Facet| counted.iter().find(|(counted, _)| counted == facet).map(|(_, count)| *count);
    assert_eq!((count(&Facet::All), count(&natural), count(&topic)), (Some(3), Some(2), Some(3)));
}

fn a_search_looks_at_what_is_in_force(fixture: &Fixture) {
    save(fixture, &of(1, "取水许可", since(date(2017, 1, 1)), true));
    save(fixture, &of(2, "取水许可变更", since(date(2017, 1, 1)), true));
    save(fixture, &of(3, "取水许可延续", since(date(2018, 1, 1)), true));
    let found = |query: &'static str, facets: [Facet; 3], limit| {
        let found = fixture.read(move |tx| guide::find(tx, &facets, "2017-10-24", query, limit)).unwrap();
        (found.0.into_iter().map(|row| row.name).collect::<Vec<_>>(), found.1)
    };
    assert_eq!(found("取水", ALL, 10), (vec!["取水许可".to_owned(), "取水许可变更".to_owned()], false));
    assert_eq!(found("qsxk", ALL, 1).0.len(), 1);
    assert!(found("qsxk", ALL, 1).1, "there may be more");
    save(fixture, &of(4, "自助制作证件中转", since(date(2017, 1, 1)), true));
    assert_eq!(found("zzzzzj", ALL, 10).0, ["自助制作证件中转"]);
    assert_eq!(found("zzzzzz", ALL, 10).0, [""; 0], "its pairs of letters are all there, the six are not");
    assert_eq!(found("取可", ALL, 10).0, [""; 0]);
    let legal = [Facet::Audience(Audience::Legal), Facet::All, Facet::All];
    assert_eq!(found("取水", legal, 10).0, ["取水许可"]);
    // Narrowed before the first few are taken.
    let natural = [Facet::Audience(Audience::Natural), Facet::All, Facet::All];
    assert_eq!(found("取水", natural, 1).0, ["取水许可变更"]);
}

fn rows_are_replaced_with_their_item(fixture: &Fixture) {
    save(fixture, &of(1, "旧名", since(date(2017, 1, 1)), true));
    save(fixture, &of(1, "新名", since(date(2017, 1, 1)), true));
    assert_eq!(names(fixture, ALL, ("", ""), 10), ["新名"]);
    let counted = fixture.read(|tx| guide::count(tx, "2017-10-24")).unwrap();
    assert!(counted.iter().all(|(_, count)| *count == 1), "{counted:?}");
    let found = |query: &'static str| {
        fixture.read(move |tx| guide::find(tx, &ALL, "2017-10-24", query, 9)).unwrap().0
    };
    assert_eq!((found("旧名").len(), found("新名").len()), (0, 1));
}

fn an_older_database_gets_its_rows_from_the_log(fixture: &Fixture) {
    let older = MIGRATIONS.iter().position(|migration| migration.name == "guide").unwrap();
    migrate::migrate_to(&fixture.store, &MIGRATIONS[..older], 1).unwrap();
    for number in 1..=3 {
        let event = recorded(number, &format!("事项{number}"), since(date(2017, 1, 1)), true);
        let record = Recorded {
            at: Timestamp::UNIX_EPOCH,
            unit: UnitId::from_parts(1, [number; 10]),
            by: Actor::Host,
            grant: None,
            event,
        };
        let body = serde_json::to_string(&record).unwrap();
        fixture.append(&format!("item-{}", ItemId::from_parts(1, [number; 10])), &[&body]).unwrap();
    }
    migrate::migrate(&fixture.store, 2).unwrap();
    // A migration has no key to prove events with: `audit rebuild` has.
    let write =
        |mode| rebuild::rebuild(&fixture.store, &fixture.keys, &History::default(), mode, &mut |_| {});
    assert!(write(Mode::Check).unwrap().found > 0);
    write(Mode::Write).unwrap();
    assert_eq!(fixture.read(|tx| guide::find(tx, &ALL, "2017-10-24", "事项", 9)).unwrap().0.len(), 3);
    assert_eq!(names(fixture, ALL, ("", ""), 10), ["事项1", "事项2", "事项3"]);
}
