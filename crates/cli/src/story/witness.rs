//! 旁证: what was told is read back through somebody else's eyes.

use serde_json::Value;

use super::Plot;
use super::cast::Cast;
use super::client::{Client, field, list};
use super::review::Decision;
use super::teller::{Broken, Teller};

/// What must stand in the case's trail, in this order: kind, and the duty of who did it.
const TRAIL: [(&str, &str); 9] = [
    ("case.received", "assistant"),
    ("case.correction_requested", "clerk"),
    ("case.correction_handed_in", "clerk"),
    ("case.accepted", "clerk"),
    ("case.step_completed", "reviewer"),
    ("case.step_completed", "reviewer"),
    ("case.step_completed", "department_leader"),
    ("case.decided", "chief_representative"),
    ("case.delivered", "clerk"),
];

pub(super) fn read_back(
    cast: &Cast,
    plot: &Plot,
    decision: &Decision,
    teller: &mut Teller,
) -> Result<(), Broken> {
    teller.chapter("十、旁证", "Read back through other roles")?;
    for (who, role, english) in
        [(&cast.supervisor, "监督人员", "supervisor"), (&cast.auditor, "审计管理员", "audit administrator")]
    {
        let case = who.get(&plot.path)?.done()?;
        trail(&case)?;
        letter(&case)?;
        let responsible = list(&case, "timeline").first().map(|entry| at(entry, &["by", "responsible"]));
        if responsible.is_none_or(str::is_empty) {
            return Err(Broken::claim("收件人的责任人留名 the responsible person's name", case.to_string()));
        }
        let number = list(&case, "documents")
            .iter()
            .find(|document| field(document, "id") == decision.document)
            .map_or("", |document| field(document, "number"));
        teller.equal(
            number,
            &decision.number,
            format!("{role}看到同一经过：收件责任人、三级审查、授权书文号、决定书 {number}"),
            format!("The {english} sees the same course: who, when, by which letter"),
        )?;
    }
    masked(&cast.supervisor, plot, teller)
}

/// Everything that was told happened, in that order, by those people.
fn trail(case: &Value) -> Result<(), Broken> {
    let mut entries = list(case, "timeline").iter();
    for (kind, duty) in TRAIL {
        let found = entries.any(|entry| field(entry, "kind") == kind && at(entry, &["by", "duty"]) == duty);
        if !found {
            let timeline = case.get("timeline").cloned().unwrap_or_default();
            return Err(Broken::claim(format!("{kind} · {duty}"), timeline.to_string()));
        }
    }
    Ok(())
}

/// The decision names the letter by which it was taken, and a confirmed session.
fn letter(case: &Value) -> Result<(), Broken> {
    let decided = list(case, "timeline").iter().find(|entry| field(entry, "kind") == "case.decided");
    let entry = decided.unwrap_or(&Value::Null);
    let named = at(entry, &["grant", "ground"]) == "letter"
        && !at(entry, &["grant", "letter_number"]).is_empty()
        && at(entry, &["by", "authentication"]) == "confirmed";
    if named {
        Ok(())
    } else {
        Err(Broken::claim("决定载明授权书文号 the letter's number", entry.to_string()))
    }
}

fn masked(who: &Client, plot: &Plot, teller: &mut Teller) -> Result<(), Broken> {
    let case = who.get(&plot.path)?.done()?;
    let party = list(&case, "parties").first().cloned().unwrap_or_default();
    let (name, number) = (field(&party, "name").to_owned(), field(&party, "id_number").to_owned());
    if name.contains("演示人") || number.contains("19900307") || name.is_empty() {
        return Err(Broken::claim("个人信息已遮盖 masked", party.to_string()));
    }
    teller.held_that(
        format!("页面上个人信息都已遮盖：{name}，{number}"),
        "Personal data are masked for everybody who has no purpose",
    )
}

/// A text deep in an answer; empty where there is none.
fn at<'a>(value: &'a Value, path: &[&str]) -> &'a str {
    path.iter()
        .fold(value, |value, name| value.get(name).unwrap_or(&Value::Null))
        .as_str()
        .unwrap_or_default()
}
