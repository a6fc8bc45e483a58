//! 重新作出决定: by an instrument only, by the same level as the first, and the earlier decision stays readable
//! (practice.md §1.6). A second decision that refuses what the first granted takes it back (撤销, 行政许可法 art. 69).

use daowei_ident::DocumentNumber;

use super::{decision, hearing, papers, review};
use crate::case::{
    Case, Context, Decided, Decision, DocumentKind, Event, GroundGiven, Instrument, InstrumentGiven,
    InstrumentKind, Outcome, Reply, ReplyGiven, grounds, rules,
};
use crate::rule::{Refusal, ensure};
use crate::text::Text;

/// What a second decision says.
pub(super) struct Said<'a> {
    /// Grant or refuse.
    pub(super) outcome: Outcome,
    /// Why.
    pub(super) reasons: &'a Text,
    /// On what of the item's version.
    pub(super) grounds: &'a [GroundGiven],
}

pub(super) fn redecide(
    case: &Case,
    given: &InstrumentGiven,
    reply: Option<&ReplyGiven>,
    said: &Said<'_>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let outcome = said.outcome;
    let standing = case.decision().ok_or_else(|| Refusal::by(&rules::NOT_DECIDED))?;
    rests(case, standing, given, context)?;
    if let Some(reply) = reply {
        review::replied(case.level, &reply.number)?;
        ensure(standing.on <= reply.on && reply.on <= context.today(), || {
            Refusal::by(&rules::REPLY_DATE).with("submitted", standing.on)
        })?;
    }
    let reply = reply.map(|given| Reply {
        outcome: given.outcome,
        number: given.number.reference(),
        on: given.on,
        recourse: given.recourse.clone(),
    });
    let content = context.content(case)?;
    hearing::all_heard(case, content)?;
    if standing.outcome == Outcome::Grant && outcome == Outcome::Refuse && is_at_discretion(given.kind) {
        hearing::holder_heard(case)?;
    }
    decision::known_to_the_law(outcome, context)?;
    decision::level(reply.as_ref(), content, outcome)?;
    papers::here(case, content, outcome)?;
    let (kind, revokes) = match (standing.outcome, outcome) {
        (_, Outcome::Grant) => (DocumentKind::GrantDecision, None),
        (Outcome::Grant, Outcome::Refuse) => (DocumentKind::RevocationDecision, Some(standing.document)),
        (Outcome::Refuse, Outcome::Refuse) => (DocumentKind::RefusalDecision, None),
    };
    let decided = decision::decided(content, case, kind, (outcome, reply.as_ref()), said.reasons, context)?;
    let grounds = grounds::named(said.grounds, content)?;
    let instrument = Instrument {
        kind: given.kind,
        organ: given.organ.reference(),
        number: given.number.reference(),
        on: given.on,
    };
    Ok(vec![Decided { grounds, instrument: Some(instrument), reply, revokes, ..decided }.into()])
}

/// A court and a reconsidering organ have heard the holder in their own procedure, and bind; what the organ itself takes back, or is
/// told to, it takes back after it has heard him (行政许可法 art. 7).
fn is_at_discretion(kind: InstrumentKind) -> bool {
    matches!(kind, InstrumentKind::SelfCorrection | InstrumentKind::SuperiorOrder)
}

/// What a second decision rests on was issued by somebody who can issue it, after the first, and after what the first may itself
/// rest on: nothing is decided to and fro on one instrument.
fn rests(
    case: &Case,
    standing: &Decision,
    instrument: &InstrumentGiven,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    ensure(
        instrument.organ.weight() > 0 && is_number(instrument.kind, instrument.number.words().trim()),
        || Refusal::by(&rules::INSTRUMENT),
    )?;
    ensure(standing.on <= instrument.on && instrument.on <= context.today(), || {
        Refusal::by(&rules::INSTRUMENT_DATE).with("decided", standing.on)
    })?;
    let organ = instrument.organ.words().trim();
    let ours = is_ours(case, organ, context)?;
    let court = organ.contains("法院");
    let fit = match instrument.kind {
        InstrumentKind::SelfCorrection => ours,
        InstrumentKind::Judgment => court && !ours,
        InstrumentKind::Reconsideration | InstrumentKind::SuperiorOrder => !court && !ours,
    };
    ensure(fit, || Refusal::by(&rules::INSTRUMENT_ORGAN))?;
    let earlier = standing.instrument.as_ref().filter(|earlier| instrument.on <= earlier.on);
    earlier.map_or(Ok(()), |earlier| Err(Refusal::by(&rules::INSTRUMENT_USED).with("on", earlier.on)))
}

/// A judgment bears its 案号, such as （2026）川2002行初1号; every other instrument a document number.
fn is_number(kind: InstrumentKind, written: &str) -> bool {
    match kind {
        InstrumentKind::Judgment => {
            let rest = written.strip_prefix(['（', '(', '〔']).and_then(|rest| rest.strip_suffix('号'));
            rest.and_then(|rest| rest.split_once(['）', ')', '〕'])).is_some_and(|(year, case)| {
                year.len() == 4
                    && year.bytes().all(|byte| byte.is_ascii_digit())
                    && case.chars().any(|c| c.is_ascii_digit())
            })
        }
        InstrumentKind::Reconsideration | InstrumentKind::SelfCorrection | InstrumentKind::SuperiorOrder => {
            written.parse::<DocumentNumber>().is_ok()
        }
    }
}

/// Whether that names the organ whose case it is, today or when it began.
pub(super) fn is_ours(case: &Case, organ: &str, context: &Context<'_>) -> Result<bool, Refusal> {
    const OURSELVES: [&str; 5] = ["本机关", "本局", "本委", "本办", "本单位"];
    let today = context.department(case)?;
    let then = context.facts.departments.get(&case.department);
    let named =
        [Some(today), then].into_iter().flatten().any(|ours| organ == ours.name || organ == ours.short_name);
    Ok(named || OURSELVES.contains(&organ))
}
