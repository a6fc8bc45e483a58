//! What the item's values say in plain words, in both languages.

use daowei_domain::Name;
use daowei_domain::case::{Chart, Outcome, Stage};
use daowei_domain::catalog::{
    CaseKind, Content, DecisionLevel, ExtensionRule, Paper, PowerType, Procedure, object_name,
};
use daowei_domain::limits::{ClockKind, Length, Limit, StartRule, Unit};
use daowei_domain::organization::WindowKind;
use jiff::civil::{Date, Time};
use serde::Serialize;

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Words {
    pub(super) zh: String,
    pub(super) en: String,
}

impl Words {
    pub(super) fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }
}

impl From<Name> for Words {
    fn from(name: Name) -> Self {
        Self::new(name.zh, name.en)
    }
}

/// A limit, and from when it runs.
pub(super) fn limit(limit: &Limit) -> Words {
    let length = match &limit.length {
        Length::Fixed { amount, unit } => length(*amount, *unit),
        Length::AsWritten(text) => return as_written(text),
    };
    let (zh, en) = match &limit.start {
        // What is done at once is counted from nothing.
        _ if matches!(&limit.length, Length::Fixed { unit: Unit::Immediate | Unit::SameDay, .. }) => ("", ""),
        StartRule::Acceptance => {
            ("，自受理之日起算，受理当日不计入", " from acceptance, the day of acceptance not counted")
        }
        StartRule::Receipt => {
            ("，自收到申请之日起算，当日不计入", " from receipt of the application, that day not counted")
        }
        StartRule::CompleteReceipt => (
            "，自收到全部有效材料之日起算，当日不计入",
            " from receipt of all valid papers, that day not counted",
        ),
        StartRule::AsWritten(text) => {
            return Words::new(
                format!("{}，起算时间来源写作“{text}”", length.zh),
                format!("{}; the source says of its start: “{text}”", length.en),
            );
        }
    };
    Words::new(format!("{}{zh}", length.zh), format!("{}{en}", length.en))
}

fn as_written(text: &str) -> Words {
    Words::new(format!("来源写作“{text}”"), format!("as the source writes it: “{text}”"))
}

fn length(amount: u32, unit: Unit) -> Words {
    let (zh, one, many) = match unit {
        Unit::WorkingDays => ("个工作日", "working day", "working days"),
        Unit::CalendarDays => ("个自然日", "calendar day", "calendar days"),
        Unit::Months => ("个月", "month", "months"),
        Unit::Hours => ("个工作小时", "working hour", "working hours"),
        Unit::SameDay => return Words::new("当日办结", "the same day"),
        Unit::Immediate => return Words::new("即时办结", "at once"),
    };
    counted(amount.into(), zh, one, many)
}

/// So many of something: the one place that knows a space stands between figure and word, and where English has one and where many.
pub(super) fn counted(amount: u64, zh: &str, one: &str, many: &str) -> Words {
    Words::new(format!("{amount} {zh}"), format!("{amount} {}", if amount == 1 { one } else { many }))
}

