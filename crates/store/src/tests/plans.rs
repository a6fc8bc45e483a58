//! No statement that is asked again and again goes through a whole table, as the embedded engine plans it.

use super::fixture::{Fixture, Place};
use crate::registry;

/// Statements that are there to read everything: verification, archives, `doctor`, the migrations' short list; and what goes once an
/// hour through the effects of thirty days.
const WHOLE: [&str; 10] = [
    "outbox.purge",
    "verify.",
    "archive.",
    "migration.",
    "health.embedded",
    "health.server",
    "health.evidence",
    "health.records",
    "health.accounts",
    "health.leases",
];
/// Lists, whose order must come from an index.
const ORDERED: [&str; 19] = [
    "case_row.of_",
    "case_row.lapsing",
    "license_row.of_department",
    "license_row.of_item",
    "license_row.of_holder",
    "account.page",
    "item_row.",
    "guide_row.page",
    "enquiry_row.of_",
    "foreign_row.of_",
    "call_row.of_",
    "document_row.unserved",
    "document_row.of_",
    "handover_row.of_",
    "look_row.all",
    "look_row.of_",
    "sent_row.of_",
    "queue_ticket.of_",
    "queue_ticket.waits",
];

#[test]
fn nothing_asked_often_goes_through_a_whole_table() {
    let fixture = Fixture::sqlite();
    let Place::Directory(directory) = &fixture.place else { panic!("a directory") };
    let connection = rusqlite::Connection::open(directory.join("daowei.db")).unwrap();
    let begins = |name: &str, those: &[&str]| those.iter().any(|that| name.starts_with(that));
    let mut seen = 0;
    for statement in registry::all().filter(|statement| !begins(statement.name, &WHOLE)) {
        let mut plan = connection.prepare(&format!("EXPLAIN QUERY PLAN {}", statement.sql)).unwrap();
        for at in 1..=plan.parameter_count() {
            plan.raw_bind_parameter(at, "1").unwrap();
        }
        let mut rows = plan.raw_query();
        while let Some(row) = rows.next().unwrap() {
            let step: String = row.get(3).unwrap();
            let through_all = (step.starts_with("SCAN") || step.starts_with("SEARCH"))
                && !step.contains("USING")
                && step != "SCAN CONSTANT ROW";
            // Whoever wants only the first rows of a table may take them as they lie there.
            let first = statement.sql.contains("LIMIT");
            assert!(!through_all || first, "{}: {step}", statement.name);
            let sorted = step.contains("TEMP B-TREE");
            assert!(!sorted || !begins(statement.name, &ORDERED), "{}: {step}", statement.name);
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen}");
}
