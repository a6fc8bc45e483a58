//! 更正: a slip of the pen is put right, old and new, with the reason and who did it. What stands on the deed is what stood on
//! record and what now does; it makes no other person, and moves no day that a limit runs from.

use daowei_ident::DocumentId;
use jiff::civil::Date;

use super::service;
use crate::case::party::NOTHING;
use crate::case::slip::{Measure, distance, passage, squeezed};
use crate::case::{
    Case, Channel, Context, Corrected, Correction, Datum, DatumCorrected, Event, Party, PartyCorrection,
    PartyKind, Slip, rules,
};
use crate::rule::{Refusal, ensure};
use crate::text::Text;

/// Of a whole text no more than one character in so many is ever put right.
const WHOLE: usize = 10;

/// What the deed says.
pub(super) struct Deed<'a> {
    pub subject: &'a Text,
    pub old: &'a Text,
    pub new: &'a Text,
    pub reasons: &'a Text,
}

pub(super) fn correct(
    case: &Case,
    target: Correction,
    deed: &Deed<'_>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    ensure(deed.subject.weight() > 0, || Refusal::by(&rules::CORRECTION_SUBJECT))?;
    let same = squeezed(passage(deed.old.words())) == squeezed(passage(deed.new.words()));
    ensure(!same, || Refusal::by(&rules::CORRECTION_SAME))?;
    context.reasoned(deed.reasons)?;
    let (corrects, party, datum) = match target {
        Correction::Document { document, written, slips } => {
            service::document(case, document)?;
            words(&written, &slips, deed, context)?;
            (Some(document), None, None)
        }
        Correction::Party(correction) => (None, Some(party(case, *correction, deed)?), None),
        Correction::Datum { datum, says } => {
            (None, None, Some(self::datum(case, datum, says.as_deref(), deed, context)?))
        }
    };
    Ok(vec![
        Corrected {
            document: context.ids.next(DocumentId::from_parts),
            corrects,
            party,
            datum,
            subject: deed.subject.reference(),
            old: deed.old.reference(),
            new: deed.new.reference(),
            reasons: deed.reasons.reference(),
            on: context.today(),
        }
        .into(),
    ])
}

/// A few characters of what somebody wrote, as the deeds that stand have it. Outcome, limits, remedies, addressee, number and date
/// are the program's sentences: what is wrong in them is no slip of the pen, and what they say is changed by an act of its own. So
/// is a reason: one slip after another is measured against what was written first.
fn words(written: &[String], slips: &[Slip], deed: &Deed<'_>, context: &Context<'_>) -> Result<(), Refusal> {
    let slip = Slip { old: deed.old.words().to_owned(), new: deed.new.words().to_owned() };
    let bound = |setting| usize::try_from(setting).unwrap_or(usize::MAX);
    let most = bound(context.settings.slip_characters);
    ensure(slip.length() <= most, || Refusal::by(&rules::CORRECTION_LONG).with("most", most))?;
    let stands = |first: &String| slips.iter().fold(first.clone(), |text, slip| slip.put_right(&text));
    let texts: Vec<(&String, String)> = written.iter().map(|first| (first, stands(first))).collect();
    let found = texts.iter().any(|(_, text)| slip.stands_in(text));
    ensure(found, || Refusal::by(&rules::CORRECTION_PRINTED))?;
    let Measure::Changes(changed) = slip.measure() else {
        return Err(Refusal::by(&rules::CORRECTION_TURNS));
    };
    let most = bound(context.settings.slip_changes);
    let rewrites = || Refusal::by(&rules::CORRECTION_REWRITES).with("most", most);
    ensure(changed <= most && changed.saturating_mul(2) <= slip.length(), rewrites)?;
    texts.iter().filter(|(_, text)| slip.stands_in(text)).try_for_each(|(first, text)| {
        let (first, becomes) = (squeezed(first), squeezed(&slip.put_right(text)));
        let share = first.chars().count() / WHOLE;
        ensure(distance(&first, &becomes) <= most.max(share), rewrites)
    })
}

/// One datum of a party's record, and still the same person.
fn party(case: &Case, correction: PartyCorrection, deed: &Deed<'_>) -> Result<Party, Refusal> {
    let PartyCorrection { given, was, first, becomes } = correction;
    let known = case.parties.iter().find(|party| party.id == given.id);
    let known = known.ok_or_else(|| Refusal::by(&rules::PARTY_UNKNOWN))?;
    let was = was.ok_or_else(|| Refusal::by(&rules::CORRECTION_DIFFERS))?;
    // Many slips, one after another, make another person: the first record is the measure.
    let same = known.kind == becomes.kind
        && was.is_still(&becomes)
        && first.is_none_or(|first| first.is_still(&becomes));
    ensure(same, || Refusal::by(&rules::CORRECTION_IDENTITY))?;
    let changes = was.changes(&becomes);
    let [(says, should)] = changes.as_slice() else {
        let rule = if changes.is_empty() { &rules::CORRECTION_SAME } else { &rules::CORRECTION_ONE_DATUM };
        return Err(Refusal::by(rule));
    };
    agrees(is(says, deed.old) && is(should, deed.new))?;
    Ok(Party {
        id: known.id,
        version: known.version.saturating_add(1),
        role: known.role,
        kind: known.kind,
        record: given.record.reference(),
        // The name of a natural person is never public, whatever is given.
        public_name: given.public_name.filter(|_| known.kind == PartyKind::Organization),
        source: given.source,
        mandate: known.mandate.clone(),
    })
}

/// A datum of the case itself.
fn datum(
    case: &Case,
    datum: Datum,
    says: Option<&str>,
    deed: &Deed<'_>,
    context: &Context<'_>,
) -> Result<DatumCorrected, Refusal> {
    let missing = || Refusal::by(&rules::CORRECTION_DIFFERS);
    let unreadable = || Refusal::by(&rules::CORRECTION_UNREADABLE);
    let new = deed.new.words().trim();
    match datum {
        Datum::Channel => {
            agrees(is(case.channel.zh(), deed.old))?;
            let channel = Channel::ALL.into_iter().find(|channel| is(channel.zh(), deed.new));
            channel.map(DatumCorrected::Channel).ok_or_else(unreadable)
        }
        // These lie in the vault, and so does what they become: the deed's own new text.
        Datum::Matter | Datum::ReplyNumber | Datum::File => {
            agrees(is(says.ok_or_else(missing)?, deed.old))?;
            ensure(!new.is_empty(), unreadable)?;
            Ok(match datum {
                Datum::Matter => DatumCorrected::Matter,
                Datum::ReplyNumber => DatumCorrected::ReplyNumber,
                _ => DatumCorrected::File,
            })
        }
        Datum::ReplyDate => {
            let (upward, reply) = case.upward.as_ref().zip(case.reply()).ok_or_else(missing)?;
            agrees(is(&reply.on.to_string(), deed.old))?;
            let on: Date = new.parse().map_err(|_| unreadable())?;
            ensure(upward.on <= on && on <= context.today(), || {
                Refusal::by(&rules::REPLY_DATE).with("submitted", upward.on)
            })?;
            Ok(DatumCorrected::ReplyDate(on))
        }
    }
}

fn agrees(agrees: bool) -> Result<(), Refusal> {
    ensure(agrees, || Refusal::by(&rules::CORRECTION_DIFFERS))
}

fn is(record: &str, told: &Text) -> bool {
    let told = squeezed(told.words());
    squeezed(record) == told || (record == NOTHING && told == "none")
}
