//! The same commands on the use cases themselves, in this process: what is left of the floor before HTTP is added.

use daowei_app::case::{Act, Arrival, Precondition};
use daowei_app::text::{PartyRecord, Texts};
use daowei_app::{Acting, App, Caller, Once};
use daowei_domain::case::{
    Channel, Command, Outcome, PaperForm, PaperGiven, PartyGiven, PartyKind, PartyRole, Verdict,
};
use daowei_ident::{CaseId, IdKind, ItemId, PartyId};
use tokio::runtime::Runtime;

use super::{Door, Step, words as say};
use crate::city::{City, PAPERS, PASSWORD, login};
use crate::error::{Result, words};

/// One client's sessions and the case in hand.
pub(crate) struct Inside {
    app: App,
    runtime: Runtime,
    client: usize,
    item: ItemId,
    /// Clerk, reviewer, second, leader, chief.
    callers: [Caller; 5],
    case: Option<CaseId>,
    sent: u64,
}

impl Inside {
    /// Signs a client's crew in.
    pub(crate) fn open(app: &App, city: &City, client: usize) -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        let (office, crew) = city.crew(client)?;
        let callers = crew.members().map(|(role, _)| {
            let signed = runtime.block_on(app.sign_in(&login(role, client), PASSWORD, None, None))?;
            app.caller(&signed.secret, Acting::default()).ok_or_else(|| words("a secret without form"))
        });
        let [clerk, reviewer, second, leader, chief] = callers;
        let callers = [clerk?, reviewer?, second?, leader?, chief?];
        Ok(Self { app: app.clone(), runtime, client, item: office.item.id, callers, case: None, sent: 0 })
    }

    fn caller(&self, step: Step) -> Caller {
        let [clerk, reviewer, second, leader, chief] = &self.callers;
        match step {
            Step::Receive | Step::Accept => clerk,
            Step::Examine => reviewer,
            Step::Verify => second,
            Step::Check => leader,
            Step::Decide => chief,
        }
        .clone()
    }

    fn once(&mut self, route: &'static str) -> Option<Once> {
        self.sent += 1;
        let key = format!("bench-{}-{}", self.client, self.sent);
        let digest = daowei_crypto::digest(self.app.keys().suite(), &[route.as_bytes(), key.as_bytes()]);
        Some(Once { route, key, digest })
    }

    fn receive(&mut self) -> Result<()> {
        let once = self.once("POST /cases");
        let mut texts = Texts::new(&self.app);
        let arrival = arrival(&self.app, &mut texts, self.item)?;
        let caller = self.caller(Step::Receive);
        let received = self.runtime.block_on(self.app.receive(caller, arrival, texts, once))?;
        self.case = Some(received.value.case.id);
        Ok(())
    }

    fn act(&mut self, step: Step) -> Result<()> {
        let case = self.case.ok_or_else(|| words("no case in hand"))?;
        let mut texts = Texts::new(&self.app);
        let command = command(step, &mut texts)?;
        let once = self.once("POST /cases/{id}/act");
        let act = Act { case, command, texts, precondition: Precondition::default() };
        self.runtime.block_on(self.app.act(self.caller(step), act, once))?;
        Ok(())
    }
}

impl Door for Inside {
    fn carry_out(&mut self, step: Step) -> Result<()> {
        if step == Step::Receive { self.receive() } else { self.act(step) }
    }

    fn confirm(&mut self) -> Result<()> {
        for caller in &self.callers {
            self.runtime.block_on(self.app.confirm(caller.clone(), PASSWORD))?;
        }
        Ok(())
    }
}

/// Papers of an organization that applies.
pub(crate) fn arrival(app: &App, texts: &mut Texts, item: ItemId) -> Result<Arrival> {
    let millis = app.now().as_millisecond().unsigned_abs();
    let party = PartyId::from_parts(millis, app.random());
    let given = applicant(texts, party)?;
    Ok(Arrival {
        item: Some(item),
        matter: None,
        channel: Channel::Window,
        received_at: None,
        late: None,
        parties: vec![given],
        papers: papers(),
        unlisted: None,
        unlisted_files: Vec::new(),
        service: None,
        shown: Vec::new(),
        despite_objection: false,
    })
}

/// Every paper of the item, as an original.
pub(crate) fn papers() -> Vec<PaperGiven> {
    let form = PaperForm::OriginalTaken;
    let paper = |(id, _): (&str, &str)| PaperGiven {
        paper: id.to_owned(),
        form,
        copies: 1,
        ground: None,
        verified: None,
        files: Vec::new(),
    };
    PAPERS.map(paper).to_vec()
}

fn applicant(texts: &mut Texts, party: PartyId) -> Result<PartyGiven> {
    let bad = |_| words("the applicant's record");
    let record = PartyRecord {
        kind: PartyKind::Organization,
        name: say::COMPANY.parse().map_err(bad)?,
        id_kind: IdKind::CreditCode,
        id_number: say::CREDIT_CODE.parse().map_err(bad)?,
        phone: Some(say::PHONE.parse().map_err(bad)?),
        address: Some(say::ADDRESS.parse().map_err(bad)?),
    };
    Ok(texts.party(party, PartyRole::Applicant, &record)?)
}

/// The command of a step.
pub(crate) fn command(step: Step, texts: &mut Texts) -> Result<Command> {
    let examine = |step: &str, texts: &mut Texts| -> Result<Command> {
        let opinion = texts.take("opinion", "opinion", say::OPINION.to_owned())?;
        Ok(Command::Examine { step: step.to_owned(), verdict: Verdict::Favor, opinion })
    };
    match step {
        Step::Receive => Err(words("receiving opens a case")),
        Step::Accept => Ok(Command::Accept),
        Step::Examine => examine("examine", texts),
        Step::Verify => examine("verify", texts),
        Step::Check => examine("check", texts),
        Step::Decide => {
            let reasons = texts.take("reasons", "reasons", say::REASONS.to_owned())?;
            Ok(Command::Decide { outcome: Outcome::Grant, reasons, grounds: Vec::new() })
        }
    }
}
