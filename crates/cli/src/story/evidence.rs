//! 证据: the log of everything that was told holds; how far the signed checkpoint reaches, and whether it has reached this case.

use jiff::Timestamp;
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
    let reach = Reach::of(&found, list(&case, "timeline"));
    teller.held_that(
        format!(
            "审计管理员核验：{}个事件无一改动、缺失、换位；本件{}的{revision}个事件在其中按序相连",
            reach.events, plot.number
        ),
        format!(
            "The audit administrator verifies the log: of {} events none was changed, removed or reordered; this case's {revision} are chained among them",
            reach.events
        ),
    )?;
    let (zh, en) = reach.told();
    teller.held_that(zh, en)?;
    let refusal = cast.clerk.post("/api/v1/evidence/verification", &json!({}))?.refused("authority.duty")?;
    teller.held_that(format!("窗口人员无权核验：{refusal}"), "A clerk may not verify")
}

/// How far the newest checkpoint that agrees with the log reaches.
struct Reach {
    /// Events of the log.
    events: u64,
    /// Those that the checkpoint covers.
    covered: u64,
    /// Events of this case.
    own: usize,
    /// Those of them that were recorded when it had been signed.
    later: usize,
}

impl Reach {
    /// From the answer of a verification, and the case's course.
    fn of(found: &Value, timeline: &[Value]) -> Self {
        let number = |name: &str| found.get(name).and_then(Value::as_u64).unwrap_or_default();
        let instant = |value: &Value| field(value, "at").parse::<Timestamp>().ok();
        let covered = number("covered_by_checkpoint");
        let size = |compared: &&Value| compared.get("size").and_then(Value::as_u64) == Some(covered);
        let signed = list(found, "compared").iter().find(size).and_then(instant);
        // Before the first checkpoint every event is later.
        let later = timeline.iter().filter(|entry| instant(entry) >= signed).count();
        Self { events: number("events"), covered, own: timeline.len(), later }
    }

    /// What is to be said of it: Chinese, English.
    fn told(&self) -> (String, String) {
        let Self { events, covered, own, later } = self;
        let waiting = events.saturating_sub(*covered);
        if waiting == 0 {
            return (
                format!("已签名的检查点覆盖全部{covered}个事件，本件的{own}个也在内"),
                format!("The signed checkpoint covers all {covered} events, this case's {own} among them"),
            );
        }
        let (case_zh, case_en) = match later {
            0 => (
                format!("本件的{own}个在签名之前已经记下"),
                format!("this case's {own} were recorded before it was signed"),
            ),
            later if later == own => {
                (format!("本件的{own}个都在其中"), format!("all {own} of this case are among them"))
            }
            later => (
                format!("本件{own}个中有{later}个在签名之后记下，在其中"),
                format!("{later} of this case's {own}, recorded after it was signed, are among them"),
            ),
        };
        (
            format!(
                "已签名的检查点覆盖{covered}个；最新的{waiting}个由下一个检查点覆盖（服务期间每分钟签一次），{case_zh}"
            ),
            format!(
                "The signed checkpoint covers {covered}; the newest {waiting} will be covered by the next one, signed each minute of service: {case_en}"
            ),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(events: u64, covered: u64, signed: &str) -> (String, String) {
        let found = json!({
            "events": events,
            "covered_by_checkpoint": covered,
            "compared": [
                { "size": 1, "at": "2026-03-02T01:00:00Z", "agreement": "agrees" },
                { "size": covered, "at": signed, "agreement": "agrees" },
            ],
        });
        let timeline =
            ["02:00:00", "02:00:10", "02:00:20.5"].map(|at| json!({ "at": format!("2026-03-02T{at}Z") }));
        Reach::of(&found, &timeline).told()
    }

    #[test]
    fn what_no_checkpoint_covers_yet_is_not_called_covered() {
        let (zh, en) = told(50, 40, "2026-03-02T01:59:59Z");
        assert!(zh.contains("覆盖40个；最新的10个") && zh.contains("本件的3个都在其中"), "{zh}");
        assert!(en.contains("covers 40; the newest 10") && en.contains("all 3 of this case"), "{en}");
        let (zh, en) = told(50, 40, "2026-03-02T02:00:15Z");
        assert!(zh.contains("本件3个中有1个") && en.contains("1 of this case's 3"), "{zh} {en}");
        let (zh, en) = told(50, 48, "2026-03-02T02:00:30Z");
        assert!(zh.contains("最新的2个") && en.contains("3 were recorded before it was signed"), "{zh} {en}");
        let (zh, en) = told(50, 50, "2026-03-02T02:00:30Z");
        assert!(zh.contains("全部50个事件，本件的3个也在内") && en.contains("all 50 events"), "{zh} {en}");
        // Before the first checkpoint nothing is covered.
        let nothing = json!({ "events": 50, "covered_by_checkpoint": 0, "compared": [] });
        let (_, en) = Reach::of(&nothing, &[json!({ "at": "2026-03-02T02:00:00Z" })]).told();
        assert!(en.contains("covers 0; the newest 50") && en.contains("all 1 of this case"), "{en}");
    }
}
