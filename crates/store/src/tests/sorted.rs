//! Lists in each of their orders, page by page, on both engines.

use super::fixture::Fixture;
use crate::account;
use crate::migrate::{self, MIGRATIONS};
use crate::view::case::NAMED;
use crate::view::item::{self, ItemRow};
use crate::view::legal_person;
use crate::view::license::{self, By, LicenseRow};
use crate::view::order::Order;
use crate::{Statement, params};

on_both!(
    items_come_in_each_order_page_by_page,
    items_of_a_search_come_in_the_same_orders,
    items_come_by_the_pinyin_of_their_names,
    licenses_come_in_each_order_page_by_page,
    licenses_are_found_by_words_in_each_order,
    words_that_fit_too_many_names_find_no_license,
    accounts_come_in_each_order_page_by_page
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
    #[test]
    fn names_sqlite() {
        super::names_of_before_are_spelled_and_found(&Fixture::empty_sqlite());
    }
    #[test]
    #[cfg_attr(not(postgres_tests), ignore = "DAOWEI_TEST_POSTGRES holds no URL")]
    fn names_postgres() {
        super::names_of_before_are_spelled_and_found(&Fixture::empty_postgres());
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
        newest: true,
        valid_from: "2017-01-01".to_owned(),
        valid_to: (id == "f").then(|| "2017-06-01".to_owned()),
        acceptable: true,
        name_order: item::name_order(name),
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
                    day: "2017-10-24",
                    in_force: true,
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
    fixture
        .write(|tx| items().iter().try_for_each(|row| item::save(tx, &row.id, std::slice::from_ref(row))))
        .unwrap();
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

/// Each of these as the lists of either engine and of a search have it.
fn items_come_by_the_pinyin_of_their_names(fixture: &Fixture) {
    let names = ["重庆", "安全", "Z证", "中医", "食品（新办）", "食品经营", "安置", "取水", "爱鸟", "食品"];
    let rows: Vec<ItemRow> =
        ('k'..).zip(names).map(|(id, name)| item(&id.to_string(), name, "", Some("d1"))).collect();
    let written = rows.clone();
    fixture
        .write(move |tx| {
            written.iter().try_for_each(|row| item::save(tx, &row.id, std::slice::from_ref(row)))
        })
        .unwrap();
    let sorted = ["Z证", "爱鸟", "安全", "安置", "取水", "食品", "食品经营", "食品（新办）", "重庆", "中医"];
    for by in [item::By::Name, item::By::Department] {
        for limit in [1, 3, 20] {
            let named = |ids: String| -> Vec<String> {
                let name = |id: char| rows.iter().find(|row| row.id == id.to_string()).unwrap().name.clone();
                ids.chars().map(name).collect()
            };
            for department in [None, Some("d1")] {
                assert_eq!(named(listed(fixture, department, Order { by, back: false }, limit)), sorted);
                let mut back = named(listed(fixture, department, Order { by, back: true }, limit));
                back.reverse();
                assert_eq!(back, sorted);
            }
        }
    }
    let mut found = rows.clone();
    item::arrange(Order::default(), &mut found);
    assert_eq!(found.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), sorted);
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

/// Ids of what words find among a department's licenses, by pages of that size; nothing where they fit too many names.
fn found(fixture: &Fixture, words: &'static str, order: Order<license::By>, limit: u32) -> Option<String> {
    let mut told = String::new();
    let mut after: Option<LicenseRow> = None;
    loop {
        let behind = after.take();
        let rows = fixture
            .read(move |tx| {
                let part = license::Part { department: "d1", order, after: behind.as_ref(), limit };
                license::named(tx, words, part)
            })
            .unwrap()?;
        told.extend(rows.iter().map(|row| row.id.as_str()));
        assert!(told.len() < 20, "a list that does not end: {told}");
        match rows.into_iter().last() {
            Some(last) => after = Some(last),
            None => return Some(told),
        }
    }
}

fn licenses_are_found_by_words_in_each_order(fixture: &Fixture) {
    let of = |item: &str, name: &str, holder: Option<&str>, license: LicenseRow| LicenseRow {
        item: Some(item.to_owned()),
        name: name.to_owned(),
        holder_name: holder.map(str::to_owned),
        ..license
    };
    let (food, water) = ("食品经营许可证", "取水许可证");
    let rows = [
        of("i1", food, Some("资阳鑫旺餐饮有限公司"), license("a", 10, "2017-03-01", None, "d1")),
        of("i1", food, None, license("b", 9, "2017-04-01", Some("2022-03-31"), "d1")),
        of(
            "i2",
            water,
            Some("资阳鑫旺餐饮有限公司"),
            license("c", 100, "2017-02-01", Some("2020-01-31"), "d1"),
        ),
        of("i1", food, Some("食品饮料厂"), license("d", 2, "2017-04-01", None, "d1")),
        of("i1", food, Some("资阳鑫旺餐饮有限公司"), license("e", 1, "2017-01-01", None, "d2")),
    ];
    fixture
        .write(move |tx| {
            item::save(tx, "i1", &[item("i1", "食品经营许可（新办）", "c1", Some("d1"))])?;
            item::save(tx, "i2", &[item("i2", "取水审批", "c2", Some("d1"))])?;
            rows.iter().try_for_each(|row| {
                row.holder_name.as_deref().map_or(Ok(()), |name| legal_person::add(tx, name))?;
                license::save(tx, row, true)
            })
        })
        .unwrap();
    // By the name of the item and by their own, which the item has not; by the holder; by initials of each.
    for (words, orders) in [
        ("新办", [(By::From, "abd"), (By::Until, "bad"), (By::Number, "dba")]),
        ("许可证", [(By::From, "cabd"), (By::Until, "cbad"), (By::Number, "dbac")]),
        ("审批", [(By::From, "c"), (By::Until, "c"), (By::Number, "c")]),
        ("鑫旺", [(By::From, "ca"), (By::Until, "ca"), (By::Number, "ac")]),
        ("xwcy", [(By::From, "ca"), (By::Until, "ca"), (By::Number, "ac")]),
        ("qsxk", [(By::From, "c"), (By::Until, "c"), (By::Number, "c")]),
        // Found by its item and by its holder, and once.
        ("食品", [(By::From, "abd"), (By::Until, "bad"), (By::Number, "dba")]),
        ("无此", [(By::From, ""), (By::Until, ""), (By::Number, "")]),
        ("食", [(By::From, ""), (By::Until, ""), (By::Number, "")]),
    ] {
        for (by, all) in orders {
            for limit in 1..=5 {
                let order = |back| Order { by, back };
                assert_eq!(
                    found(fixture, words, order(false), limit).unwrap(),
                    all,
                    "{words} {by:?} {limit}"
                );
                let turned: String = all.chars().rev().collect();
                assert_eq!(
                    found(fixture, words, order(true), limit).unwrap(),
                    turned,
                    "{words} {by:?} back {limit}"
                );
            }
        }
    }
    // Under a corrected name as well, and no longer under the one before.
    let corrected = of("i1", food, Some("川味小吃店"), license("a", 10, "2017-03-01", None, "d1"));
    fixture.write(move |tx| license::save(tx, &corrected, false)).unwrap();
    assert_eq!(found(fixture, "小吃", Order::default(), 5).unwrap(), "a");
    assert_eq!(found(fixture, "鑫旺", Order::default(), 5).unwrap(), "c");
}

fn words_that_fit_too_many_names_find_no_license(fixture: &Fixture) {
    fixture
        .write(|tx| {
            (0..=NAMED).try_for_each(|number| legal_person::add(tx, &format!("资阳市第{number}公司")))
        })
        .unwrap();
    assert_eq!(found(fixture, "资阳", Order::default(), 5), None);
    assert_eq!(found(fixture, "资阳 17", Order::default(), 5), Some(String::new()));
}

fn accounts_come_in_each_order_page_by_page(fixture: &Fixture) {
    fixture
        .write(|tx| {
            for (id, login, at) in [("a", "zhou", 5), ("b", "an.1", 7), ("c", "li", 5), ("d", "an", 9)] {
                let new =
                    account::NewAccount { id, person: id, login, password: "p", must_change: false, at };
                account::add(tx, &new)?;
            }
            account::used(tx, "a", 20)?;
            account::used(tx, "d", 10)
        })
        .unwrap();
    for (by, all) in
        [(account::By::Login, "dbca"), (account::By::Created, "acbd"), (account::By::Used, "bcda")]
    {
        for limit in 1..=5 {
            for back in [false, true] {
                let mut told = String::new();
                let mut after: Option<account::Account> = None;
                loop {
                    let behind = after.take();
                    let order = Order { by, back };
                    let rows =
                        fixture.read(move |tx| account::page(tx, order, behind.as_ref(), limit)).unwrap();
                    told.extend(rows.iter().map(|row| row.id.as_str()));
                    assert!(told.len() < 20, "a list that does not end: {told}");
                    match rows.into_iter().last() {
                        Some(last) => after = Some(last),
                        None => break,
                    }
                }
                let expected: String = if back { all.chars().rev().collect() } else { all.to_owned() };
                assert_eq!(told, expected, "{by:?} {back} {limit}");
            }
        }
    }
}

const ITEM_OF_BEFORE: Statement = Statement::new(
    "item_row.of_before",
    "INSERT INTO item_row (id, name, power, department_name, division, code, version, valid_from, acceptable)
     VALUES ($1, $2, '01', '', '512000', '', 1, '2017-01-01', TRUE)",
);
const LICENSE_OF_BEFORE: Statement = Statement::new(
    "license_row.of_before_named",
    "INSERT INTO license_row (id, number, name, case_id, item, department, holder, holder_name, valid_from, state)
     VALUES ($1, $1, $2, $1, 'i1', 'd1', 'record', '资阳康民诊所', '2017-01-01', 'valid')",
);

/// What no SQL can reckon is there behind the migration, too.
fn names_of_before_are_spelled_and_found(fixture: &Fixture) {
    let older = MIGRATIONS.iter().position(|migration| migration.name == "list_orders").unwrap();
    migrate::migrate_to(&fixture.store, &MIGRATIONS[..older], 1).unwrap();
    fixture
        .write(|tx| {
            tx.run(&ITEM_OF_BEFORE, params!["i1", "中医诊所备案"])?;
            tx.run(&ITEM_OF_BEFORE, params!["i2", "安全评价"])?;
            ["1", "2"]
                .iter()
                .try_for_each(|id| tx.run(&LICENSE_OF_BEFORE, params![*id, "诊所备案凭证"]).map(|_| ()))
        })
        .unwrap();
    migrate::migrate(&fixture.store, 2).unwrap();
    let part = item::Part {
        department: None,
        day: "2017-10-24",
        in_force: false,
        order: Order::default(),
        after: None,
        limit: 9,
    };
    let rows = fixture.read(move |tx| item::list(tx, part)).unwrap();
    let told: Vec<(&str, String)> =
        rows.iter().map(|row| (row.id.as_str(), row.name_order.clone())).collect();
    assert_eq!(told, [("i2", item::name_order("安全评价")), ("i1", item::name_order("中医诊所备案"))]);
    for words in ["凭证", "康民"] {
        assert_eq!(found(fixture, words, Order::default(), 9).unwrap(), "12", "{words}");
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
