//! 材料文件: what a case takes over of what its actor has sent, and originals that go back.

use std::collections::BTreeSet;

use daowei_ident::{DocumentId, FileId};

use crate::case::{
    Case, Context, Event, FileOf, OriginalsReturned, PaperIn, PaperScanned, ProofScanned, SignedScanned,
    rules,
};
use crate::file::{FileRef, rules as file_rules};
use crate::rule::{Refusal, ensure};
use crate::text::{Text, TextRef};

/// Those files, each of them named once: what is not among the actor's own is not there for anybody.
pub(super) fn taken(
    named: &[FileId],
    seen: &mut BTreeSet<FileId>,
    context: &Context<'_>,
) -> Result<Vec<FileRef>, Refusal> {
    let find = |id: &FileId| {
        let found = context.files.get(id).filter(|_| seen.insert(*id));
        found.cloned().ok_or_else(|| Refusal::by(&file_rules::UNKNOWN))
    };
    named.iter().map(find).collect()
}

/// Whether a line has room for so many more.
pub(super) fn room(has: usize, more: usize, context: &Context<'_>) -> Result<(), Refusal> {
    let most = context.settings.paper_files;
    let within = u32::try_from(has.saturating_add(more)).is_ok_and(|sum| sum <= most);
    ensure(within, || Refusal::by(&file_rules::TOO_MANY).with("most", most))
}

/// Scans that an act brings along, of what it rests on.
pub(super) fn scans(
    case: &Case,
    of: &FileOf,
    files: &[FileId],
    context: &Context<'_>,
) -> Result<Vec<FileRef>, Refusal> {
    room(case.files_of(of), files.len(), context)?;
    taken(files, &mut BTreeSet::new(), context)
}

/// 扫描、补传
pub(super) fn scan(
    case: &Case,
    paper: Option<String>,
    files: &[FileId],
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    ensure(!files.is_empty(), || Refusal::by(&rules::SCAN_EMPTY))?;
    match &paper {
        Some(paper) => ensure(case.papers.contains_key(paper), || {
            Refusal::by(&rules::SCAN_PAPER).with("paper", name(case, paper, context))
        })?,
        None => ensure(case.has_unlisted(), || Refusal::by(&rules::SCAN_UNNAMED))?,
    }
    room(case.files_of(&FileOf::line(paper.as_deref())), files.len(), context)?;
    let files = taken(files, &mut BTreeSet::new(), context)?;
    Ok(vec![PaperScanned { paper, files }.into()])
}

/// 清单外材料: files of what came beyond the list, which the receipt names; of an application that is on none, it is the matter itself.
pub(super) fn unlisted(
    files: &[FileId],
    papers: &[PaperIn],
    is_named: bool,
    context: &Context<'_>,
) -> Result<Vec<FileRef>, Refusal> {
    ensure(is_named || files.is_empty(), || Refusal::by(&rules::SCAN_UNNAMED))?;
    room(0, files.len(), context)?;
    let mut seen = papers.iter().flat_map(|paper| &paper.files).map(|file| file.file).collect();
    taken(files, &mut seen, context)
}

/// 送达地址确认书扫描件: what stands, as it was signed at the window (practice.md §3.5). Several pages may be several files.
pub(super) fn scan_confirmation(
    case: &Case,
    document: DocumentId,
    file: FileId,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let standing = case.services.values().find(|confirmed| confirmed.document == Some(document));
    let known = case.documents.get(&document).filter(|known| !known.voided);
    let signed = known.is_some() && standing.is_some_and(|confirmed| confirmed.signed.is_some());
    ensure(signed, || Refusal::by(&rules::SCAN_CONFIRMATION))?;
    room(case.files_of(&FileOf::Document(document)), 1, context)?;
    let mut files = taken(&[file], &mut BTreeSet::new(), context)?;
    let file = files.pop().ok_or_else(|| Refusal::by(&rules::SCAN_EMPTY))?;
    Ok(vec![SignedScanned { document, file, reasons: None }.into()])
}

/// 回传签署件: what was signed by hand and sealed on paper, until there is a certificate (practice.md §2).
pub(super) fn scan_signed(
    case: &Case,
    document: DocumentId,
    file: FileId,
    reasons: Option<&Text>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let signed = case.documents.get(&document).filter(|known| !known.voided && known.sealed.is_some());
    ensure(signed.is_some(), || Refusal::by(&rules::SCAN_DOCUMENT))?;
    let reasons = further(case, &FileOf::Document(document), reasons, context)?;
    let mut files = scans(case, &FileOf::Document(document), &[file], context)?;
    let file = files.pop().ok_or_else(|| Refusal::by(&rules::SCAN_EMPTY))?;
    Ok(vec![SignedScanned { document, file, reasons }.into()])
}

/// 补附送达回证: the slip of a service that is on record, when it has come back or was left out. What was served stays as it was.
pub(super) fn scan_proof(
    case: &Case,
    document: DocumentId,
    files: &[FileId],
    reasons: Option<&Text>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    ensure(!files.is_empty(), || Refusal::by(&rules::SCAN_EMPTY))?;
    let served = case.documents.get(&document).is_some_and(|known| known.served.is_some());
    ensure(served, || Refusal::by(&rules::SCAN_UNSERVED))?;
    let of = FileOf::Service(document);
    let reasons = further(case, &of, reasons, context)?;
    let files = scans(case, &of, files, context)?;
    Ok(vec![ProofScanned { document, files, reasons }.into()])
}

/// A further scan beside one that is there puts that right: it stays, and why there is another is said. The first one needs no reason.
fn further(
    case: &Case,
    of: &FileOf,
    reasons: Option<&Text>,
    context: &Context<'_>,
) -> Result<Option<TextRef>, Refusal> {
    if case.files_of(of) == 0 {
        return Ok(None);
    }
    let reasons = reasons.filter(|reasons| reasons.weight() > 0);
    let reasons = reasons.ok_or_else(|| Refusal::by(&rules::SCAN_THERE))?;
    context.reasoned(reasons)?;
    Ok(Some(reasons.reference()))
}

/// 退还原件, against signature (practice.md §3.3).
pub(super) fn return_originals(
    case: &Case,
    papers: Vec<String>,
    recipient: &Text,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let held: BTreeSet<&str> = case.held_originals().collect();
    let papers: Vec<String> = papers.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    let missing = papers.iter().find(|paper| !held.contains(paper.as_str()));
    let missing = missing.cloned().or_else(|| papers.is_empty().then(String::new));
    if let Some(paper) = missing {
        return Err(Refusal::by(&rules::ORIGINALS_NONE).with("paper", name(case, &paper, context)));
    }
    ensure(recipient.weight() > 0, || Refusal::by(&rules::ORIGINALS_SIGNED))?;
    Ok(vec![OriginalsReturned { papers, on: context.today(), recipient: recipient.reference() }.into()])
}

/// What the list calls a line.
fn name(case: &Case, paper: &str, context: &Context<'_>) -> String {
    let line = context.content(case).ok().and_then(|content| content.paper(paper));
    line.map_or_else(|| paper.to_owned(), |line| line.name.clone())
}
