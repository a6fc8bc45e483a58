//! 决定: what is decided, by whom, on what; what can be done about it.

use super::intake::by_licensing_law;
use super::page::Page;
use super::{Print, day, moment};
use crate::case::{Decided, DecisionGround, DocumentKind, Instrument, InstrumentKind, Outcome, Reply};
use crate::catalog::{DecisionLevel, PowerType};

/// The operative words (practice.md §5); a title is no decision.
fn operative(power: Option<PowerType>, outcome: Outcome) -> String {
    let grants = outcome == Outcome::Grant;
    match power {
        Some(PowerType::License) | None if grants => "准予行政许可".to_owned(),
        Some(PowerType::License) | None => "不予行政许可".to_owned(),
        Some(power @ (PowerType::Confirmation | PowerType::Benefit | PowerType::Award)) => {
            format!("{}{}", if grants { "予以" } else { "不予" }, power.zh())
        }
        Some(_) if grants => "准予办理".to_owned(),
        Some(_) => "不予办理".to_owned(),
    }
}

pub(super) fn decided(page: &mut Page, print: &Print<'_>, e: &Decided) {
    let (item, received) = (print.item(), day(print.case.came_on()));
    let on_the_spot = e.document_kind == DocumentKind::OnTheSpotDecision;
    let paragraph =
        if e.outcome == Outcome::Grant { "第三十八条第一款" } else { "第三十八条第二款" };
    let article =
        if on_the_spot { format!("第三十四条第二款、{paragraph}") } else { paragraph.to_owned() };
    let basis = by_licensing_law(print, &article);
    page.paragraph(&format!("你（单位）于{received}提出的“{item}”申请，本机关已审查完毕。"));
    let above = level(page, print, e);
    changes(page, print, e);
    let operative = operative(print.power(), e.outcome);
    match above {
        Some(reply) => page.paragraph(&format!("{basis}按照{reply}，现决定：{operative}。")),
        None => page.paragraph(&format!("{basis}本机关决定：{operative}。")),
    }
    page.line("事项依据", &print.content.map(|content| content.basis.join("；")).unwrap_or_default());
    page.line("理由和依据", print.said(&e.reasons));
    grounds(page, &e.grounds);
    license(page, print, e);
    if on_the_spot {
        receipt(page, print, e);
    }
    foot(page, print, e);
}

/// What is decided above is decided there: to whom it was submitted, what was answered, under which number and date. Gives what
/// the decision then rests on.
fn level(page: &mut Page, print: &Print<'_>, e: &Decided) -> Option<String> {
    // A second decision rests on a reply of its own, never on the one to the first.
    let reply = if e.instrument.is_some() { e.reply.as_ref() } else { print.case.reply() };
    let Reply { outcome, number, on, .. } = reply?;
    let level = print.content.map(|content| content.decision_level);
    let to = print.case.upward.as_ref().map(|upward| print.said(&upward.to)).filter(|to| !to.is_empty());
    let to = to.unwrap_or(match level {
        Some(DecisionLevel::MunicipalGovernment) => "本级人民政府",
        _ => "上级机关",
    });
    let submitted = print.case.upward.as_ref().filter(|_| e.instrument.is_none());
    if print.is_collective() {
        let submitted =
            submitted.map_or_else(String::new, |upward| format!("于{}提请集体讨论，", day(upward.on)));
        let (number, outcome) = (print.said(number), operative(print.power(), *outcome));
        page.paragraph(&format!(
            "该申请依照决定权限由本机关负责人集体讨论决定，{submitted}{}经集体讨论（{number}）决定：{outcome}。",
            day(*on)
        ));
        return Some(format!("集体讨论决定（{number}）"));
    }
    let submitted =
        submitted.map_or_else(String::new, |upward| format!("本机关于{}报请审定，", day(upward.on)));
    page.paragraph(&format!(
        "该申请依照决定权限由{to}审定。{submitted}{to}于{}以{}作出审定意见：{}。",
        day(*on),
        print.said(number),
        operative(print.power(), *outcome)
    ));
    Some(format!("{to}{}审定意见", print.said(number)))
}

/// What of the item's version the decision names, kind by kind: the articles, the conditions, the papers.
fn grounds(page: &mut Page, grounds: &[DecisionGround]) {
    let of = |pick: fn(&DecisionGround) -> Option<&str>| {
        grounds.iter().filter_map(pick).collect::<Vec<_>>().join("；")
    };
    page.line(
        "所依据的规定",
        &of(|ground| if let DecisionGround::Basis { words } = ground { Some(words) } else { None }),
    );
    page.line(
        "所依据的条件",
        &of(|ground| if let DecisionGround::Condition { words } = ground { Some(words) } else { None }),
    );
    page.line(
        "所依据的材料",
        &of(|ground| if let DecisionGround::Paper { words, .. } = ground { Some(words) } else { None }),
    );
}

