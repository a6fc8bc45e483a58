//! The end without a decision, and slips of the pen.

use super::page::Page;
use super::{Print, day};
use crate::case::{Corrected, Terminated, TerminationGround, Withdrawn};

pub(super) fn withdrawn(page: &mut Page, print: &Print<'_>, e: &Withdrawn) {
    page.paragraph(&format!(
        "你（单位）于{}提出“{}”申请，又于{}书面申请撤回。本机关准予撤回，该申请办理终结。",
        day(print.case.came_on()),
        print.item(),
        day(e.on)
    ));
}

pub(super) fn terminated(page: &mut Page, print: &Print<'_>, e: &Terminated) {
    let ground = match e.ground {
        TerminationGround::CorrectionNeverCame => "申请人逾期未补正",
        TerminationGround::LawChanged if !print.is_license() => "法律、法规修改，该事项不再需要办理",
        ground => ground.zh(),
    };
    page.paragraph(&format!(
        "本机关于{}收到“{}”申请。因{ground}，本机关决定终止办理。",
        day(print.case.came_on()),
        print.item()
    ));
    let lapse = print.content.and_then(|content| content.correction_lapse.as_ref());
    if let Some(lapse) = lapse.filter(|_| e.ground == TerminationGround::CorrectionNeverCame) {
        page.line("依据", &lapse.basis);
    }
    page.line("理由", print.said(&e.reasons));
    page.remedies("如不服", &e.remedies);
}

pub(super) fn corrected(page: &mut Page, print: &Print<'_>, e: &Corrected) {
    let subject = print.said(&e.subject);
    match e.corrects.and_then(|id| Some((id, print.case.documents.get(&id)?))) {
        Some((id, document)) => page.paragraph(&format!(
            "本机关{}制发的{}中，“{subject}”有误，更正如下：",
            day(document.on),
            print.quoted(id)
        )),
        None => page.paragraph(&format!("“{}”办件记载的“{subject}”有误，更正如下：", print.item())),
    }
    page.line("原内容", print.said(&e.old));
    page.line("更正为", print.said(&e.new));
    page.line("理由", print.said(&e.reasons));
}