/// What does not count, and by how much the limit can grow.
pub(super) fn not_counted(content: &Content) -> Vec<Words> {
    let list = |procedures: &[&Procedure]| {
        let names: Vec<Name> = procedures.iter().map(|procedure| procedure.ground.name()).collect();
        let zh: Vec<&str> = names.iter().map(|name| name.zh).collect();
        let en: Vec<&str> = names.iter().map(|name| name.en).collect();
        (zh.join("、"), en.join(", "))
    };
    let mut words = Vec::new();
    let legal: Vec<&Procedure> = content
        .procedures
        .iter()
        .filter(|procedure| procedure.ground.is_in_article_45() && procedure.basis.is_some())
        .collect();
    if !legal.is_empty() {
        let (zh, en) = list(&legal);
        words.push(Words::new(
            format!("依法需要{zh}的，所需时间不计入法定时限；需要多长时间，会书面告知您（行政许可法第四十五条）。"),
            format!(
                "Time for what the law requires ({en}) does not count towards the statutory limit; you are told in writing how long it takes (Administrative Licensing Law, art. 45)."
            ),
        ));
    }
    let promised: Vec<&Procedure> =
        content.procedures.iter().filter(|procedure| procedure.outside_promise).collect();
    if !promised.is_empty() {
        let (zh, en) = list(&promised);
        words.push(Words::new(
            format!("承诺时限不包括：{zh}。"),
            format!("The promised limit leaves out: {en}."),
        ));
    }
    let left_out = |procedure: &Procedure| {
        procedure.outside_promise || (procedure.ground.is_in_article_45() && procedure.basis.is_some())
    };
    let within: Vec<&Procedure> =
        content.procedures.iter().filter(|procedure| !left_out(procedure)).collect();
    if !within.is_empty() {
        let (zh, en) = list(&within);
        words.push(Words::new(
            format!("{zh}的时间包括在时限之内。"),
            format!("Time for these counts towards the limits: {en}."),
        ));
    }
    match content.extension {
        Some(ExtensionRule::OrganHead { most }) => {
            let most = length(most, Unit::WorkingDays);
            words.push(Words::new(
                format!("经本机关负责人批准，最多可以延长 {}，并告知您延长的理由。", most.zh),
                format!(
                    "The head of the organ may extend the limit by {} at most; you are told why.",
                    most.en
                ),
            ));
        }
        Some(ExtensionRule::GovernmentHead { most }) => {
            let most = length(most, Unit::WorkingDays);
            words.push(Words::new(
                format!("经本级人民政府负责人批准，最多可以延长 {}，并告知您延长的理由。", most.zh),
                format!(
                    "The head of the people's government of this level may extend the limit by {} at most; you are told why.",
                    most.en
                ),
            ));
        }
        None => {}
    }
    words
}

/// How many of a paper, and in which form.
pub(super) fn copies(paper: &Paper) -> Words {
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    for (number, what, one, many) in
        [(paper.originals, "原件", "original", "originals"), (paper.copies, "复印件", "copy", "copies")]
    {
        if number > 0 {
            let counted = counted(number.into(), "份", one, many);
            zh.push(format!("{what} {}", counted.zh));
            en.push(counted.en);
        }
    }
    if zh.is_empty() {
        return Words::new("份数没有记载", "number not on record");
    }
    Words::new(zh.join("，"), en.join(", "))
}

/// Where a paper comes from.
pub(super) fn source(paper: &Paper) -> Words {
    match (paper.shared, paper.issuer.as_str()) {
        (true, "") => {
            Words::new("可以通过数据共享取得，不用您提交", "can be had by sharing: you need not bring it")
        }
        (true, issuer) => Words::new(
            format!("由{issuer}出具，可以通过数据共享取得，不用您提交"),
            format!("issued by {issuer}; can be had by sharing: you need not bring it"),
        ),
        (false, "") => Words::new("由您准备", "yours to prepare"),
        (false, issuer) => Words::new(format!("由{issuer}出具"), format!("issued by {issuer}")),
    }
}

/// 服务对象
pub(super) fn objects(content: &Content) -> Option<Words> {
    if content.objects.is_empty() {
        return None;
    }
    let named = |object: &String| object_name(object).map_or_else(|| Words::new(object, object), Words::from);
    let names: Vec<Words> = content.objects.iter().map(named).collect();
    let zh: Vec<&str> = names.iter().map(|words| words.zh.as_str()).collect();
    let en: Vec<&str> = names.iter().map(|words| words.en.as_str()).collect();
    Some(Words::new(zh.join("、"), en.join(", ")))
}

/// 行使层级 (GB/T 39046): the levels of government.
pub(super) fn level(level: u8) -> Option<Words> {
    Some(match level {
        1 => Words::new("国家级", "national"),
        2 => Words::new("省级", "provincial"),
        3 => Words::new("市级", "city"),
        4 => Words::new("县级", "county"),
        5 => Words::new("乡镇（街道）级", "township"),
        6 => Words::new("村（社区）级", "village"),
        _ => return None,
    })
}

