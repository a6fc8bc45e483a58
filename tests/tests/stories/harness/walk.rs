//! A department's desk: its people in confirmed sessions, an item of its list, and the way of a case.

use serde_json::{Value, json};

use super::http::{Client, Reply};
use super::people::People;
use super::server::Server;

/// The steps of the fixed review.
pub(crate) const STEPS: [&str; 3] = ["examine", "verify", "check"];

#[derive(Clone)]
pub(crate) struct Desk {
    pub(crate) clerk: Client,
    pub(crate) reviewer: Client,
    pub(crate) chief: Client,
    pub(crate) item: String,
    pub(crate) papers: Vec<String>,
}

impl Desk {
    /// Signs its people in.
    pub(crate) fn open(server: &Server, people: &People) -> Self {
        let client = server.client();
        let session = |login| people.confirmed(&client, login);
        let (clerk, reviewer, chief) = (session("clerk"), session("reviewer"), session("chief"));
        let (item, papers) = item(&clerk);
        Self { clerk, reviewer, chief, item, papers }
    }

    /// The same people at a server that listens elsewhere.
    pub(crate) fn at(&self, port: u16) -> Self {
        Self {
            clerk: self.clerk.at(port),
            reviewer: self.reviewer.at(port),
            chief: self.chief.at(port),
            ..self.clone()
        }
    }

    /// The same people with connections of their own.
    pub(crate) fn apart(&self) -> Self {
        Self {
            clerk: self.clerk.apart(),
            reviewer: self.reviewer.apart(),
            chief: self.chief.apart(),
            ..self.clone()
        }
    }

    /// Confirms all of them again.
    pub(crate) fn confirm(&self, people: &People) {
        for (session, login) in [(&self.clerk, "clerk"), (&self.reviewer, "reviewer"), (&self.chief, "chief")]
        {
            people.confirm(session, login);
        }
    }

    /// What opens a case of that applicant.
    pub(crate) fn arrival(&self, party: &Value) -> Value {
        let papers: Vec<Value> = self
            .papers
            .iter()
            .map(|paper| json!({ "paper": paper, "form": "original_taken", "copies": 1 }))
            .collect();
        json!({ "item": self.item, "channel": "window", "parties": [party], "papers": papers })
    }

    /// Opens a case; gives its path.
    pub(crate) fn receive(&self) -> String {
        let answer = self.clerk.post("/api/v1/cases", &self.arrival(&somebody())).done();
        path(&answer)
    }

    /// A case that is accepted.
    pub(crate) fn accepted(&self) -> String {
        let case = self.receive();
        self.clerk.post(&format!("{case}/acceptance"), &json!({})).done();
        case
    }

    /// A case that waits for its decision.
    pub(crate) fn awaiting_decision(&self) -> String {
        let case = self.accepted();
        for step in STEPS {
            self.reviewer.post(&format!("{case}/examinations"), &opinion(step)).done();
        }
        case
    }

    /// Decides.
    pub(crate) fn decide(&self, case: &str) -> Reply {
        self.chief.post(&format!("{case}/decision"), &grant())
    }
}

/// The path of the case that an answer is about.
pub(crate) fn path(answer: &Value) -> String {
    format!("/api/v1/cases/{}", answer["id"].as_str().unwrap_or_else(|| panic!("{answer}")))
}

/// The first document of that kind in a brief.
pub(crate) fn document(brief: &Value, kind: &str) -> String {
    let documents = brief["documents"].as_array().unwrap();
    let found = documents.iter().find(|document| document["kind"] == kind);
    found.unwrap_or_else(|| panic!("no {kind} in {brief}"))["id"].as_str().unwrap().to_owned()
}

/// The legal date: that of the machine, in China.
pub(crate) fn today() -> String {
    let said = std::process::Command::new("date").arg("+%F").env("TZ", "Asia/Shanghai").output().unwrap();
    String::from_utf8(said.stdout).unwrap().trim().to_owned()
}

pub(crate) fn opinion(step: &str) -> Value {
    json!({ "step": step, "verdict": "favor", "opinion": "经审查，申请材料齐全，符合法定条件，同意。" })
}

pub(crate) fn grant() -> Value {
    json!({ "outcome": "grant", "reasons": "申请符合法定条件、标准，依法准予行政许可。" })
}

/// An applicant who does not exist: the number obeys its check digit, and no more.
pub(crate) fn somebody() -> Value {
    json!({
        "role": "applicant", "kind": "person", "name": "测试申请人", "id_kind": "111",
        "id_number": "51200019900101001X", "phone": "13800000000", "address": "资阳市雁江区测试路1号"
    })
}

/// An item of the clerk's department that takes acceptances and is decided here, with the papers that it must have.
fn item(clerk: &Client) -> (String, Vec<String>) {
    let me = clerk.get("/api/v1/session").done();
    let department = me["posts"][0]["department"].as_str().unwrap().to_owned();
    let list = clerk.get(&format!("/api/v1/items?department={department}&limit=100")).done();
    let rows = list["rows"].as_array().unwrap();
    let found = rows.iter().find_map(|row| {
        let id = row["id"].as_str().unwrap();
        let item = clerk.get(&format!("/api/v1/items/{id}")).done();
        let content = &item["versions"].as_array()?.last()?["content"];
        let fits = row["acceptable"] == true
            && content["power"] == "license"
            && content["decision_level"] == "this_organ"
            && content["case_kind"] == "promised";
        let papers = content["papers"].as_array()?;
        let papers = papers.iter().filter(|paper| paper["need"] != "conditional");
        fits.then(|| (id.to_owned(), papers.map(|paper| paper["id"].as_str().unwrap().to_owned()).collect()))
    });
    found.expect("an item that can be accepted and decided here")
}
