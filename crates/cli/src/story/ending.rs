//! 用印、送达、证照、查询.

use daowei_app::Clock;
use serde_json::json;

use super::Plot;
use super::cast::Cast;
use super::client::{Client, field};
use super::review::Decision;
use super::teller::{Broken, Teller};
use crate::machine::MachineClock;

pub(super) fn seal_and_deliver(
    cast: &Cast,
    plot: &Plot,
    decision: &Decision,
    teller: &mut Teller,
) -> Result<(), Broken> {
    teller.chapter("七、用印与送达", "Seal and delivery")?;
    let delivery = json!({
        "service": "direct", "on": daowei_calendar::legal_date(MachineClock.now()),
        "recipient": "申请人本人", "proof": "申请人持本人身份证领取，并在送达回证上签名。"
    });
    let to = format!("{}/delivery", plot.path);
    let refusal = cast.clerk.post(&to, &delivery)?.refused("case.deliver.unsealed")?;
    teller.held_that(format!("未用印不能送达：{refusal}"), "No delivery before the seal")?;
    let seal = json!({ "seal": "approval", "copies": 2, "pages": 1 });
    let sealed =
        cast.chief.post(&format!("{}/documents/{}/seal", plot.path, decision.document), &seal)?.done()?;
    teller.equal(
        field(&sealed, "stage"),
        "sealed",
        "首席代表使用行政审批专用章，登记份数和页数",
        "The approval seal is used and counted",
    )?;
    let delivered = cast.clerk.post(&to, &delivery)?.done()?;
    teller.equal(
        field(&delivered, "stage"),
        "delivered",
        "送达申请人，回证在案",
        "Delivered, with proof on file",
    )
}

/// The license is found by its number alone.
pub(super) fn license(cast: &Cast, decision: &Decision, teller: &mut Teller) -> Result<(), Broken> {
    teller.chapter("八、证照", "The license")?;
    let license = cast.clerk.get(&format!("/api/v1/licenses/{}", decision.license))?.done()?;
    let number = field(&license, "number");
    let encoded: String = number.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let found = cast.supervisor.get(&format!("/api/v1/licenses/by-number/{encoded}"))?.done()?;
    let shown = format!("按证号 {number} 查到{}，状态有效", field(&found, "name"));
    if field(&found, "id") != decision.license {
        return Err(Broken::claim(shown, found.to_string()));
    }
    teller.equal(field(&found, "state"), "valid", shown, "Found by its number, and valid")
}

/// The citizen asks with number and code, and learns nothing with a wrong one.
pub(super) fn progress(nobody: &Client, plot: &Plot, teller: &mut Teller) -> Result<(), Broken> {
    teller.chapter("九、申请人查进度", "The citizen asks")?;
    let ask = |number: &str, code: &str| {
        nobody.post("/api/v1/progress", &json!({ "number": number, "query_code": code }))
    };
    let progress = ask(&plot.number, &plot.query_code)?.done()?;
    teller.equal(
        field(&progress, "stage"),
        "delivered",
        format!("凭编号和查询码查到“{}”已送达", field(&progress, "item_name")),
        "Number and query code show that it was delivered",
    )?;
    let wrong = ask(&plot.number, "AAAAAAAA")?;
    teller.equal(
        &format!("{} {}", wrong.status, field(&wrong.body, "code")),
        "404 not_found",
        "查询码不对，什么也查不到",
        "A wrong code shows nothing",
    )
}
