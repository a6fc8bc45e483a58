//! Items as somebody noted them from guides and statutes (JSON): prose where a program wants values. What can be read is read,
//! what cannot warns, and everything is kept as written. Such an item has no founding document and takes no acceptance.

use daowei_domain::catalog::{CaseKind, Content, Origin, Paper, PaperNeed, PowerType};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::item::{add, blank, fees, list};
use super::limit::{self, Written};
use super::listing::{Entry, Named, Organs};
use super::report::Finding;
use super::{code, place};

#[derive(Deserialize)]
struct Given {
    id: String,
    name: String,
    power_type: String,
    case_class: String,
    department: String,
    #[serde(default)]
    object: String,
    #[serde(default)]
    jurisdiction: String,
    #[serde(default)]
    basis: Vec<String>,
    statutory: Option<Period>,
    promised: Option<Period>,
    #[serde(default)]
    conditions: Vec<String>,
    materials: Vec<Material>,
    #[serde(default)]
    steps: Vec<Step>,
    validity: Option<String>,
    charge: Option<String>,
    #[serde(default)]
    inferred: Vec<String>,
    /// Everything else goes into the notes.
    #[serde(flatten)]
    others: Map<String, Value>,
}

#[derive(Deserialize)]
struct Period {
    days: Option<u32>,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    start: String,
    #[serde(flatten)]
    others: Map<String, Value>,
}

#[derive(Deserialize)]
struct Material {
    name: String,
    need: String,
    #[serde(flatten)]
    others: Map<String, Value>,
}

#[derive(Deserialize)]
struct Step {
    name: String,
    #[serde(default)]
    role: String,
}

/// One item, from one entry of the file.
pub(super) fn entry(line: u64, value: &Value, organs: &Organs, source: &str) -> Result<Entry, Finding> {
    let given = Given::deserialize(value)
        .map_err(|error| Finding::new(line, &code::ROW_FORM, &[("detail", &error)]))?;
    let mut notes = Vec::new();
    if !given.inferred.is_empty() {
        notes.push(Finding::new(line, &code::INFERRED, &[("columns", &given.inferred.join(", "))]));
    }
    let (row, origin) = (given.id.clone(), Origin::Import { source: given.id.clone() });
    let content = content(line, given, organs, source, &mut notes)?;
    Ok(Entry { line, row, origin, from: None, to: None, content, notes })
}

fn content(
    line: u64,
    given: Given,
    organs: &Organs,
    source: &str,
    notes: &mut Vec<Finding>,
) -> Result<Content, Finding> {
    let mut note = String::new();
    let power = power(&given.power_type);
    if power.zh() != given.power_type {
        notes.push(Finding::new(line, &code::TYPE_AS_WRITTEN, &[("written", &given.power_type)]));
        add(&mut note, "事项类型", &given.power_type);
    }
    let named = Named { row: None, written: &given.department };
    let department = organs.find(source, line, named, notes);
    let (division, is_written) = place::division(&given.jurisdiction).ok_or_else(|| {
        let facts: [(&str, &dyn std::fmt::Display); 2] =
            [("column", &"jurisdiction"), ("written", &given.jurisdiction)];
        Finding::new(line, &code::FIELD_VALUE, &facts)
    })?;
    if !is_written {
        let facts: [(&str, &dyn std::fmt::Display); 2] =
            [("written", &given.jurisdiction), ("division", &division)];
        notes.push(Finding::new(line, &code::DIVISION_INFERRED, &facts));
    }
    let mut content = blank(&given.name, power, department, division);
    content.case_kind =
        if given.case_class.starts_with("即办件") { CaseKind::Instant } else { CaseKind::Promised };
    add(&mut note, "办件类型", &given.case_class);
    add(&mut note, "适用地域", &given.jurisdiction);
    content.objects = list(&given.object, &['/', '、']);
    content.basis = given.basis;
    content.conditions = given.conditions;
    content.statutory_limit =
        given.statutory.and_then(|period| period.read(line, "法定时限", &mut note, notes));
    content.promised_limit =
        given.promised.and_then(|period| period.read(line, "承诺时限", &mut note, notes));
    content.papers = given.materials.into_iter().zip(1..).map(|(paper, number)| paper.read(number)).collect();
    content.flow = given.steps.into_iter().map(Step::read).collect();
    let validity = given.validity.unwrap_or_default();
    content.result_months = years(&validity);
    if content.result_months.is_none() {
        add(&mut note, "有效期", &validity);
    }
    content.fees = fees(&given.charge.unwrap_or_default());
    content.inferred = given.inferred;
    kept(&mut note, "", &given.others);
    content.note = note;
    Ok(content)
}

impl Period {
    /// Only a bare day count with a bare unit runs; what stands beside it is kept.
    fn read(
        self,
        line: u64,
        title: &str,
        note: &mut String,
        notes: &mut Vec<Finding>,
    ) -> Option<daowei_domain::limits::Limit> {
        kept(note, title, &self.others);
        let amount = self.days.map_or_else(String::new, |days| days.to_string());
        let written = Written { amount: &amount, unit: &self.unit, start: &self.start, basis: "" };
        limit::read(line, written, notes)
    }
}

impl Material {
    fn read(self, number: u16) -> Paper {
        let need = match self.need.as_str() {
            "必要" => PaperNeed::Required,
            "可后补" | "容缺" => PaperNeed::MayFollow,
            "可告知承诺" => PaperNeed::MayPromise,
            _ => PaperNeed::Conditional,
        };
        let mut note = String::new();
        if need == PaperNeed::Conditional {
            add(&mut note, "条件", &self.need);
        }
        kept(&mut note, "", &self.others);
        Paper {
            id: format!("p{number}"),
            name: self.name,
            need,
            originals: 0,
            copies: 0,
            shared: false,
            issuer: String::new(),
            note,
        }
    }
}

impl Step {
    fn read(self) -> String {
        if self.role.is_empty() { self.name } else { format!("{}（{}）", self.name, self.role) }
    }
}

/// The type that the words begin with.
fn power(written: &str) -> PowerType {
    let begins = |power: &PowerType| written.starts_with(power.zh());
    PowerType::ALL.into_iter().find(begins).unwrap_or(PowerType::Other)
}

/// `3年`, and nothing beside it, in months.
fn years(written: &str) -> Option<u32> {
    written.strip_suffix('年')?.parse::<u32>().ok()?.checked_mul(12)
}

/// What has no place of its own, as written.
fn kept(note: &mut String, title: &str, others: &Map<String, Value>) {
    for (key, value) in others {
        let text = match value {
            Value::Null => continue,
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let title = if title.is_empty() { key.clone() } else { format!("{title} {key}") };
        add(note, &title, &text);
    }
}
