//! What the record of a party holds, and what in it can be a slip of the pen.

use daowei_ident::{Address, IdKind, IdNumber, PersonName, Phone};
use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::slip::distance;
use super::{Case, MandateRecorded, Mark, Party, PartyKind, PartyRole, rules};
use crate::rule::{Refusal, ensure};
use crate::text::{Text, TextRef};

/// Parties of one case at most, from the receipt on.
pub const MOST_PARTIES: usize = 20;

/// Years before and after today within which the days of a mandate lie: what is further off is a slip in the year, since
/// nobody is old enough to have given or to hold it (民法典 art. 173). An old mandate is received; papers are never sent away.
const MANDATE_YEARS: i32 = 100;

/// 授权委托: what somebody may do for whoever applies, since when and until when, and the paper that says so (民法典 art. 165).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mandate {
    /// 代理事项、权限, in the vault.
    pub scope: TextRef,
    /// From this day on.
    pub from: Date,
    /// The last day; nothing where none was set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// The paper that proves it, in the vault.
    pub paper: TextRef,
}

/// The same, as given.
#[derive(Clone, Debug, PartialEq)]
pub struct MandateGiven {
    /// 代理事项、权限
    pub scope: Text,
    /// From this day on.
    pub from: Date,
    /// The last day; nothing where none was set.
    pub to: Option<Date>,
    /// The paper that proves it.
    pub paper: Text,
}

impl Mandate {
    /// Whether it holds on that day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

impl MandateGiven {
    /// As it is put on record: of somebody who acts for another, with everything that such a paper must say.
    pub(super) fn taken(self, role: PartyRole, today: Date) -> Result<Mandate, Refusal> {
        let Self { scope, from, to, paper } = self;
        let acts = matches!(role, PartyRole::Agent | PartyRole::Representative);
        let whole = scope.weight() > 0 && paper.weight() > 0 && to.is_none_or(|to| from <= to);
        ensure(acts && whole, || Refusal::by(&rules::MANDATE))?;
        let years = Span::new().years(MANDATE_YEARS);
        let first = today.checked_sub(years).unwrap_or(Date::MIN);
        let last = today.checked_add(years).unwrap_or(Date::MAX);
        ensure(first <= from && from.max(to.unwrap_or(from)) <= last, || {
            Refusal::by(&rules::MANDATE_DAYS).with("first", first).with("last", last)
        })?;
        Ok(Mandate { scope: scope.reference(), from, to, paper: paper.reference() })
    }
}

/// Whether somebody may act for another on that day: what was done under a mandate that is over does not bind him for whom it was
/// done. Where none was recorded, the paper among the case's own says what he may.
pub(super) fn may_act(party: &Party, day: Date) -> Result<(), Refusal> {
    let over = party.mandate.as_ref().filter(|mandate| !mandate.holds_on(day));
    over.map_or(Ok(()), |mandate| {
        let to = mandate.to.map_or_else(|| "—".to_owned(), |to| to.to_string());
        Err(Refusal::by(&rules::MANDATE_OVER).with("from", mandate.from).with("to", to))
    })
}

impl Case {
    /// Somebody acts for the applicant from now on.
    pub(super) fn joined(&mut self, agent: &Party) {
        self.first_records.insert(agent.id, agent.record.clone());
        self.parties.push(agent.clone());
    }

    /// What an agent may do from now on; that somebody's mandate was over is seen no longer once all hold.
    pub(super) fn mandated(&mut self, e: &MandateRecorded) {
        for known in self.parties.iter_mut().filter(|known| known.id == e.party) {
            known.mandate = Some(e.mandate.clone());
        }
        let over = |party: &Party| party.mandate.as_ref().is_some_and(|mandate| !mandate.holds_on(e.on));
        if !self.parties.iter().any(over) {
            self.marks.retain(|mark| *mark != Mark::MandateOver);
        }
    }
}

/// The record of a party. Its names and numbers mask themselves wherever they are printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyRecord {
    /// Natural person or organization.
    pub kind: PartyKind,
    /// Name.
    pub name: PersonName,
    /// Kind of identity document.
    pub id_kind: IdKind,
    /// Its number.
    pub id_number: IdNumber,
    /// Telephone.
    pub phone: Option<Phone>,
    /// Address.
    pub address: Option<Address>,
}

/// What stands on a deed for what was not on record.
pub(super) const NOTHING: &str = "无";

impl PartyRecord {
    /// The data in which this record differs from what it becomes: what each says, and what it should say.
    pub(super) fn changes<'a>(&'a self, becomes: &'a Self) -> Vec<(&'a str, &'a str)> {
        let phone = |record: &'a Self| record.phone.as_ref().map_or(NOTHING, Phone::reveal);
        let address = |record: &'a Self| record.address.as_ref().map_or(NOTHING, Address::reveal);
        [
            (self.name.reveal(), becomes.name.reveal()),
            (self.id_number.reveal(), becomes.id_number.reveal()),
            (phone(self), phone(becomes)),
            (address(self), address(becomes)),
        ]
        .into_iter()
        .filter(|(says, should)| says != should)
        .collect()
    }

    /// Whether what it becomes is still the same person: the kinds agree, and name and number do but for a slip.
    pub(super) fn is_still(&self, becomes: &Self) -> bool {
        self.kind == becomes.kind
            && self.id_kind == becomes.id_kind
            && slip(self.id_number.reveal(), becomes.id_number.reveal(), checked(self.id_kind))
            && distance(self.name.reveal(), becomes.name.reveal()) <= slips_of_a_name(self.kind)
    }
}

/// How many characters of a name can be typed wrong: the name of a firm is long.
fn slips_of_a_name(kind: PartyKind) -> usize {
    match kind {
        PartyKind::Person => 1,
        PartyKind::Organization => 3,
    }
}

/// Whether the last character of such a number checks the others: it follows them and says nothing of its own.
fn checked(kind: IdKind) -> bool {
    matches!(kind, IdKind::CreditCode | IdKind::ResidentCard | IdKind::TemporaryResidentCard)
}

/// One character typed wrong, or two neighbors in the wrong order; both numbers passed their check digits when they were read.
fn slip(says: &str, should: &str, checked: bool) -> bool {
    let body = |number: &str| {
        let mut characters: Vec<char> = number.chars().collect();
        if checked {
            characters.pop();
        }
        characters
    };
    let (says, should) = (body(says), body(should));
    if says.len() != should.len() {
        return false;
    }
    let differing: Vec<usize> = says
        .iter()
        .zip(&should)
        .zip(0..)
        .filter(|((one, other), _)| one != other)
        .map(|(_, at)| at)
        .collect();
    match differing.as_slice() {
        [] | [_] => true,
        [first, second] => {
            *second == first.saturating_add(1)
                && says.get(*first) == should.get(*second)
                && says.get(*second) == should.get(*first)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::slip;

    #[test]
    fn a_slip_is_one_digit_or_two_neighbors_and_no_other_person() {
        assert!(slip("E12345678", "E12345679", false));
        assert!(slip("E12345678", "E13245678", false));
        assert!(!slip("E12345678", "E12354679", false));
        assert!(!slip("E12345678", "E1234567", false));
        assert!(!slip("E12345678", "E14325678", false));
        assert!(slip("11010519491231002X", "110105194912310011", true));
        assert!(!slip("11010519491231002X", "110105194912300111", true));
    }
}
