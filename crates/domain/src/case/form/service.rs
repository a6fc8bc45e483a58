//! 送达地址确认书: what the recipient confirms, what follows from it, and the place for his hand. No article of the licensing law says
//! how to serve; what is said of electronic service follows 民事诉讼法 art. 90 (decision 0013).

use super::Print;
use super::page::Page;
use crate::case::{Service, ServiceConfirmed};

pub(super) fn confirmed(page: &mut Page, print: &Print<'_>, e: &ServiceConfirmed) {
    let parties = print.parties;
    let recipient = parties.interested.get(&e.party).unwrap_or(&parties.applicant);
    page.line("受送达人", recipient);
    page.line("申请事项", print.item());
    page.line("确认的送达方式", e.service.name().zh);
    if e.service == Service::ByAgent {
        page.line("代收人", parties.agent.as_deref().unwrap_or_default());
    }
    if let Some(to) = print.addressed {
        page.line("收件人", &to.recipient);
        page.line("联系电话", &to.phone);
        page.line("邮寄地址", to.address.as_deref().unwrap_or_default());
        page.line("邮政编码", to.postcode.as_deref().unwrap_or_default());
        page.line("电子送达地址", to.electronic.as_deref().unwrap_or_default());
    }
    page.paragraph("签署以前，请阅读下列告知事项：");
    page.item("请如实、准确填写。本办件的文书和办理结果，按本确认书确认的方式和地址送达，直至办件办结。");
    page.item("送达方式、地址、收件人或者联系电话有变化的，请及时告知本机关窗口，重新确认并签署；重新确认以前，仍按本确认书送达。");
    page.item("因提供的地址、联系方式不准确，变化后未及时告知，或者本人、指定的代收人拒绝签收，致使文书未能送达或者未能及时送达的，由此产生的后果由受送达人承担；本机关可以说明原因后改用其他方式送达。");
    if e.service == Service::Electronic {
        page.item("电子送达须经受送达人同意（参照《中华人民共和国民事诉讼法》第九十条）。受送达人可以随时改用其他送达方式；需要纸质文书的，可以向本机关窗口提出。");
    }
    page.paragraph("受送达人已阅读并理解上述告知事项，确认以上内容真实、准确。");
    if e.service == Service::Electronic {
        page.paragraph("受送达人同意以电子方式送达本办件的文书。");
    }
    page.raw("");
    page.paragraph("受送达人（代理人、经办人）签名或者盖章：＿＿＿＿＿＿＿＿＿＿");
    page.paragraph("签署日期：　　　　年　　月　　日");
}