/// What a window does.
pub(super) fn window(kind: WindowKind) -> Words {
    match kind {
        WindowKind::Department => Words::new("部门窗口", "window of the organ"),
        WindowKind::Composite => Words::new("综合窗口", "composite window"),
        WindowKind::Subordinate => Words::new("下属单位窗口", "window of a subordinate unit"),
        WindowKind::Issue => Words::new("出件窗口（只领取结果）", "issue window (results only)"),
    }
}

/// When the center is open on working days: `09:00—12:00，13:00—17:00`.
pub(super) fn hours(morning: (Time, Time), afternoon: Option<(Time, Time)>) -> Words {
    let times = |dash: &str, comma: &str| {
        let stretches = std::iter::once(morning).chain(afternoon);
        let told =
            stretches.map(|(from, to)| format!("{}{dash}{}", from.strftime("%H:%M"), to.strftime("%H:%M")));
        told.collect::<Vec<_>>().join(comma)
    };
    Words::new(times("—", "，"), times("–", ", "))
}

/// A day as it is written.
pub(super) fn day(date: Date) -> Words {
    Words::new(date.strftime("%-Y年%-m月%-d日").to_string(), date.strftime("%-d %B %Y").to_string())
}

/// A step of the flow.
#[derive(Debug, Serialize)]
pub(super) struct FlowStep {
    /// What it is called.
    pub(super) name: Words,
    /// What happens in it.
    pub(super) text: Words,
    /// Whether it is a step of the chart that the case runs by.
    pub(super) review: bool,
}

