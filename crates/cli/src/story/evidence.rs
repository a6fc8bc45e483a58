//! 证据: the log of everything that was told holds, and a signed checkpoint soon covers it.

use serde_json::{Value, json};

use super::Plot;
use super::cast::Cast;
use super::client::{field, list};
use super::teller::{Broken, Teller};

pub(super) fn verify(cast: &Cast, plot: &Plot, teller: &mut Teller) -> Result<(), Broken> {
    teller.chapter("十一、证据", "The evidence")?;
    let case = cast.auditor.get(&plot.path)?.done()?;
    let revision = case.get("revision").and_then(Value::as_u64).unwrap_or_default();
    if revision == 0 || usize::try_from(revision) != Ok(list(&case, "timeline").len()) {
        return Err(Broken::claim("经过与版本号相符 the trail is as long as the revision", case.to_string()));
    }
    let standing = cast.auditor.get("/api/v1/evidence")?.done()?;
    let checkpoint = field(&standing, "checkpoint");
    let kept = if checkpoint.is_empty() { json!({}) } else { json!({ "checkpoint": checkpoint }) };
    let found = cast.auditor.post("/api/v1/evidence/verification", &kept)?.done()?;
    if found.get("ok") != Some(&Value::Bool(true)) || !list(&found, "findings").is_empty() {
        return Err(Broken::claim("证据核验无误 the evidence verifies", found.to_string()));
    }
    let number = |name: &str| found.get(name).and_then(Value::as_u64).unwrap_or_default();
    teller.held_that(
        format!(
            "审计管理员核验：{}个事件无一改动，已签名的检查点覆盖{}个；本件{}的{revision}个事件在其中按序相连",
            number("events"),
            number("covered_by_checkpoint"),
            plot.number
        ),
        "The audit administrator verifies the log: nothing was changed, removed or reordered",
    )?;
    let refusal = cast.clerk.post("/api/v1/evidence/verification", &json!({}))?.refused("authority.duty")?;
    teller.held_that(format!("窗口人员无权核验：{refusal}"), "A clerk may not verify")
}
