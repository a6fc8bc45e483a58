//! Lists in each of their orders, page by page, on both engines.

use super::fixture::Fixture;
use crate::migrate::{self, MIGRATIONS};
use crate::view::item::{self, ItemRow};
use crate::view::license::{self, LicenseRow};
use crate::view::order::Order;
use crate::{Statement, params};

on_both!(
    items_come_in_each_order_page_by_page,
    items_of_a_search_come_in_the_same_orders,
    licenses_come_in_each_order_page_by_page
);

mod older {
    use super::super::fixture::Fixture;
    #[test]
    fn sqlite() {
        super::numbers_of_before_are_ordered_by_their_serials(&Fixture::empty_sqlite());
    }
    #[test]
    #[cfg_attr(not(postgres_tests), ignore = "DAOWEI_TEST_POSTGRES holds no URL")]
    fn postgres() {
        super::numbers_of_before_are_ordered_by_their_serials(&Fixture::empty_postgres());
    }
}

fn item(id: &str, name: &str, code: &str, department: Option<&str>) -> ItemRow {
    ItemRow {
        id: id.to_owned(),
        name: name.to_owned(),
        power: "01".to_owned(),
        department: department.map(str::to_owned),
        department_name: department.map_or("省某厅", |_| "").to_owned(),
        division: "512000".to_owned(),
        code: code.to_owned(),
        version: 1,
        valid_from: "2017-01-01".to_owned(),
        valid_to: (id == "f").then(|| "2017-06-01".to_owned()),
        acceptable: true,
    }
}

/// Two departments and others; two of one name, two without a code, one that is over.
fn items() -> Vec<ItemRow> {
    vec![
        item("a", "n3", "c1", Some("d1")),
        item("b", "n1", "", Some("d2")),
        item("c", "n1", "c3", Some("d1")),
        item("d", "n5", "c2", None),
        item("e", "n2", "", None),
        item("f", "n0", "c9", Some("d2")),
    ]
}

/// All ids of a list, by pages of that size.
fn listed(fixture: &Fixture, department: Option<&'static str>, order: Order<item::By>, limit: u32) -> String {
    let mut told = String::new();
    let mut after: Option<ItemRow> = None;
    loop {
        let behind = after.take();
        let rows = fixture
            .read(move |tx| {
                let part = item::Part {
                    department,
                    holding: Some("2017-10-24"),
                    order,
                    after: behind.as_ref(),
                    limit,
                };
                item::list(tx, part)
            })
            .unwrap();
        told.extend(rows.iter().map(|row| row.id.as_str()));
        assert!(told.len() < 20, "a list that does not end: {told}");
        match rows.into_iter().last() {
            Some(last) => after = Some(last),
            None => return told,
        }
    }
}

const ITEM_ORDERS: [(item::By, &str, &str); 3] =
    [(item::By::Name, "bcead", "ca"), (item::By::Code, "beadc", "ac"), (item::By::Department, "cabed", "ca")];

fn items_come_in_each_order_page_by_page(fixture: &Fixture) {
    fixture.write(|tx| items().iter().try_for_each(|row| item::save(tx, row))).unwrap();
    for (by, all, of_one) in ITEM_ORDERS {
        for limit in 1..=6 {
            let order = |back| Order { by, back };
            assert_eq!(listed(fixture, None, order(false), limit), all, "{by:?} {limit}");
            assert_eq!(listed(fixture, Some("d1"), order(false), limit), of_one, "{by:?} {limit}");
            let turned = |text: &str| text.chars().rev().collect::<String>();
            assert_eq!(listed(fixture, None, order(true), limit), turned(all), "{by:?} back {limit}");
            assert_eq!(
                listed(fixture, Some("d1"), order(true), limit),
                turned(of_one),
                "{by:?} back {limit}"
            );
        }
    }
}

