//! 收件、补正、受理.

use daowei_app::Clock;
use serde_json::{Value, json};

use super::Plot;
use super::cast::Cast;
use super::client::{field, list};
use super::search::Item;
use super::teller::{Broken, Teller};
use crate::machine::MachineClock;

/// The contract assistant takes the papers in: not alone, but under somebody's name.
pub(super) fn receive(cast: &Cast, item: &Item, teller: &mut Teller) -> Result<Plot, Broken> {
    teller.chapter("二、收件", "Receiving papers")?;
    let papers: Vec<Value> = item
        .papers
        .iter()
        .map(|paper| json!({ "paper": paper, "form": "original_taken", "copies": 1 }))
        .collect();
    let arrival = json!({
        "item": item.id, "channel": "window", "papers": papers,
        "parties": [{
            "role": "applicant", "kind": "person", "name": "故事演示人", "id_kind": "111",
            "id_number": "512002199003070019", "phone": "13900000000", "address": "资阳市雁江区演示路1号"
        }]
    });
    let refusal = cast.assistant.post("/api/v1/cases", &arrival)?.refused("authority.responsible.missing")?;
    teller.held_that(
        format!("聘用人员单独收件被拒：{refusal}"),
        "Contract staff alone are refused: they need a named responsible person",
    )?;
    let assistant = cast.assistant_under_clerk()?;
    let received = assistant.post("/api/v1/cases", &arrival)?.done()?;
    let plot = Plot {
        path: format!("/api/v1/cases/{}", field(&received, "id")),
        number: field(&received, "number").to_owned(),
        query_code: field(&received, "query_code").to_owned(),
        paper: item.papers.first().cloned().unwrap_or_default(),
        other_paper: item.papers.get(1).cloned().unwrap_or_default(),
    };
    teller.equal(
        field(&received, "stage"),
        "received",
        format!("指明责任人后，聘用人员代收“{}”，编号 {}", item.name, plot.number),
        "Under a responsible person the assistant receives it",
    )?;
    let receipt = document(&received, "receipt")?;
    let at = format!("{}/documents/{receipt}", plot.path);
    let seen = cast.clerk.get(&at)?.done()?;
    if field(&seen, "text").contains("故事演示人") || field(&seen, "text").contains(&plot.query_code) {
        return Err(Broken::claim("凭证在屏幕上已遮盖 masked on the screen", field(&seen, "text")));
    }
    let purpose = json!({ "purpose": "打印收件凭证，当面交给申请人" });
    let receipt = assistant.post(&format!("{at}/reveal"), &purpose)?.done()?;
    for line in field(&receipt, "text").lines().filter(|line| !line.trim().is_empty()) {
        teller.show(line)?;
    }
    let text = field(&receipt, "text");
    if !text.contains(&plot.number) || !text.contains(&plot.query_code) {
        return Err(Broken::claim("收件凭证上有编号和查询码 number and code on the receipt", text));
    }
    teller.held_that(
        "收件凭证写明编号、查询码和收到的材料；屏幕上只见遮盖后的文字，打印说明用途并留痕",
        "The receipt shows number, query code and papers; masked on the screen, printed for a recorded purpose",
    )?;
    let refusal = assistant.post(&format!("{}/acceptance", plot.path), &json!({}))?;
    let refusal = refusal.refused("authority.contract_staff")?;
    teller.held_that(format!("聘用人员不能受理：{refusal}"), "Contract staff cannot accept")?;
    Ok(plot)
}

/// Everything is demanded once; what was forgotten then cannot be demanded later.
pub(super) fn correct(cast: &Cast, plot: &Plot, teller: &mut Teller) -> Result<(), Broken> {
    teller.chapter("三、一次性告知补正", "Correction, told once")?;
    let corrections = format!("{}/corrections", plot.path);
    let demand = |paper: &str, what: &str| json!({ "demands": [{ "paper": paper, "what": what }] });
    let asked = cast.clerk.post(&corrections, &demand(&plot.paper, "请在申请书上补签姓名和日期"))?.done()?;
    teller.equal(
        field(&asked, "stage"),
        "correction_requested",
        "正式职工一次性告知全部补正内容",
        "Formal staff tell once everything that must be put right",
    )?;
    let second = cast.clerk.post(&corrections, &demand(&plot.other_paper, "请再提交一份复印件"))?;
    let refusal = second.refused("case.correction.new_demand")?;
    teller.held_that(
        format!("第二次提出新要求被拒：{refusal}"),
        "A new demand in a second notice is refused",
    )?;
    let notice = document(&asked, "correction_notice")?;
    hand_out(cast, plot, &notice, "申请人在窗口当面签收补正告知书。")?;
    let told = cast.clerk.get(&plot.path)?.done()?;
    let round = list(&told, "corrections").first().cloned().unwrap_or_default();
    teller.equal(
        field(&round, "told_on"),
        &daowei_calendar::legal_date(MachineClock.now()).to_string(),
        "补正告知书用印并送达，五日告知期限至此才算守住",
        "Only the notice that was sealed and served has kept the five days",
    )?;
    let handed = json!({ "met": list(&asked, "demands"), "papers": [
        { "paper": plot.paper, "form": "original_taken", "copies": 1 }
    ] });
    let answered = cast.clerk.post(&format!("{corrections}/answer"), &handed)?.done()?;
    teller.equal(
        field(&answered, "stage"),
        "resubmitted",
        "申请人交齐补正材料",
        "The applicant hands in what was asked for",
    )
}

