//! A page of a list sends the same statements whether a hundred cases lie behind it or ten thousand.

use daowei_app::case::{After, CaseRow, Order, Query};
use daowei_domain::case::Stage;
use daowei_store::{Abort, Error, view};

use super::shapes;
use super::story::list;
use super::watched::Watched;
use crate::place::Engine;

#[test]
fn lists_send_the_same_from_ten_thousand_cases_on_sqlite() {
    same(Engine::Sqlite);
}

#[test]
#[cfg_attr(not(postgres_tests), ignore = "DAOWEI_TEST_POSTGRES holds no URL")]
fn lists_send_the_same_from_ten_thousand_cases_on_postgres() {
    same(Engine::Postgres);
}

fn same(engine: Engine) {
    let mut watched = Watched::open(engine, "constant");
    watched.story();
    watched.told.clear();
    let row = watched.listed(vec![Stage::Delivered]).into_iter().next().unwrap();
    watched.more(&row, 100);
    let few = watched.lists();
    watched.more(&row, 10_000);
    let many = watched.lists();
    assert_eq!(few, many);
    assert!(few.values().all(|units| !units.is_empty()));
}

impl Watched {
    fn listed(&mut self, stages: Vec<Stage>) -> Vec<CaseRow> {
        let (app, caller) = (self.app.clone(), self.caller("clerk"));
        let page = self.ask("list", app.cases(caller, list(stages)));
        page.rows.into_iter().map(|listed| listed.row).collect()
    }

    /// Rows as that one, in every open state, until there are so many.
    fn more(&mut self, like: &CaseRow, cases: usize) {
        let rows: Vec<CaseRow> = (0..cases)
            .map(|number| CaseRow {
                id: format!("{}-{cases}-{number:05}", like.id),
                number: format!("{}-{cases}-{number:05}", like.number),
                stage: Stage::ALL[number % Stage::ALL.len()].id().to_owned(),
                due: format!("2025-{:02}-{:02}", number % 12 + 1, number % 28 + 1),
                holder: (number % 3 == 0).then(|| like.holder.clone()).flatten(),
                ..like.clone()
            })
            .collect();
        let written = self.store.write(move |tx| {
            view::case::insert(tx, &rows.iter().collect::<Vec<_>>()).map_err(Abort::<Error>::Store)
        });
        written.map_err(Abort::into_store).unwrap();
    }

    /// Every kind of list, first page and next.
    fn lists(&mut self) -> std::collections::BTreeMap<&'static str, Vec<Vec<&'static str>>> {
        self.told.clear();
        let (app, caller) = (self.app.clone(), self.caller("clerk"));
        let page = self.ask("one state", app.cases(caller.clone(), list(vec![Stage::UnderReview])));
        assert_eq!((page.rows.len(), page.more), (20.min(page.rows.len()), page.rows.len() == 20));
        let last = page.rows.last().unwrap();
        let after: Option<After> = Some(Order::Due.behind(&last.row));
        let department = Some(last.row.department.parse().unwrap());
        let three = vec![Stage::UnderReview, Stage::Decided, Stage::Delivered];
        for (name, query) in [
            ("next page", Query { after: after.clone(), ..list(vec![Stage::UnderReview]) }),
            ("open", list(Vec::new())),
            ("open, next page", Query { after, ..list(Vec::new()) }),
            ("three states of a department", Query { department, ..list(three) }),
            ("mine", Query { mine: true, ..list(Vec::new()) }),
            ("newest first", Query { order: Order::ReceivedBack, ..list(Vec::new()) }),
            ("by words", Query { words: Some("食品".to_owned()), ..list(Vec::new()) }),
        ] {
            self.ask(name, app.cases(caller.clone(), query));
        }
        shapes(&self.told)
    }
}
