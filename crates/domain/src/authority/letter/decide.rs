//! The rules of signing and revoking.

use daowei_ident::DocumentNumber;
use jiff::Timestamp;
use jiff::civil::Date;

use super::{Command, Event, Items, Letter, Revocation, Revoked, Signed, rules};
use crate::organization::rules::NOT_IN_OFFICE;
use crate::organization::{Department, Person};
use crate::rule::{Refusal, ensure};

/// Signs a letter. `today` is the legal date of signing; `lists` says whether the department's list has the item; `others`
/// are the letters that were ever signed.
///
/// # Errors
/// The rules `authority.letter.…`, `organization.period.reversed` and `organization.department.not_in_office`.
pub fn sign<'a>(
    draft: Signed,
    department: &Department,
    holder: &Person,
    today: Date,
    lists: impl Fn(daowei_ident::ItemId) -> bool,
    others: impl IntoIterator<Item = &'a Letter>,
) -> Result<Vec<Event>, Refusal> {
    let number = number(&draft.number)?;
    let mut others = others.into_iter().filter(|other| other.department == draft.department);
    ensure(!others.any(|other| other.number == number), || {
        Refusal::by(&rules::NUMBER_TAKEN).with("letter", &number)
    })?;
    draft.validity.ordered()?;
    ensure(department.validity.holds_on(today), || Refusal::by(&NOT_IN_OFFICE).with("on", today))?;
    ensure(department.is_principal(draft.signer, today), || Refusal::by(&rules::SIGNER))?;
    ensure(holder.employment.kind.is_formal(), || Refusal::by(&rules::HOLDER_CONTRACT))?;
    let mut posts = holder.posts_on(today);
    ensure(posts.any(|post| post.department == draft.department && !post.duty.is_administrator()), || {
        Refusal::by(&rules::HOLDER_ELSEWHERE)
    })?;
    ensure(draft.holder != draft.signer, || Refusal::by(&rules::HOLDER_SIGNS))?;
    ensure(draft.deputy_of != Some(draft.holder), || Refusal::by(&rules::DEPUTY_OF_SELF))?;
    ensure(draft.validity.from >= today, || {
        Refusal::by(&rules::BACKDATED).with("from", draft.validity.from).with("signed", today)
    })?;
    let mut named = draft.grants.iter().map(|granted| &granted.items);
    ensure(
        !draft.grants.is_empty() && named.all(|items| !matches!(items, Items::Only(set) if set.is_empty())),
        || Refusal::by(&rules::EMPTY),
    )?;
    let known = draft.grants.iter().all(|granted| match &granted.items {
        Items::All => true,
        Items::Only(items) => items.iter().all(|item| lists(*item)),
    });
    ensure(known, || Refusal::by(&rules::ITEMS_UNKNOWN))?;
    Ok(vec![Signed { signed_on: today, number, ..draft }.into()])
}

/// A letter's number as documents bear them: organ, year in 〔〕, serial.
fn number(written: &str) -> Result<String, Refusal> {
    let read: Result<DocumentNumber, _> = written.parse();
    read.map(|number| number.to_string())
        .map_err(|_| Refusal::by(&rules::NUMBER_FORM).with("written", written))
}

/// A command to an existing letter.
///
/// # Errors
/// `authority.letter.revoked_twice`.
pub fn decide(letter: &Letter, command: Command, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Revoke { reason } => {
            ensure(letter.revoked.is_none(), || Refusal::by(&rules::REVOKED_TWICE))?;
            Ok(vec![Revoked { revocation: Revocation { at: now, reason: reason.reference() } }.into()])
        }
    }
}
