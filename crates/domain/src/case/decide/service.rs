//! 用印与送达.

use daowei_ident::DocumentId;
use jiff::Span;
use jiff::civil::Date;

use super::files;
use crate::case::{
    Case, Context, Delivered, Document, DocumentKind, Event, ExtensionSettled, FileOf, SealKind, Sealed,
    Served, Service, ServiceGiven, Stage, rules,
};
use crate::limits::{Clock, ClockKind};
use crate::rule::{Refusal, ensure};
use crate::text::{Text, TextRef};

/// 公告送达 counts after so many days (民事诉讼法 art. 95, which administrative organs follow for want of a rule of their own).
const PUBLIC_NOTICE: i32 = 30;

/// By what words a proof says that service was witnessed (民事诉讼法 art. 89: witnesses, or pictures of it).
const WITNESSED: [&str; 10] =
    ["见证", "拍照", "照片", "录像", "视频", "摄像", "witness", "photograph", "film", "video"];
/// Characters of such a proof: the word, who, and that it was refused.
const SHORTEST_WITNESS: usize = 8;

/// A document of this case that stands.
pub(super) fn document(case: &Case, id: DocumentId) -> Result<&Document, Refusal> {
    let document = case.documents.get(&id).ok_or_else(|| Refusal::by(&rules::DOCUMENT_UNKNOWN))?;
    ensure(!document.voided, || Refusal::by(&rules::DOCUMENT_VOID))?;
    Ok(document)
}

pub(super) fn seal(
    case: &Case,
    id: DocumentId,
    seal: SealKind,
    copies: u32,
    pages: u32,
) -> Result<Vec<Event>, Refusal> {
    let document = document(case, id)?;
    still_open(case, document)?;
    ensure(document.sealed.is_none(), || Refusal::by(&rules::SEALED_TWICE))?;
    let due = document.seal_due.ok_or_else(|| Refusal::by(&rules::SEAL_NONE))?;
    ensure(!(due == SealKind::Office && seal == SealKind::Approval), || Refusal::by(&rules::SEAL_OFFICE))?;
    ensure(copies > 0 && pages > 0, || Refusal::by(&rules::SEAL_COUNT))?;
    Ok(vec![Sealed { document: id, seal, copies, pages }.into()])
}

pub(super) fn serve(
    case: &Case,
    id: DocumentId,
    given: &ServiceGiven,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let document = document(case, id)?;
    still_open(case, document)?;
    ensure(!document.kind.is_decision(), || Refusal::by(&rules::SERVE_RESULT))?;
    let demands = document.kind == DocumentKind::CorrectionNotice;
    ensure(!demands || case.acceptance.is_none(), || Refusal::by(&rules::CORRECTION_AFTER_ACCEPTANCE))?;
    ensure(document.served.is_none(), || Refusal::by(&rules::SERVED_TWICE))?;
    ensure(document.seal_due.is_none() || document.sealed.is_some(), || {
        let answers = document.kind.answers_application();
        Refusal::by(if answers { &rules::SERVE_UNSEALED } else { &rules::SERVE_UNSEALED_NOTICE })
    })?;
    handed_over(case, document, given, context)?;
    let files = files::scans(case, &FileOf::Service(id), &given.files, context)?;
    let on = given.on;
    let served = Served {
        document: id,
        service: given.service,
        on,
        proof: given.proof.reference(),
        recipient: said(given.recipient.as_ref()),
        authority: said(given.authority.as_ref()),
        consent: None,
        elsewhere: said(given.elsewhere.as_ref()),
        otherwise: said(given.otherwise.as_ref()),
        files,
    };
    let mut events = vec![served.into()];
    if document.kind == DocumentKind::ExtensionNotice {
        let (settled, told) = settle_extension(case, id, on, context)?;
        events.push(settled);
        events.extend(told);
    }
    if let Some(pause) = case.open_pause().filter(|pause| pause.document == id) {
        events.push(super::time::told(case, pause, pause.started_on.max(on), context)?);
    }
    Ok(events)
}

/// An extension counts only if it is served before the limit ends (C12). What the law's limit gains, the promise does not.
fn settle_extension(
    case: &Case,
    document: DocumentId,
    served: Date,
    context: &Context<'_>,
) -> Result<(Event, Option<Event>), Refusal> {
    let days = case.extension.as_ref().map_or(0, |extension| extension.days);
    let running = case.clocks.get(&ClockKind::Statutory).filter(|clock| !clock.is_ended());
    let Some(clock) = running.filter(|clock| served <= clock.reckoning.due) else {
        return Ok((ExtensionSettled { document, clocks: Vec::new() }.into(), None));
    };
    let reckoning = clock.reckon(0, days, context.calendar, context.settings.warning_days)?;
    let extended = Clock { extended: days, reckoning: reckoning.clone(), ..clock.clone() };
    let told = super::time::told_again(case, &extended, context)?;
    Ok((ExtensionSettled { document, clocks: vec![(ClockKind::Statutory, reckoning)] }.into(), told))
}

