//! 撤回申请、终止办理、归档.

use daowei_ident::{CaseNumber, DocumentId, FileId};
use jiff::Span;

use super::files;
use crate::case::{
    Archived, Case, Context, Document, DocumentKind, Event, FileOf, Owed, Stage, Terminated,
    TerminationGround, Twin, Withdrawn, remedies, rules,
};
use crate::rule::{Refusal, ensure};
use crate::text::Text;

/// Withdrawals within so many working days of the limit are drawn for sampling (practice.md §3.6).
const NEAR_END: u32 = 2;
/// Characters of what names the applicant's form: a letter is no document.
const SHORTEST_FORM: usize = 2;
/// Numbers of other cases that are looked up: an application is entered twice, not twenty times.
const TWINS: usize = 5;

pub(super) fn withdraw(
    case: &Case,
    form: &Text,
    scans: &[FileId],
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    ensure(form.weight() >= SHORTEST_FORM, || Refusal::by(&rules::FORM_MISSING))?;
    let files = files::scans(case, &FileOf::Withdrawal, scans, context)?;
    let on = context.today();
    let near_end = case.leading_clock().is_some_and(|clock| {
        let due = clock.reckoning.due;
        context.calendar.count_working_days(on, due).is_ok_and(|count| on <= due && count.days <= NEAR_END)
    });
    let document = context.ids.next(DocumentId::from_parts);
    Ok(vec![Withdrawn { document, on, form: form.reference(), files, near_end }.into()])
}

pub(super) fn terminate(
    case: &Case,
    ground: TerminationGround,
    reasons: &Text,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    context.reasoned(reasons)?;
    match ground {
        TerminationGround::CorrectionNeverCame => never_came(case, context)?,
        TerminationGround::LawChanged => law_changed(case, context)?,
        TerminationGround::EnteredInError => entered_twice(case, reasons, context)?,
        TerminationGround::OtherByLaw => by_law(case, reasons)?,
        TerminationGround::ApplicantGone => {}
    }
    let on = context.today();
    let remedies = remedies(context.department(case)?, on)?;
    let document = context.ids.next(DocumentId::from_parts);
    Ok(vec![Terminated { document, on, ground, reasons: reasons.reference(), remedies }.into()])
}

/// Only a license that the law knows no more is not needed any more.
fn law_changed(case: &Case, context: &Context<'_>) -> Result<(), Refusal> {
    let abolished = context.item.is_some_and(|item| item.stands(context.today()).is_err());
    ensure(abolished, || Refusal::by(&rules::LAW_STANDS).with("item", &case.item_name))
}

/// The numbers of other cases that the reasons name.
pub fn numbers_named(case: &Case, reasons: &Text) -> Vec<CaseNumber> {
    let numbers = reasons.words().split(|character: char| !character.is_ascii_digit());
    let mut named: Vec<CaseNumber> = numbers.filter_map(|number| number.parse().ok()).collect();
    named.retain(|number| *number != case.number);
    named.dedup();
    named.truncate(TWINS);
    named
}

/// What was entered twice stands elsewhere, under its own number: the same applicant's, for the same item, of the same organ.
/// An invented number would end what nobody has answered in time. The first entry stays, for the applicant's days run from it;
/// and what was over when the papers came here is another application.
fn entered_twice(case: &Case, reasons: &Text, context: &Context<'_>) -> Result<(), Refusal> {
    let named = numbers_named(case, reasons);
    ensure(!named.is_empty(), || Refusal::by(&rules::TWIN_MISSING))?;
    let organ = context.department(case)?.id;
    let alike = |twin: &&Twin| {
        named.contains(&twin.number)
            && context.answering(twin.department).is_ok_and(|other| other.id == organ)
            && twin.item == case.item
            && twin.same_applicant
            && !twin.in_error
    };
    let alike: Vec<&Twin> = context.twins.iter().filter(alike).collect();
    ensure(!alike.is_empty(), || Refusal::by(&rules::TWIN_UNLIKE))?;
    let stays = |twin: &&Twin| {
        twin.received_at <= case.received_at && twin.over_at.is_none_or(|over| case.received_at < over)
    };
    ensure(alike.iter().any(stays), || Refusal::by(&rules::TWIN_LATER))
}

/// A ground of law is an article; and an application that nobody has answered yet is answered, not ended (行政许可法 art. 32).
fn by_law(case: &Case, reasons: &Text) -> Result<(), Refusal> {
    ensure(!case.stage.is_intake(), || Refusal::by(&rules::UNANSWERED))?;
    let cited = reasons.words().contains('第') && reasons.words().contains('条');
    ensure(cited, || Refusal::by(&rules::GROUND_UNCITED))
}

/// A correction that never came ends the case only by the item's own rule (practice.md §2).
fn never_came(case: &Case, context: &Context<'_>) -> Result<(), Refusal> {
    let lapse = context.content(case)?.correction_lapse.as_ref();
    let days = lapse.map_or(0, |lapse| lapse.days);
    let over = lapse.zip(case.corrections.last()).is_some_and(|(lapse, round)| {
        let last = round.told_on.and_then(|told| told.checked_add(Span::new().days(lapse.days)).ok());
        round.handed_in.is_none() && last.is_some_and(|last| last < context.today())
    });
    ensure(over, || Refusal::by(&rules::LAPSE_RULE).with("days", days))
}

/// Whether nothing remains to be done: a case that ends without a decision ends when its notice, sealed, has reached the
/// applicant; where nobody takes it, by 留置 or 公告.
pub(super) fn may_be_archived(case: &Case) -> Result<(), Refusal> {
    let ended = matches!(
        case.stage,
        Stage::Delivered
            | Stage::NotRequired
            | Stage::NotCompetent
            | Stage::NotAccepted
            | Stage::Withdrawn
            | Stage::Terminated
    );
    let deed = |owed: &&Owed| **owed == Owed::CorrectionDeed;
    ensure(ended && case.owed.iter().all(|owed| deed(&owed)), || Refusal::by(&rules::ARCHIVE_OPEN))?;
    let told = |notice: &Document| notice.sealed.is_some() && notice.served.is_some();
    let of = |kind| case.documents.values().filter(move |notice| notice.kind == kind && !notice.voided);
    let closed = case.stage.closing_notice().is_none_or(|kind| of(kind).any(told));
    ensure(closed && case.owed.is_empty(), || Refusal::by(&rules::ARCHIVE_UNSERVED))?;
    // 行政许可法 art. 32(2): the acceptance, too, was given in writing, under seal.
    ensure(of(DocumentKind::AcceptanceNotice).all(told), || Refusal::by(&rules::ARCHIVE_ACCEPTANCE))
}

pub(super) fn archive(file: &Text, pages: u32, retention_years: Option<u32>) -> Result<Vec<Event>, Refusal> {
    ensure(file.weight() > 0 && pages > 0, || Refusal::by(&rules::ARCHIVE_EMPTY))?;
    Ok(vec![Archived { file: file.reference(), pages, retention_years }.into()])
}