/// 重新作出决定: the decision that this one takes the place of, and what obliges to it.
fn changes(page: &mut Page, print: &Print<'_>, e: &Decided) {
    let Some(instrument) = &e.instrument else { return };
    let earlier = print.case.decisions.iter().rev().find(|decision| decision.document != e.document);
    let Some(earlier) = earlier else { return };
    let what = if earlier.outcome == e.outcome { "予以变更" } else { "予以撤销" };
    page.paragraph(&format!(
        "本机关{}作出的{}，根据{}{what}，由本决定替代。",
        day(earlier.on),
        print.quoted(earlier.document),
        rests_on(print, instrument)
    ));
}

fn rests_on(print: &Print<'_>, instrument: &Instrument) -> String {
    let kind = match instrument.kind {
        InstrumentKind::Reconsideration => "行政复议决定",
        InstrumentKind::Judgment => "裁判",
        InstrumentKind::SelfCorrection => "自行纠正的决定",
        InstrumentKind::SuperiorOrder => "决定",
    };
    let (organ, number) = (print.said(&instrument.organ), print.said(&instrument.number));
    // Courts set their numbers in brackets of their own.
    format!("{organ}{}作出的{number}{kind}", day(instrument.on))
}

/// What is granted, and from when to when; with a certificate where the item has one.
fn license(page: &mut Page, print: &Print<'_>, e: &Decided) {
    let Some(license) = &e.license else { return };
    let from = day(license.valid_from);
    let valid = license
        .valid_until
        .map_or_else(|| format!("自{from}起长期有效"), |until| format!("有效期自{from}至{}", day(until)));
    let certified = print.content.is_some_and(|content| !content.result_name.trim().is_empty());
    let label = if certified {
        "颁发证照"
    } else {
        "准予许可的事项（不另发证照，以本决定书为准）"
    };
    let number = print.certificate.filter(|_| certified).map(|number| format!("（{number}）"));
    page.line(label, &format!("{}{}，{valid}", license.name, number.unwrap_or_default()));
}

/// 即办件: one paper for receipt and decision, with the time at which it began (practice.md §2).
fn receipt(page: &mut Page, print: &Print<'_>, e: &Decided) {
    page.paragraph("本件系即办件，收件、受理和决定一并办结。本决定书兼作收件凭证和受理凭证，收件时出具的收件凭证由本决定书替代，其上的查询码继续有效。");
    page.line("收件时间（办理开始时间）", &moment(print.case.received_at));
    page.line("受理和办结日期", &day(e.on));
    page.papers(print, print.case.papers.values());
    if let Some(unlisted) = &print.case.unlisted {
        page.line("清单外材料（申请人自行提交，非本机关要求）", print.said(unlisted));
    }
}

fn foot(page: &mut Page, print: &Print<'_>, e: &Decided) {
    if let Some(remedies) = &e.remedies {
        let whoever =
            if e.outcome == Outcome::Grant { "利害关系人如不服本决定" } else { "如不服" };
        page.remedies(whoever, remedies);
    }
    page.line("授权书", print.letter.unwrap_or_default());
}

/// 撤销: which decision is taken back, which certificate falls with it, and by what instrument.
pub(super) fn revocation(page: &mut Page, print: &Print<'_>, e: &Decided) {
    let granted = e.revokes.and_then(|id| Some((id, print.case.documents.get(&id)?.on)));
    let (number, on) = granted.map_or_else(Default::default, |(id, on)| (print.quoted(id), day(on)));
    let above = level(page, print, e).map_or_else(String::new, |reply| format!("按照{reply}，"));
    // A decision on reconsideration or a judgment is reason enough; art. 69 is for what the organ itself takes back.
    let rests_on = e.instrument.as_ref().map(|instrument| rests_on(print, instrument)).unwrap_or_default();
    let own = e.instrument.as_ref().is_some_and(|own| own.kind == InstrumentKind::SelfCorrection);
    let article = if own { by_licensing_law(print, "第六十九条") } else { String::new() };
    let basis = if article.is_empty() { format!("根据{rests_on}，") } else { article.clone() };
    page.paragraph(&format!(
        "本机关于{on}就你（单位）“{}”申请作出的{number}，{basis}{above}现决定予以撤销。",
        print.item()
    ));
    if let Some(license) = print.revoked {
        page.paragraph(&format!("据该决定颁发的{license}自本决定送达之日起失效，请交回本机关。"));
    }
    page.line("理由和依据", print.said(&e.reasons));
    grounds(page, &e.grounds);
    if !article.is_empty() {
        page.line("撤销依据", &rests_on);
    }
    foot(page, print, e);
}