pub(super) fn deliver(
    case: &Case,
    given: &ServiceGiven,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let decision = case.decision().ok_or_else(|| Refusal::by(&rules::NOT_YET_DECIDED))?;
    handed_over(case, document(case, decision.document)?, given, context)?;
    let files = files::scans(case, &FileOf::Service(decision.document), &given.files, context)?;
    let on = given.on;
    let delivered = Delivered {
        document: decision.document,
        service: given.service,
        on,
        proof: given.proof.reference(),
        recipient: said(given.recipient.as_ref()),
        authority: said(given.authority.as_ref()),
        consent: None,
        elsewhere: said(given.elsewhere.as_ref()),
        otherwise: said(given.otherwise.as_ref()),
        files,
        in_time: case.clocks.get(&ClockKind::Delivery).map(|clock| on <= clock.reckoning.due),
    };
    Ok(vec![delivered.into()])
}

/// What was said, where something was.
fn said(text: Option<&Text>) -> Option<TextRef> {
    text.filter(|text| text.weight() > 0).map(Text::reference)
}

/// Whether that is service: on a true day, by a way that reaches the recipient, and proved (practice.md §3.5).
fn handed_over(
    case: &Case,
    document: &Document,
    given: &ServiceGiven,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    dated(document, given, context)?;
    ensure(given.proof.weight() > 0, || Refusal::by(&rules::PROOF_MISSING))?;
    as_confirmed(case, document, given)?;
    let (recipient, authority) = (&given.recipient, &given.authority);
    let is_said = |text: &Option<Text>| said(text.as_ref()).is_some();
    match given.service {
        Service::Direct => ensure(is_said(recipient), || Refusal::by(&rules::RECIPIENT_MISSING)),
        Service::ByAgent => {
            ensure(is_said(recipient), || Refusal::by(&rules::RECIPIENT_MISSING))?;
            ensure(is_said(authority), || Refusal::by(&rules::AUTHORITY_MISSING))
        }
        Service::Electronic => {
            let agreed = case.recipient(document).is_some_and(|party| case.agreed_to_electronic(party));
            ensure(agreed, || Refusal::by(&rules::CONSENT_MISSING))
        }
        Service::LeftAtPlace => ensure(is_witnessed(&given.proof), || Refusal::by(&rules::WITNESS_MISSING)),
        Service::Mail | Service::PublicNotice => Ok(()),
    }
}

/// In the way and at the place that the recipient confirmed; otherwise with a reason (practice.md §3.5).
fn as_confirmed(case: &Case, document: &Document, given: &ServiceGiven) -> Result<(), Refusal> {
    let confirmed = case.recipient(document).and_then(|party| case.services.get(&party));
    let Some(confirmed) = confirmed else { return Ok(()) };
    let same = confirmed.service == given.service && said(given.elsewhere.as_ref()).is_none();
    ensure(same || said(given.otherwise.as_ref()).is_some(), || {
        Refusal::by(&rules::SERVED_OTHERWISE).named("confirmed", confirmed.service.name())
    })
}

/// Nobody signs for what is left at the place: somebody has witnessed it, or it was photographed or filmed.
fn is_witnessed(proof: &Text) -> bool {
    let words = proof.words().to_lowercase();
    let told = WITNESSED.iter().any(|sign| words.contains(sign));
    told && proof.weight() >= SHORTEST_WITNESS
}

/// What is served on a day existed on that day, seal and all; what was made public counts as served when its days are over.
fn dated(document: &Document, given: &ServiceGiven, context: &Context<'_>) -> Result<(), Refusal> {
    let complete = document.complete_on();
    let on = given.on;
    ensure(complete <= on && on <= context.today(), || {
        Refusal::by(&rules::SERVICE_DATE).with("issued", complete)
    })?;
    let first = complete.checked_add(Span::new().days(PUBLIC_NOTICE)).unwrap_or(Date::MAX);
    ensure(given.service != Service::PublicNotice || first <= on, || {
        Refusal::by(&rules::PUBLIC_NOTICE_DAYS).with("days", PUBLIC_NOTICE).with("first", first)
    })
}

/// In an archived case only a deed of correction still goes out, and the notice that what was granted is to be taken back.
fn still_open(case: &Case, document: &Document) -> Result<(), Refusal> {
    ensure(
        case.stage != Stage::Archived
            || matches!(document.kind, DocumentKind::CorrectionDeed | DocumentKind::InterestedNotice),
        || Refusal::by(&rules::ARCHIVED),
    )
}
