//! 审查、决定: three opinions, then one decision by somebody whose letter says so.

use serde_json::{Value, json};

use super::Plot;
use super::cast::Cast;
use super::client::{Client, field};
use super::intake::document;
use super::teller::{Broken, Teller};

/// The steps of the fixed review, with the opinion given on each.
const OPINIONS: [(&str, &str, &str); 3] = [
    ("examine", "审查", "申请材料齐全，形式符合要求，拟同意。"),
    ("verify", "复核", "经复核，内容真实，条件符合，同意审查意见。"),
    ("check", "审核", "经审核，程序合法，同意报请决定。"),
];

/// What was decided.
pub(super) struct Decision {
    /// The document.
    pub(super) document: String,
    /// Its number.
    pub(super) number: String,
    /// The license.
    pub(super) license: String,
}

pub(super) fn examine(cast: &Cast, plot: &Plot, teller: &mut Teller) -> Result<(), Broken> {
    teller.chapter("五、审查", "Review")?;
    let refusal = attempt(&cast.chief, plot)?.refused("case.decide.steps_open")?;
    teller.held_that(format!("审查之前决定被拒：{refusal}"), "A decision before review is refused")?;
    for ((step, name, opinion), examiner) in OPINIONS.into_iter().zip(&cast.examiners) {
        let given = json!({ "step": step, "verdict": "favor", "opinion": opinion });
        let done = examiner.post(&format!("{}/examinations", plot.path), &given)?.done()?;
        if field(&done, "step") == step {
            return Err(Broken::claim(format!("环节 step {step} 办结 done"), done.to_string()));
        }
        teller.held_that(format!("{name}：{opinion}"), format!("Step {step}, with an explicit opinion"))?;
    }
    Ok(())
}

pub(super) fn decide(cast: &Cast, plot: &Plot, teller: &mut Teller) -> Result<Decision, Broken> {
    teller.chapter("六、决定", "Decision")?;
    for (who, rule, zh, en) in [
        (&cast.chief_expired, "authority.letter.expired", "授权书过期", "An expired letter"),
        (
            &cast.chief_narrow,
            "authority.letter.item",
            "授权书不含本事项",
            "A letter that does not cover the item",
        ),
        (
            &cast.chief_unconfirmed,
            "authority.confirmation.stale",
            "未确认身份",
            "A session that was not confirmed",
        ),
    ] {
        let refusal = attempt(who, plot)?.refused(rule)?;
        teller.held_that(format!("{zh}，不能决定：{refusal}"), format!("{en} is refused"))?;
    }
    let decided = attempt(&cast.chief, plot)?.done()?;
    let id = document(&decided, "grant_decision")?;
    let purpose = json!({ "purpose": "打印决定书，用印送达" });
    let paper = cast.chief.post(&format!("{}/documents/{id}/reveal", plot.path), &purpose)?.done()?;
    let decision = Decision {
        document: id,
        number: field(&paper, "number").to_owned(),
        license: field(&decided, "license").to_owned(),
    };
    teller.equal(
        field(&decided, "stage"),
        "decided",
        format!("首席代表凭有效授权书决定准予，{}", decision.number),
        "The chief representative grants by a valid letter",
    )?;
    for line in field(&paper, "text").lines().filter(|line| !line.trim().is_empty()) {
        teller.show(line)?;
    }
    Ok(decision)
}

fn attempt(who: &Client, plot: &Plot) -> Result<super::client::Reply, Broken> {
    let decision: Value = json!({ "outcome": "grant", "reasons": "申请符合法定条件、标准，依法准予许可。" });
    who.post(&format!("{}/decision", plot.path), &decision)
}
