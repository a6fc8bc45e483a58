//! While it is examined: the report upward, time that is left out, time that is added.

use super::intake::by_licensing_law;
use super::page::Page;
use super::{Print, day, due, reckoned};
use crate::case::{Extended, InterestedInformed, PauseStarted, SubmittedUpward};
use crate::catalog::{DecisionLevel, ExtensionRule};
use crate::limits::{Clock, ClockKind};

/// 审核上报意见: to the organ that decides; the applicant stands inside.
pub(super) fn upward(page: &mut Page, print: &Print<'_>, e: &SubmittedUpward) {
    let (item, received) = (print.item(), day(print.case.came_on()));
    let collective = print.is_collective();
    // A discussion in the own house is no organ: nothing is reported to oneself.
    page.raw(&format!("{}：", if collective { "本机关负责人集体讨论会议" } else { print.said(&e.to) }));
    let accepted = print.case.acceptance.as_ref();
    let accepted =
        accepted.map_or_else(String::new, |acceptance| format!("，本机关于{}受理", day(acceptance.on)));
    let superior =
        print.content.is_some_and(|content| content.decision_level == DecisionLevel::SuperiorOrgan);
    let basis = if superior { by_licensing_law(print, "第三十五条") } else { String::new() };
    page.paragraph(&if collective {
        format!("{received}，申请人提出“{item}”申请{accepted}。该事项按照决定权限由本机关负责人集体讨论决定，现将审核意见和全部申请材料提请集体讨论。")
    } else {
        format!("{received}，申请人提出“{item}”申请{accepted}。该事项按照决定权限报请审定。{basis}现将审核意见和全部申请材料一并报送。")
    });
    page.line("申请人", &print.parties.applicant);
    page.line("委托代理人、经办人", print.parties.agent.as_deref().unwrap_or_default());
    page.line("审核意见", print.said(&e.opinion));
    page.clocks(&open(print));
    let asked = if collective { "讨论决定，并形成会议纪要" } else { "审定并批复" };
    page.paragraph(&format!("请于{}前{asked}。", due(&e.clock)));
}

/// 陈述申辩告知书: to whoever the application concerns, of the right to be heard (art. 36) and, of a license, of the hearing
/// (art. 47); to the holder, before what was granted is taken back (art. 7).
pub(super) fn interested(page: &mut Page, print: &Print<'_>, e: &InterestedInformed) {
    let holder = print.case.applicant().is_some_and(|applicant| applicant.id == e.party);
    let named = print.parties.interested.get(&e.party).map_or("", String::as_str);
    page.raw(&format!("{}：", if holder { print.parties.applicant.as_str() } else { named }));
    let granted = print.case.decision().map(|granted| (granted.on, print.quoted(granted.document)));
    match granted.filter(|_| holder) {
        Some((on, number)) => {
            let basis = by_licensing_law(print, "第七条");
            page.paragraph(&format!(
                "本机关拟撤销{}就你（单位）“{}”申请作出的{number}。{basis}现予告知：你（单位）有权就此进行陈述和申辩，本机关将听取你（单位）的意见。",
                day(on),
                print.item()
            ));
        }
        None => {
            let basis = by_licensing_law(print, "第三十六条");
            page.paragraph(&format!(
                "本机关正在审查“{}”申请，该申请直接关系你（单位）的重大利益。{basis}现予告知：你（单位）有权就此进行陈述和申辩，本机关将听取你（单位）的意见。",
                print.item()
            ));
        }
    }
    page.line("事由", print.said(&e.what));
    page.paragraph(&format!(
        "请自收到本告知书之日起{}个工作日内，以书面或者口头方式提出陈述、申辩意见；放弃的，请以书面形式告知。逾期未提出的，本机关将依法作出决定。",
        e.days
    ));
    if print.is_license() && !holder {
        page.paragraph("根据《中华人民共和国行政许可法》第四十七条的规定，该许可直接涉及申请人与他人之间重大利益关系的，你（单位）有权要求听证；要求听证的，请自被告知之日起5日内提出申请。组织听证的费用不由申请人、利害关系人承担。");
    }
    page.line("陈述申辩地点", print.place.unwrap_or_default());
    page.phones(print);
}

/// 特别程序: how long it takes, and which limit it is left out of (art. 45).
pub(super) fn pause(page: &mut Page, print: &Print<'_>, e: &PauseStarted) {
    let by_law = e.basis.is_some() && e.ground.is_in_article_45();
    let basis = if by_law { by_licensing_law(print, "第四十五条") } else { String::new() };
    let stopped: Vec<&str> = e.clocks.iter().map(|kind| kind.zh()).collect();
    let stopped = if stopped.is_empty() { "办理期限".to_owned() } else { stopped.join("和") };
    let runs_on = !by_law && print.case.clocks.contains_key(&ClockKind::Statutory);
    let runs_on = if runs_on { "；法定时限继续计算，不因此停止" } else { "" };
    let needed = if by_law { "依法需要" } else { "需要" };
    page.paragraph(&format!(
        "办理你（单位）申请的“{}”{needed}进行{}，自{}开始，所需时间为{}个工作日。{basis}自本告知书送达之日起，上述时间不计算在{stopped}内{runs_on}。",
        print.item(),
        e.ground.zh(),
        day(e.on),
        e.needed_days
    ));
    page.line("依据", e.basis.as_deref().unwrap_or("公布的办事指南"));
}

/// 延长期限 (art. 42): the new end, the reasons, who approved; the promise does not move.
pub(super) fn extension(page: &mut Page, print: &Print<'_>, e: &Extended) {
    let government = matches!(
        print.content.and_then(|content| content.extension),
        Some(ExtensionRule::GovernmentHead { .. })
    );
    let (article, approved) = if government {
        ("第四十二条第二款", "经本级人民政府负责人批准")
    } else {
        ("第四十二条第一款", "经本行政机关负责人批准")
    };
    let basis = by_licensing_law(print, article);
    page.paragraph(&format!(
        "你（单位）申请的“{}”不能在规定期限内作出决定。{basis}{approved}，办理期限延长{}个工作日。",
        print.item(),
        e.days
    ));
    page.line("理由", print.said(&e.reasons));
    page.line("延长后法定时限届满日", &reckoned(&e.reckoning));
    let promised = open(print).into_iter().find(|clock| clock.kind == ClockKind::Promised);
    if let Some(promised) = promised {
        page.paragraph(&format!("承诺时限不因延长而改变，届满日仍为{}。", due(&promised)));
    }
    if print.case.open_pause().is_some() {
        page.paragraph("特别程序正在进行，依法不计入期限的时间另行顺延。");
    }
}

fn open(print: &Print<'_>) -> Vec<Clock> {
    print.case.clocks.values().filter(|clock| !clock.is_ended()).cloned().collect()
}