fn items_of_a_search_come_in_the_same_orders(_: &Fixture) {
    for (by, all, _) in ITEM_ORDERS {
        for back in [false, true] {
            let mut rows: Vec<ItemRow> = items().into_iter().filter(|row| row.id != "f").collect();
            item::arrange(Order { by, back }, &mut rows);
            let mut found: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
            if back {
                found.reverse();
            }
            assert_eq!(found.concat(), all, "{by:?} {back}");
        }
    }
}

fn license(id: &str, serial: u32, from: &str, until: Option<&str>, department: &str) -> LicenseRow {
    LicenseRow {
        id: id.to_owned(),
        number: format!("资市监许〔2017〕{serial}号"),
        name: "食品经营许可证".to_owned(),
        case: format!("case-{id}"),
        item: None,
        department: department.to_owned(),
        holder: "record".to_owned(),
        holder_name: Some("某公司".to_owned()),
        valid_from: from.to_owned(),
        valid_until: until.map(str::to_owned),
        state: "valid".to_owned(),
        number_order: format!("资市监许〔2017〕{serial:05}"),
    }
}

fn licenses_come_in_each_order_page_by_page(fixture: &Fixture) {
    let rows = [
        license("a", 10, "2017-03-01", None, "d1"),
        license("b", 9, "2017-04-01", Some("2022-03-31"), "d1"),
        license("c", 100, "2017-02-01", Some("2020-01-31"), "d1"),
        license("d", 2, "2017-04-01", None, "d1"),
        license("e", 1, "2017-01-01", None, "d2"),
    ];
    fixture.write(move |tx| license::insert(tx, &rows.iter().collect::<Vec<_>>())).unwrap();
    let listed = |order: Order<license::By>, limit: u32| {
        let mut told = String::new();
        let mut after: Option<LicenseRow> = None;
        loop {
            let behind = after.take();
            let part = move |tx: &mut crate::Tx<'_>| {
                let part = license::Part { department: "d1", order, after: behind.as_ref(), limit };
                license::of_department(tx, part)
            };
            let rows = fixture.read(part).unwrap();
            told.extend(rows.iter().map(|row| row.id.as_str()));
            assert!(told.len() < 20, "a list that does not end: {told}");
            match rows.into_iter().last() {
                Some(last) => after = Some(last),
                None => return told,
            }
        }
    };
    for (by, all) in
        [(license::By::From, "cabd"), (license::By::Until, "cbad"), (license::By::Number, "dbac")]
    {
        for limit in 1..=5 {
            assert_eq!(listed(Order { by, back: false }, limit), all, "{by:?} {limit}");
            let turned: String = all.chars().rev().collect();
            assert_eq!(listed(Order { by, back: true }, limit), turned, "{by:?} back {limit}");
        }
    }
}

const OF_BEFORE: Statement = Statement::new(
    "license_row.of_before",
    "INSERT INTO license_row (id, number, name, case_id, department, holder, valid_from, state)
     VALUES ($1, $2, '证', $1, 'd1', 'record', '2017-01-01', 'valid')",
);

/// The migration writes what the rows of today are made with.
fn numbers_of_before_are_ordered_by_their_serials(fixture: &Fixture) {
    let older = MIGRATIONS.iter().position(|migration| migration.name == "sorted_lists").unwrap();
    migrate::migrate_to(&fixture.store, &MIGRATIONS[..older], 1).unwrap();
    let numbers = ["资市监许〔2017〕7号", "资市监许〔2017〕12345号", "甲乙〔1949〕10号"];
    fixture
        .write(move |tx| {
            for (id, number) in (1_u32..).zip(numbers) {
                tx.run(&OF_BEFORE, params![&id.to_string(), number])?;
            }
            Ok(())
        })
        .unwrap();
    migrate::migrate(&fixture.store, 2).unwrap();
    let order = |number: &'static str| {
        fixture.read(move |tx| license::by_number(tx, number)).unwrap().unwrap().number_order
    };
    assert_eq!(numbers.map(order), ["资市监许〔2017〕00007", "资市监许〔2017〕12345", "甲乙〔1949〕00010"]);
}