/// The flow that a case of that item takes: the chart that really runs, between what the law puts before and behind it (N-3.5.2).
pub(super) fn flow(content: &Content, chart: &Chart) -> Vec<FlowStep> {
    let license = content.power == PowerType::License;
    let step = |name: Words, text: Words| FlowStep { name, text, review: false };
    let mut steps = vec![step(
        Words::new("收件", "Receipt"),
        Words::new(
            "窗口收下材料，出具收件凭证，上面有办件编号和查询码。",
            "The window takes your papers and gives you a receipt with case number and query code.",
        ),
    )];
    let told = if license {
        Words::new("（行政许可法第三十二条）", " (Administrative Licensing Law, art. 32)")
    } else {
        Words::new("", "")
    };
    let correction = Words::new(
        format!(
            "材料不齐全或者不符合法定形式的，当场或者在五个工作日内一次告知需要补正的全部内容{}。",
            told.zh
        ),
        format!(
            "Where papers are missing or formally wrong, you are told all of it once, there and then or within five working days{}.",
            told.en
        ),
    );
    match content.case_kind {
        CaseKind::Promised => steps.push(step(
            Words::new("受理", "Acceptance"),
            Words::new(
                format!("材料齐全、符合法定形式的，出具受理通知书，写明决定的到期日。{}", correction.zh),
                format!("Where they are complete and in due form, you get a notice of acceptance with the day on which the decision is due. {}", correction.en),
            ),
        )),
        CaseKind::Instant => steps.push(step(
            Words::new("受理", "Acceptance"),
            Words::new(
                format!("材料齐全、符合法定形式的，当场受理。{}", correction.zh),
                format!("Where they are complete and in due form, they are accepted there and then. {}", correction.en),
            ),
        )),
    }
    let count = chart.steps.len();
    for (at, of_chart) in chart.steps.iter().enumerate() {
        let number = at.saturating_add(1);
        steps.push(FlowStep {
            name: of_chart.name.into(),
            text: Words::new(
                format!("审查的第 {number} 步，共 {count} 步：经办人员写明意见。"),
                format!("Step {number} of {count} of the review: whoever is responsible gives an opinion in writing."),
            ),
            review: true,
        });
    }
    let level = match content.decision_level {
        DecisionLevel::ThisOrgan => Words::new("", ""),
        other => {
            let name = other.name();
            Words::new(format!("本事项由{}。", name.zh), format!("This item is {}.", name.en))
        }
    };
    let spot = match content.case_kind {
        CaseKind::Instant => Words::new(
            format!(
                "能够当场决定的，当场作出书面决定；不能当场决定的，按{}的流程办理。",
                Chart::of(CaseKind::Promised)
                    .steps
                    .iter()
                    .map(|step| step.name.zh)
                    .collect::<Vec<_>>()
                    .join("、")
            ),
            format!(
                "What can be decided on the spot is, in writing; what cannot goes through {}.",
                Chart::of(CaseKind::Promised)
                    .steps
                    .iter()
                    .map(|step| step.name.en.to_lowercase())
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
        ),
        CaseKind::Promised => Words::new("由有权人员作出书面决定。", "Somebody entitled decides in writing."),
    };
    steps.push(step(
        Words::new("决定", "Decision"),
        Words::new(
            format!("{}不予批准的，说明理由，并告知申请行政复议、提起行政诉讼的权利。{}", spot.zh, level.zh),
            format!(
                "{} A refusal gives its reasons and tells you how to have it reviewed. {}",
                spot.en, level.en
            )
            .trim_end()
            .to_owned(),
        ),
    ));
    steps.push(step(
        Words::new("用印", "Sealing"),
        Words::new("决定和证照加盖印章。", "Decision and certificate are sealed."),
    ));
    let within = if license {
        Words::new("（行政许可法第四十四条）", " (Administrative Licensing Law, art. 44)")
    } else {
        Words::new("", "")
    };
    steps.push(step(
        Words::new("送达", "Delivery"),
        Words::new(
            format!("自作出决定之日起十个工作日内交到您手中{}。", within.zh),
            format!("It is in your hands within ten working days of the decision{}.", within.en),
        ),
    ));
    steps
}

/// Of what limit a due day speaks.
pub(super) fn deadline(clock: ClockKind) -> Words {
    let (zh, en) = match clock {
        ClockKind::Notification => ("受理或者告知补正的时限", "Time to accept or to ask for corrections"),
        ClockKind::Promised => ("承诺办理时限", "Promised time to decide"),
        ClockKind::Statutory => ("法定办理时限", "Time that the law allows to decide"),
        ClockKind::Upward => ("上级答复的时限", "Time for the reply of the organ above"),
        ClockKind::Delivery => ("送达时限", "Time to deliver"),
    };
    Words::new(zh, en)
}

/// What there is to say of a fee beside yes and no.
pub(super) fn fee_note(basis: &str) -> &str {
    let bare = ["是", "否", "无", "不收费", "免费", "收费"];
    if bare.contains(&basis.trim()) { "" } else { basis.trim() }
}

/// 办理结果: what a sealed decision says, as `POST /progress` says it.
pub(super) fn outcome(outcome: Outcome) -> Words {
    match outcome {
        Outcome::Grant => Words::new("已准予", "granted"),
        Outcome::Refuse => Words::new("不予", "refused"),
    }
}

/// What a state means to the applicant.
pub(super) fn stage(stage: Stage) -> Words {
    let (zh, en) = match stage {
        Stage::Received => (
            "窗口已收下材料，正在核对是否齐全。",
            "Your papers are with us and are being checked for completeness.",
        ),
        Stage::CorrectionRequested => (
            "材料需要补正，请按补正告知书一次补齐，交到原来的窗口。",
            "Papers have to be corrected: bring everything that the notice lists to the same window.",
        ),
        Stage::Resubmitted => {
            ("已收到补正材料，正在核对。", "Your corrections are with us and are being checked.")
        }
        Stage::NotRequired => (
            "这件事依法不需要取得行政许可，不用办理。",
            "The law requires no license for this: nothing has to be done.",
        ),
        Stage::NotCompetent => (
            "这件事不归本机关管，请按告知书上写的机关申请。",
            "Another organ is responsible: the notice that you got says which.",
        ),
        Stage::NotAccepted => (
            "申请没有被受理，理由和救济途径写在不予受理决定书上。",
            "The application was not accepted; the reasons and the ways of review are in the decision.",
        ),
        Stage::UnderReview => {
            ("申请已受理，正在审查。", "The application was accepted and is being reviewed.")
        }
        Stage::AwaitingDecision => {
            ("审查已完成，等待作出决定。", "The review is done; the decision comes next.")
        }
        Stage::SubmittedUpward => {
            ("已报有权决定的机关，等待答复。", "It lies with the organ that decides; its reply is awaited.")
        }
        Stage::Decided => {
            ("已作出决定，正在制作证照、文书。", "It is decided; the documents are being made.")
        }
        Stage::Sealed => (
            "决定和证照已经盖章，可以领取或者等待送达。",
            "The documents are sealed: collect them, or wait for their delivery.",
        ),
        Stage::Delivered => ("结果已经送达，办结。", "The result has been delivered; the case is closed."),
        Stage::Withdrawn => ("您已经撤回申请。", "You have withdrawn the application."),
        Stage::Terminated => {
            ("办理已经终止，事由写在终止通知书上。", "The case was ended; the notice says why.")
        }
        Stage::Archived => ("已经办结归档。", "The case is closed and archived."),
    };
    Words::new(zh, en)
}

#[cfg(test)]
mod tests {
    use daowei_domain::fixture::Matter;

    use super::*;

    fn of(amount: u32, unit: Unit, start: StartRule) -> Words {
        limit(&Limit { length: Length::Fixed { amount, unit }, start, basis: String::new() })
    }

    #[test]
    fn limits_say_how_long_of_what_and_from_when() {
        let words = of(20, Unit::WorkingDays, StartRule::Acceptance);
        assert_eq!(words.zh, "20 个工作日，自受理之日起算，受理当日不计入");
        assert_eq!(words.en, "20 working days from acceptance, the day of acceptance not counted");
        assert_eq!(of(1, Unit::Months, StartRule::Receipt).en.split(" from").next(), Some("1 month"));
        let one = counted(1, "个工作日", "working day", "working days");
        assert_eq!((one.zh.as_str(), one.en.as_str()), ("1 个工作日", "1 working day"));
        assert_eq!(counted(0, "份", "copy", "copies").en, "0 copies");
        assert_eq!(of(0, Unit::Immediate, StartRule::Acceptance).zh, "即时办结");
        let written = limit(&Limit {
            length: Length::AsWritten("尽快".into()),
            start: StartRule::Acceptance,
            basis: String::new(),
        });
        assert_eq!(written.zh, "来源写作“尽快”");
    }

    #[test]
    fn the_flow_shows_the_chart_that_runs() {
        for matter in Matter::ALL {
            let content = matter.content();
            let chart = Chart::of(content.case_kind);
            let steps = flow(&content, chart);
            let shown: Vec<&str> =
                steps.iter().filter(|step| step.review).map(|step| step.name.zh.as_str()).collect();
            let runs: Vec<&str> = chart.steps.iter().map(|step| step.name.zh).collect();
            assert_eq!(shown, runs);
            assert_eq!(steps.first().map(|step| step.name.zh.as_str()), Some("收件"));
            assert_eq!(steps.last().map(|step| step.name.zh.as_str()), Some("送达"));
        }
    }

    #[test]
    fn a_paper_that_can_be_shared_is_not_asked_for() {
        let mut content = Matter::License.content();
        let paper = content.papers.first_mut().unwrap();
        (paper.shared, paper.issuer) = (true, "市公安局".into());
        assert!(source(paper).zh.contains("不用您提交"));
        (paper.originals, paper.copies) = (0, 0);
        assert_eq!(copies(paper).zh, "份数没有记载");
        (paper.originals, paper.copies) = (1, 2);
        assert_eq!(copies(paper).en, "1 original, 2 copies");
    }

    #[test]
    fn a_bare_no_is_no_note_on_fees() {
        for bare in ["否", "无", " 不收费 ", ""] {
            assert_eq!(fee_note(bare), "");
        }
        assert_eq!(fee_note("否(22条明令不得收费)"), "否(22条明令不得收费)");
    }

    #[test]
    fn days_are_written_as_people_write_them() {
        let words = day(jiff::civil::date(2017, 10, 4));
        assert_eq!((words.zh.as_str(), words.en.as_str()), ("2017年10月4日", "4 October 2017"));
    }
}
