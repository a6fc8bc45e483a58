//! From the receipt to acceptance, or to the answer that there is none (行政许可法 art. 32).

use daowei_ident::DemandId;

use super::page::{Page, paper_name};
use super::{Print, day, due, moment};
use crate::case::{
    Accepted, CorrectionRequested, CorrectionRound, NotAccepted, NotCompetent, NotRequired, OwedNoticeIssued,
    PaperForm, Received,
};
use crate::limits::Clock;

pub(super) fn received(page: &mut Page, print: &Print<'_>, e: &Received) {
    page.paragraph(&format!(
        "你（单位）提交的“{}”申请材料已收到。收件不等于受理，是否受理将依法另行书面告知。",
        print.item()
    ));
    page.line("收件时间", &moment(e.received_at));
    page.line("计为收件日", &day(e.received_on));
    for mandate in e.parties.iter().filter_map(|party| party.mandate.as_ref()) {
        let to = mandate.to.map_or_else(|| "未定期限".to_owned(), |to| format!("至{}", day(to)));
        let (scope, paper) = (print.said(&mandate.scope), print.said(&mandate.paper));
        page.line("授权委托", &format!("{scope}（自{}{to}，凭{paper}）", day(mandate.from)));
    }
    page.papers(print, e.papers.iter());
    if let Some(unlisted) = &e.unlisted {
        page.line("清单外材料（申请人自行提交，非本机关要求）", print.said(unlisted));
    }
    if let Some(clock) = &e.clock {
        page.line("一次性告知期限至", &due(clock));
    }
    let applicant = print.case.applicant().and_then(|party| print.case.services.get(&party.id));
    page.line("确认的送达方式", applicant.map_or("", |confirmed| confirmed.service.name().zh));
    page.line("查询码", print.query_code.unwrap_or("见另页"));
    page.phones(print);
    page.paragraph("凭办件编号和查询码，可以查询办理进度和结果。");
}

pub(super) fn correction(page: &mut Page, print: &Print<'_>, e: &CorrectionRequested) {
    let (item, received) = (print.item(), day(print.case.came_on()));
    if e.demands.iter().all(|demand| demand.repeats.is_some()) {
        page.paragraph(&format!(
            "你（单位）于{received}提交的“{item}”申请材料，经补正仍有下列内容不齐全或者不符合法定形式。下列要求前已告知，本告知书系重复告知，不提出新的要求："
        ));
    } else {
        let basis = by_licensing_law(print, "第三十二条第一款第四项");
        page.paragraph(&format!(
            "你（单位）于{received}提交的“{item}”申请材料不齐全或者不符合法定形式。{basis}现一次性告知需要补正的全部内容："
        ));
    }
    for demand in &e.demands {
        let name = paper_name(print, &demand.paper);
        let again = demand.repeats.and_then(|id| first_asked(print, id)).map(|round| {
            let notice = print.case.documents.get(&round.document).and_then(|notice| notice.number.as_ref());
            let notice = notice.map_or_else(|| "前次告知书".to_owned(), ToString::to_string);
            format!("（{notice}已于{}告知，至今未补正）", day(round.on))
        });
        page.item(&format!("{name}：{}{}", print.said(&demand.what), again.unwrap_or_default()));
    }
    page.paragraph("请按上述要求补正后交回本窗口；补正材料全部收齐之日为受理之日。");
    if let Some(lapse) = print.content.and_then(|content| content.correction_lapse.as_ref()) {
        page.paragraph(&format!(
            "自本告知书送达之日起{}日内未补正的，依照{}的规定，可以终止办理，并书面告知。",
            lapse.days, lapse.basis
        ));
    }
    page.phones(print);
}

/// The round in which a demand was made for the first time.
fn first_asked<'a>(print: &Print<'a>, mut id: DemandId) -> Option<&'a CorrectionRound> {
    let mut found = None;
    // Backwards: a demand asked for the third time repeats the one of the second.
    for round in print.case.corrections.iter().rev() {
        if let Some(demand) = round.demands.iter().find(|demand| demand.id == id) {
            found = Some(round);
            id = demand.repeats.unwrap_or(id);
        }
    }
    found
}

