//! What each screen of the desk asks for, on many cases, as the clerk of one department.

use std::time::Instant;

use serde_json::Value;

use crate::city::login;
use crate::client::{Client, Head};
use crate::error::{Result, words};
use crate::figures::{Durations, Figures};
use crate::place::Place;
use crate::server::Server;
use crate::w1::outside::sign_in;

/// Times that each screen is opened, each time on another case, document, license.
const TIMES: usize = 200;

/// Each screen and what it asks for when it is opened, the firm a name that fits less than the bound of
/// names (鑫旺餐饮). A word in braces is taken from the rows of lists that were read before.
const SCREENS: [(&str, &[&str]); 23] = [
    ("workbench: mine", &["cases?limit=20&mine=true", "notices"]),
    ("workbench: my office's", &["cases?limit=20", "notices"]),
    ("workbench: sent on", &["cases/sent-on?limit=20"]),
    ("intake", &["items/{item}"]),
    ("cases: open, by due date", &["cases?limit=20"]),
    ("cases: open, by receipt, the newest first", &["cases?limit=20&sort=-received_on"]),
    ("cases: delivered", &["cases?limit=20&stage=delivered"]),
    ("cases: a firm", &["cases?limit=20&q=%E9%91%AB%E6%97%BA%E9%A4%90%E9%A5%AE"]),
    ("case", &["cases/{case}", "items/{item}"]),
    ("case by number", &["cases/by-number/{number}"]),
    ("document", &["cases/{case}", "cases/{case}/documents/{document}"]),
    ("documents: receipts", &["documents?limit=20"]),
    ("documents: decisions of a day", &["documents?limit=20&kind=grant_decision&from={day}&until={day}"]),
    (
        "notices: not served",
        &["notices?department={department}", "notices/unserved?limit=20&department={department}"],
    ),
    ("notices: owed", &["notices?department={department}", "notices/owed?limit=20&department={department}"]),
    ("calls", &["calls?limit=20&department={department}"]),
    ("enquiries", &["enquiries?limit=20&department={department}"]),
    ("hand-overs", &["handovers?limit=20&mine=true"]),
    ("foreign cases", &["foreign-cases?limit=20&department={department}"]),
    ("licenses", &["licenses?limit=20&department={department}"]),
    ("license", &["licenses/{license}"]),
    ("letters", &["letters?limit=20"]),
    ("items", &["items?limit=20&in_force=true"]),
];

/// Measures.
pub(super) fn run(place: &Place) -> Result<Figures> {
    let server = Server::start(place)?;
    let mut client = Client::open(server.address)?;
    let secret = sign_in(&mut client, &login("clerk", 0))?;
    let mut desk = Desk { client, secret };
    let known = Known::read(&mut desk)?;
    let mut figures = Figures::default();
    let mut worst = 0.0_f64;
    for (screen, calls) in SCREENS {
        let mut taken = Durations::default();
        for time in 0..TIMES {
            for call in calls {
                let path = known.path(call, time)?;
                let begun = Instant::now();
                desk.get(&path)?;
                taken.add(begun.elapsed());
            }
        }
        worst = worst.max(taken.quantile(950));
        figures.within(screen, taken.figures());
    }
    figures.measure("worst_p95_ms", worst);
    server.stop()?;
    Ok(figures)
}

/// Somebody at the desk.
struct Desk {
    client: Client,
    secret: String,
}

impl Desk {
    fn get(&mut self, path: &str) -> Result<Value> {
        let head = Head { bearer: Some(&self.secret), key: None };
        self.client.send("GET", &format!("/api/v1/{path}"), head, "")?.value()
    }

    /// Rows of a list, over its pages.
    fn rows(&mut self, path: &str) -> Result<Vec<Value>> {
        let mut rows = Vec::new();
        let mut cursor = String::new();
        while rows.len() < TIMES {
            let mut page = self.get(&format!("{path}{cursor}"))?;
            if let Some(Value::Array(more)) = page.get_mut("rows").map(Value::take) {
                rows.extend(more);
            }
            match page.get("next").and_then(Value::as_str) {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        Ok(rows)
    }
}

/// What lists have shown.
struct Known {
    cases: Vec<Value>,
    documents: Vec<Value>,
    licenses: Vec<Value>,
}

impl Known {
    fn read(desk: &mut Desk) -> Result<Self> {
        let cases = desk.rows("cases?limit=100")?;
        let department = cases.first().and_then(|case| text(case, "department")).unwrap_or_default();
        Ok(Self {
            documents: desk.rows("documents?limit=100&kind=grant_decision")?,
            licenses: desk.rows(&format!("licenses?limit=100&department={department}"))?,
            cases,
        })
    }

    /// A call with its words filled in from the rows of that time.
    fn path(&self, call: &str, time: usize) -> Result<String> {
        let at = |rows: &[Value], name| {
            let row = rows.get(time % rows.len().max(1)).and_then(|row| text(row, name));
            row.ok_or_else(|| words(format!("no rows that have a {name}")))
        };
        let mut path = call.to_owned();
        for (word, rows, name) in [
            // Of the documents, so that it is theirs.
            ("{case}", &self.documents, "case"),
            ("{document}", &self.documents, "id"),
            ("{day}", &self.documents, "issued_on"),
            ("{number}", &self.cases, "number"),
            ("{item}", &self.cases, "item"),
            ("{department}", &self.cases, "department"),
            ("{license}", &self.licenses, "id"),
        ] {
            if path.contains(word) {
                path = path.replace(word, &at(rows, name)?);
            }
        }
        Ok(path)
    }
}

fn text(row: &Value, name: &str) -> Option<String> {
    row.get(name).and_then(Value::as_str).map(str::to_owned)
}
