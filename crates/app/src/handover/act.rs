//! 提出、确认、退回、撤回.

use daowei_domain::authority::Act;
use daowei_domain::case::Command as OfCase;
use daowei_domain::handover::{self, Command, Counted, Event, Handover, Propose};
use daowei_domain::{Actor, Grant, Text};
use daowei_ident::{HandoverId, PersonId};
use daowei_store::event::Head;
use daowei_store::view::handover::HandoverRow;
use daowei_store::{vault, view};

use super::{NOUN, held, open};
use crate::authority::grant;
use crate::case::{Act as CaseAct, Precondition, carry_out};
use crate::error::{Error, Result};
use crate::text::Texts;
use crate::unit::{Caller, Unit};
use crate::{Answer, App, Once, stream};

/// What is handed over beside the cases, to whom.
#[derive(Clone)]
pub struct Proposal {
    /// Who takes over.
    pub taker: PersonId,
    /// Seals and stock.
    pub stock: Vec<Counted>,
    /// 交接说明
    pub remarks: Text,
}

impl App {
    /// 提出交接: all cases that the caller holds in the department of his post, once for each key.
    ///
    /// # Errors
    /// `authority.…`, `handover.…`, `case.reassign.unfit`; [`Error::KeyReused`].
    pub async fn propose_handover(
        &self,
        caller: Caller,
        proposal: Proposal,
        texts: Texts,
        once: Option<Once>,
    ) -> Result<Answer<HandoverId>> {
        self.write_once(caller, once, move |unit| propose(unit, &proposal, &texts)).await
    }

    /// 确认接班: the cases change hands at the same instant, once for each key.
    ///
    /// # Errors
    /// `authority.…`, `handover.…`, what keeps a case from changing hands; [`Error::NotFound`], [`Error::KeyReused`].
    pub async fn confirm_handover(
        &self,
        caller: Caller,
        id: HandoverId,
        once: Option<Once>,
    ) -> Result<Answer<HandoverId>> {
        let app = self.clone();
        self.write_once(caller, once, move |unit| confirm(unit, &app, id)).await
    }

    /// 退回, once for each key.
    ///
    /// # Errors
    /// `authority.…`, `handover.…`; [`Error::NotFound`], [`Error::KeyReused`].
    pub async fn return_handover(
        &self,
        caller: Caller,
        id: HandoverId,
        reason: Text,
        texts: Texts,
        once: Option<Once>,
    ) -> Result<Answer<HandoverId>> {
        self.write_once(caller, once, move |unit| {
            let (handover, head, grant) = asked(unit, id)?;
            texts.save(unit.tx, &stream::name(NOUN, id))?;
            decide(unit, &handover, head, &grant, Command::Return { reason: reason.clone() })
        })
        .await
    }

    /// 撤回, once for each key.
    ///
    /// # Errors
    /// As [`App::return_handover`].
    pub async fn withdraw_handover(
        &self,
        caller: Caller,
        id: HandoverId,
        once: Option<Once>,
    ) -> Result<Answer<HandoverId>> {
        self.write_once(caller, once, move |unit| {
            let (handover, head, grant) = asked(unit, id)?;
            decide(unit, &handover, head, &grant, Command::Withdraw)
        })
        .await
    }
}

fn propose(unit: &mut Unit<'_, '_>, proposal: &Proposal, texts: &Texts) -> Result<HandoverId> {
    let giver = unit.staff()?.clone();
    let grant = grant(unit, Act::HandOver, Some(giver.department))?;
    let id = unit.ids.next(HandoverId::from_parts);
    let command = Propose {
        handover: id,
        taker: proposal.taker,
        cases: held(unit, giver.person, giver.department)?,
        stock: proposal.stock.clone(),
        remarks: proposal.remarks.clone(),
    };
    let world = unit.world.clone();
    let today = daowei_calendar::legal_date(unit.now);
    let events = handover::propose(command, &giver, &world.facts, &unit.settings, today)?;
    texts.save(unit.tx, &stream::name(NOUN, id))?;
    let state = append(unit, None, id, Head::NEW, &grant, events)?;
    view::handover::insert(unit.tx, &[&HandoverRow::of(&state)])?;
    Ok(id)
}

/// The hand-over that the caller gives or takes. Foreign and missing ones look alike.
fn asked(unit: &mut Unit<'_, '_>, id: HandoverId) -> Result<(Handover, Head, Grant)> {
    let staff = unit.staff()?.clone();
    let grant = grant(unit, Act::HandOver, None)?;
    let (handover, head) = open(unit, id)?;
    if handover.department != staff.department {
        return Err(Error::NotFound { what: "handover" });
    }
    Ok((handover, head, grant))
}

fn decide(
    unit: &mut Unit<'_, '_>,
    handover: &Handover,
    head: Head,
    grant: &Grant,
    command: Command,
) -> Result<HandoverId> {
    let staff = unit.staff()?.clone();
    let today = daowei_calendar::legal_date(unit.now);
    let events = handover::decide(handover, command, &staff, &unit.settings, today)?;
    let state = append(unit, Some(handover.clone()), handover.id, head, grant, events)?;
    view::handover::update(unit.tx, &HandoverRow::of(&state))?;
    Ok(handover.id)
}

fn append(
    unit: &mut Unit<'_, '_>,
    before: Option<Handover>,
    id: HandoverId,
    head: Head,
    grant: &Grant,
    events: Vec<Event>,
) -> Result<Handover> {
    let after = events.iter().fold(before, Handover::apply).ok_or(Error::NotFound { what: "handover" })?;
    let records: Vec<_> = events.into_iter().map(|event| unit.record(Some(grant.clone()), event)).collect();
    stream::append(unit.inner, unit.tx, &stream::name(NOUN, id), head, &records, Event::kind)?;
    Ok(after)
}

/// The taker confirms; each case is handed over by its holder, who ordered that when he proposed it, in his own words, by the
/// right that he has now.
fn confirm(unit: &mut Unit<'_, '_>, app: &App, id: HandoverId) -> Result<HandoverId> {
    let (handover, head, grant) = asked(unit, id)?;
    let now = held(unit, handover.giver.person, handover.department)?;
    let held = now.iter().map(|held| held.case).collect();
    decide(unit, &handover, head, &grant, Command::Confirm { held })?;
    let kept = vault::get(unit.tx, unit.inner.keys.vault(), &handover.remarks.id.to_string())?;
    let words = kept.map_or_else(
        || "交接说明已依法删除，按交接记录移交".to_owned(),
        |kept| String::from_utf8_lossy(&kept.plain).into_owned(),
    );
    let taker = std::mem::replace(&mut unit.actor, Actor::Staff(handover.giver.clone()));
    for held in &handover.cases {
        let mut texts = Texts::new(app);
        let reasons = texts.take("remarks", "reason", words.clone())?;
        let command = OfCase::HandOver { to: handover.taker, reasons };
        carry_out(unit, &CaseAct { case: held.case, command, texts, precondition: Precondition::default() })?;
    }
    unit.actor = taker;
    Ok(id)
}