pub(super) fn not_required(page: &mut Page, print: &Print<'_>, e: &NotRequired) {
    let (item, received) = (print.item(), day(print.case.came_on()));
    let off_list = print.content.is_none();
    let needs =
        if print.is_license() || off_list { "取得行政许可" } else { "向本机关申请办理" };
    // Off the list, too, it is said that no license is needed: that is what the article speaks of.
    let basis = if off_list {
        article("第三十二条第一款第一项")
    } else {
        by_licensing_law(print, "第三十二条第一款第一项")
    };
    page.paragraph(&format!(
        "你（单位）于{received}提出的“{item}”申请，经审查，申请事项依法不需要{needs}。{basis}本机关不予受理，现即时告知。"
    ));
    page.line("理由", print.said(&e.reasons));
    page.remedies("如不服", &e.remedies);
    page.phones(print);
}

pub(super) fn not_competent(page: &mut Page, print: &Print<'_>, e: &NotCompetent) {
    let (item, received) = (print.item(), day(print.case.came_on()));
    let basis = by_licensing_law(print, "第三十二条第一款第二项");
    page.paragraph(&format!(
        "你（单位）于{received}提出的“{item}”申请，经审查，申请事项依法不属于本机关职权范围。{basis}本机关决定不予受理。请向{}申请。",
        print.said(&e.organ)
    ));
    page.line("理由", print.said(&e.reasons));
    page.remedies("如不服", &e.remedies);
    page.phones(print);
}

pub(super) fn not_accepted(page: &mut Page, print: &Print<'_>, e: &NotAccepted) {
    let (item, received) = (print.item(), day(print.case.came_on()));
    let written = if print.is_license() {
        "根据《中华人民共和国行政许可法》第三十二条第二款的规定，出具本通知书。"
    } else {
        ""
    };
    page.paragraph(&format!(
        "你（单位）于{received}提出的“{item}”申请，经审查，本机关决定不予受理。{written}"
    ));
    page.line("理由", print.said(&e.reasons));
    page.remedies("如不服", &e.remedies);
    page.phones(print);
}

pub(super) fn accepted(page: &mut Page, print: &Print<'_>, e: &Accepted) {
    let (item, received) = (print.item(), day(print.case.came_on()));
    let basis = by_licensing_law(print, "第三十二条第一款第五项");
    page.paragraph(&format!(
        "你（单位）于{received}提出的“{item}”申请，符合受理条件。{basis}本机关决定予以受理。"
    ));
    page.line("受理日期", &day(e.on));
    let promised = print.case.papers.values().filter(|paper| paper.form == PaperForm::Promised);
    let promised: Vec<&str> = promised.map(|paper| paper_name(print, &paper.paper)).collect();
    page.line("容缺后补材料（作出决定前补交）", &promised.join("、"));
    page.clocks(&e.clocks);
    page.phones(print);
}

pub(super) fn owed(page: &mut Page, print: &Print<'_>, e: &OwedNoticeIssued) {
    let (item, received) = (print.item(), day(print.case.came_on()));
    page.paragraph(&format!(
        "你（单位）于{received}提出的“{item}”申请，本机关未在法定期限内一次告知补正内容，根据《中华人民共和国行政许可法》第三十二条第一款第四项的规定，自{}起视为受理。本通知系补发，制发日期为{}。",
        day(e.deemed_on),
        day(e.on)
    ));
    let clocks: Vec<Clock> = print.case.clocks.values().cloned().collect();
    page.clocks(&clocks);
    page.phones(print);
}

/// The article of the Licensing Law that a paper rests on, where a license is asked for.
pub(super) fn by_licensing_law(print: &Print<'_>, which: &str) -> String {
    if print.is_license() { article(which) } else { String::new() }
}

fn article(which: &str) -> String {
    format!("根据《中华人民共和国行政许可法》{which}的规定，")
}
