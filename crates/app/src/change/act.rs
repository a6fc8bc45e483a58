//! What the hands do: agree, return, approve, refuse; what the department takes back.

use std::collections::BTreeSet;

use daowei_domain::authority::Act;
use daowei_domain::change::{self, Command, ListChange, Office, Signal, Stage};
use daowei_domain::{Refusal, Text};
use daowei_ident::ListChangeId;
use daowei_store::view;
use daowei_store::view::change::ChangeRow;

use super::{Ground, NOUN, open};
use crate::aggregate::{self, Kept};
use crate::authority::grant;
use crate::error::Result;
use crate::text::Texts;
use crate::unit::{Caller, Unit};
use crate::{Answer, App, Once, stream};

/// What somebody does to a change that is in his hand.
#[derive(Clone)]
pub enum Said {
    /// 审核意见: agreed, those signs of an approval in disguise being none.
    Agree(Office, Text, BTreeSet<Signal>),
    /// 退回
    Return(Text),
    /// 批准文号
    Approve(String),
    /// 不予批准
    Refuse(Text),
    /// 撤回
    Withdraw(Text),
}

impl Said {
    /// What is asked for: to return a change is for whoever has it.
    fn act(&self, change: &ListChange) -> Result<Act> {
        Ok(match self {
            Said::Agree(Office::Staffing, ..) => Act::ReviewChange,
            Said::Agree(Office::Legal, ..) => Act::ReviewChangeLaw,
            Said::Approve(_) | Said::Refuse(_) => Act::ApproveChange,
            Said::Withdraw(_) => Act::ProposeChange,
            Said::Return(_) => match change.stage {
                Stage::Returned => return Err(closed(change).into()),
                stage => stage.act().ok_or_else(|| closed(change))?,
            },
        })
    }

    fn command(self) -> Command {
        match self {
            Said::Agree(office, words, cleared) => Command::Agree { office, words, cleared },
            Said::Return(reason) => Command::Return { reason },
            Said::Approve(document) => Command::Approve { document },
            Said::Refuse(reason) => Command::Refuse { reason },
            Said::Withdraw(reason) => Command::Withdraw { reason },
        }
    }
}

fn closed(change: &ListChange) -> Refusal {
    Refusal::by(&change::rules::STAGE).named("stage", change.stage.name())
}

impl App {
    /// Does that to a change, once for each key.
    ///
    /// # Errors
    /// `authority.…`, `change.…`; [`crate::Error::NotFound`], [`crate::Error::KeyReused`].
    pub async fn act_on_change(
        &self,
        caller: Caller,
        id: ListChangeId,
        said: Said,
        texts: Texts,
        once: Option<Once>,
    ) -> Result<Answer<ListChangeId>> {
        self.write_once(caller, once, move |unit| act(unit, id, said.clone(), &texts)).await
    }
}

fn act(unit: &mut Unit<'_, '_>, id: ListChangeId, said: Said, texts: &Texts) -> Result<ListChangeId> {
    let (before, head) = open(unit, id)?;
    let grant = grant(unit, said.act(&before)?, Some(before.department))?;
    let ground = Ground::of(unit, &before.proposal.plan, Some(id))?;
    let events = change::decide(&before, said.command(), &ground.context())?;
    texts.save(unit.tx, &stream::name(NOUN, id))?;
    let state = aggregate::append(unit, id, Kept { state: Some(before), head }, &grant, events)?;
    view::change::save(unit.tx, &ChangeRow::of(&state))?;
    Ok(id)
}