/// Acceptance by formal staff starts the clocks, each explained day by day.
pub(super) fn accept(cast: &Cast, plot: &Plot, teller: &mut Teller) -> Result<(), Broken> {
    teller.chapter("四、受理", "Acceptance")?;
    let decision = json!({ "outcome": "grant", "reasons": "申请符合法定条件、标准，依法准予许可。" });
    let early = cast.chief.post(&format!("{}/decision", plot.path), &decision)?;
    let refusal = early.refused("case.decide.before_acceptance")?;
    teller.held_that(format!("受理前不能决定：{refusal}"), "No decision before acceptance")?;
    let accepted = cast.clerk.post(&format!("{}/acceptance", plot.path), &json!({}))?.done()?;
    let notice = document(&accepted, "acceptance_notice")?;
    let notice = cast.clerk.get(&format!("{}/documents/{notice}", plot.path))?.done()?;
    teller.equal(
        field(&accepted, "stage"),
        "under_review",
        format!("窗口工作人员受理，出具受理通知书 {}", field(&notice, "number")),
        "The clerk accepts; the notice has its number",
    )?;
    tell(cast, plot, &document(&accepted, "acceptance_notice")?, teller)?;
    clocks(cast, plot, teller)
}

/// The notice is served only under the organ's special seal (art. 32).
fn tell(cast: &Cast, plot: &Plot, notice: &str, teller: &mut Teller) -> Result<(), Broken> {
    let proof = "申请人在窗口当面签收受理通知书。";
    let at = format!("{}/documents/{notice}/service", plot.path);
    let bare = cast.clerk.post(&at, &service(proof))?.refused("case.serve.unsealed")?;
    teller.held_that(
        format!("受理通知书未盖专用印章，不能送达：{bare}"),
        "The notice of acceptance is not served without its seal",
    )?;
    hand_out(cast, plot, notice, proof)?;
    teller
        .held_that("首席代表用印后，受理通知书送达申请人", "Sealed by the chief representative, it is served")
}

fn service(proof: &str) -> Value {
    let on = daowei_calendar::legal_date(MachineClock.now());
    json!({ "service": "direct", "on": on, "recipient": "申请人本人", "proof": proof })
}

/// Sealed by the chief representative, handed out at the window.
fn hand_out(cast: &Cast, plot: &Plot, notice: &str, proof: &str) -> Result<(), Broken> {
    let at = format!("{}/documents/{notice}", plot.path);
    let seal = json!({ "seal": "approval", "copies": 2, "pages": 1 });
    cast.chief.post(&format!("{at}/seal"), &seal)?.done()?;
    cast.clerk.post(&format!("{at}/service"), &service(proof))?.done().map(drop)
}

fn clocks(cast: &Cast, plot: &Plot, teller: &mut Teller) -> Result<(), Broken> {
    let detail = cast.clerk.get(&plot.path)?.done()?;
    let running: Vec<&Value> =
        list(&detail, "clocks").iter().filter(|clock| field(clock, "state") == "running").collect();
    if running.is_empty() {
        return Err(Broken::claim("有时限在计时 a clock runs", detail.to_string()));
    }
    for clock in running {
        let days = list(clock, "days");
        let counted = days.iter().filter(|day| day.get("counted").is_some_and(Value::is_number)).count();
        let amount = clock.get("amount").and_then(Value::as_u64);
        let explained = u64::try_from(counted).ok() == amount || field(clock, "unit") != "working_days";
        if !explained {
            return Err(Broken::claim(format!("逐日说明数满{amount:?}日"), clock.to_string()));
        }
        teller.held_that(
            format!(
                "{}（{}）：{}起算，{}届满，逐日可查",
                field(clock, "name"),
                field(clock, "basis"),
                field(clock, "start"),
                field(clock, "due")
            ),
            "A clock runs, and can be checked day by day",
        )?;
        for line in compact(days) {
            teller.show(line)?;
        }
    }
    Ok(())
}

/// Days with the same reason one after the other stand on one line.
fn compact(days: &[Value]) -> Vec<String> {
    let mut lines: Vec<(String, String, String)> = Vec::new();
    for day in days {
        let (date, number) = (field(day, "date"), day.get("counted").and_then(Value::as_u64));
        let why = if number.is_some() { "计入" } else { field(day, "zh") };
        match lines.last_mut() {
            Some((_, last, reason)) if reason == why => date.clone_into(last),
            _ => lines.push((date.to_owned(), date.to_owned(), why.to_owned())),
        }
    }
    let line = |(first, last, why): (String, String, String)| {
        if first == last { format!("{first}  {why}") } else { format!("{first} 至 {last}  {why}") }
    };
    lines.into_iter().map(line).collect()
}

/// The id of the first document of that kind.
pub(super) fn document(brief: &Value, kind: &str) -> Result<String, Broken> {
    let found = list(brief, "documents").iter().find(|document| field(document, "kind") == kind);
    found
        .map(|document| field(document, "id").to_owned())
        .ok_or_else(|| Broken::claim(format!("文书 document {kind}"), brief.to_string()))
}
