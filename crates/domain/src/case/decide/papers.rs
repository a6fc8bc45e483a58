//! 申请材料: what was handed in, what is lacking, and what stays as it was once the case is accepted.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::files;
use crate::case::{
    Case, Context, FileOf, Outcome, PaperForm, PaperGiven, PaperIn, Verified, VerifiedGiven, rules,
};
use crate::catalog::{Content, Paper, PaperNeed};
use crate::organization::Duty;
use crate::rule::{Refusal, ensure};

/// The papers as they are put on record, with their files; `case` is nothing for a new one.
pub(super) fn taken(
    case: Option<&Case>,
    content: &Content,
    given: Vec<PaperGiven>,
    came_on: Date,
    context: &Context<'_>,
) -> Result<Vec<PaperIn>, Refusal> {
    let mut seen = BTreeSet::new();
    let mut take = |given: PaperGiven| {
        let has = case.map_or(0, |case| case.files_of(&FileOf::Paper(given.paper.clone())));
        files::room(has, given.files.len(), context)?;
        let files = files::taken(&given.files, &mut seen, context)?;
        Ok(PaperIn { files, ..take(content, given, came_on, context)? })
    };
    given.into_iter().map(&mut take).collect()
}

fn take(
    content: &Content,
    given: PaperGiven,
    came_on: Date,
    context: &Context<'_>,
) -> Result<PaperIn, Refusal> {
    let PaperGiven { paper, form, copies, ground, verified, files: _ } = given;
    let line = content.paper(&paper);
    let line = line.ok_or_else(|| Refusal::by(&rules::PAPER_UNLISTED).with("paper", &paper))?;
    ensure(copies > 0 || !form.is_taken(), || Refusal::by(&rules::PAPER_COPIES).with("paper", &line.name))?;
    let exempt = form == PaperForm::Exempt;
    let ground = ground.filter(|ground| exempt && ground.weight() > 0);
    ground.as_ref().map_or(Ok(()), |ground| context.reasoned(ground))?;
    let ground = ground.map(|ground| ground.reference());
    ensure(!exempt || line.shared || ground.is_some(), || {
        Refusal::by(&rules::EXEMPT_GROUND).with("paper", &line.name)
    })?;
    let verified = match form {
        PaperForm::OriginalSeen => Some(verified.unwrap_or_default()),
        _ => verified,
    };
    let verified = verified.map(|given| verify(form, given, came_on, context)).transpose()?;
    Ok(PaperIn { paper, form, copies, ground, verified, files: Vec::new() })
}

/// 与原件核对无误: to compare a paper with its original is nothing that contract staff do (资府办函〔2017〕210号 三（三）), so
/// that the one who answers for an assistant has done it, or somebody else who is named.
fn verify(
    form: PaperForm,
    given: VerifiedGiven,
    came_on: Date,
    context: &Context<'_>,
) -> Result<Verified, Refusal> {
    let by = given.by.or(context.staff.responsible).unwrap_or(context.staff.person);
    let on = given.on.unwrap_or(came_on);
    let formal = context.facts.people.get(&by).is_some_and(|person| {
        person.employment.kind.is_formal()
            && person.is_employed(on)
            && person
                .posts_on(on)
                .any(|post| matches!(post.duty, Duty::Clerk | Duty::ChiefRepresentative | Duty::Reviewer))
    });
    let compared = matches!(form, PaperForm::OriginalSeen | PaperForm::Copy);
    ensure(compared && formal && on <= context.today(), || Refusal::by(&rules::PAPER_VERIFIED))?;
    Ok(Verified { by, on })
}

/// What an acceptance rests on stays: a later entry may add to it, never take away.
pub(super) fn kept(case: &Case, content: &Content, papers: &[PaperIn]) -> Result<(), Refusal> {
    let lost = papers.iter().find(|paper| {
        case.papers
            .get(&paper.paper)
            .is_some_and(|old| paper.form.standing() < old.form.standing() || paper.copies < old.copies)
    });
    let Some(lost) = lost.filter(|_| case.acceptance.is_some()) else { return Ok(()) };
    let name = content.paper(&lost.paper).map_or(lost.paper.as_str(), |line| line.name.as_str());
    Err(Refusal::by(&rules::PAPER_LESS).with("paper", name))
}

/// Nothing is accepted before everything is here that neither follows nor is promised.
pub(super) fn complete(case: &Case, content: &Content) -> Result<(), Refusal> {
    let missing = lacking(case, content, |need, form| match need {
        PaperNeed::Conditional => false,
        PaperNeed::Required => form.is_none_or(|form| form == PaperForm::Promised),
        PaperNeed::MayFollow | PaperNeed::MayPromise => form.is_none(),
    });
    ensure(missing.is_empty(), || Refusal::by(&rules::PAPERS_MISSING).with("papers", missing))
}

/// 容缺: no decision before the papers that may follow are there (practice.md §3.13); and nothing is granted on papers that
/// are not, however it came to be accepted: by silence, incomplete as they were.
pub(super) fn here(case: &Case, content: &Content, outcome: Outcome) -> Result<(), Refusal> {
    let promised = |form: Option<PaperForm>| form == Some(PaperForm::Promised);
    let awaited = lacking(case, content, |need, form| match (need, outcome) {
        (PaperNeed::Conditional, _) | (PaperNeed::Required | PaperNeed::MayPromise, Outcome::Refuse) => false,
        (PaperNeed::MayFollow, Outcome::Refuse) => promised(form),
        (PaperNeed::Required | PaperNeed::MayFollow, Outcome::Grant) => form.is_none() || promised(form),
        (PaperNeed::MayPromise, Outcome::Grant) => form.is_none(),
    });
    ensure(awaited.is_empty(), || Refusal::by(&rules::PAPERS_FOLLOW).with("papers", awaited))
}

/// The names of those lines of the list.
fn lacking(
    case: &Case,
    content: &Content,
    is_lacking: impl Fn(PaperNeed, Option<PaperForm>) -> bool,
) -> String {
    let lacks = |line: &&Paper| is_lacking(line.need, case.papers.get(&line.id).map(|given| given.form));
    let names: Vec<&str> = content.papers.iter().filter(lacks).map(|line| line.name.as_str()).collect();
    names.join("、")
}
