//! Changes of the lists, each way to the end.

use serde_json::Value;

use super::written;
use crate::catalog::{Content, PowerType};
use crate::change::{Command, Office, Plan, Signal, Stage};
use crate::fixture::{Matter, Procedure, Who, agree, complete, reasons};

pub(super) fn events() -> Vec<Value> {
    let mut all = Vec::new();
    let charged = |_: &Procedure| {
        let mut content =
            Content { power: PowerType::PublicService, ..complete(Matter::Confirmation.content()) };
        content.fees.charged = true;
        "川发改价格〔2017〕472号".clone_into(&mut content.fees.basis);
        Plan::New { content: Box::new(content) }
    };
    let mut returned = Procedure::at(charged, Stage::Staffing);
    let cleared = agree(Office::Staffing, &[Signal::Charges]);
    returned.act(Who::StaffingOffice, cleared).expect("an opinion");
    returned.act(Who::LegalOffice, Command::Return { reason: reasons() }).expect("returned");
    let given = Procedure::given(returned.change().proposal.plan);
    returned.act(Who::Principal, Command::Revise { given }).expect("proposed anew");
    returned.act(Who::Principal, Command::Withdraw { reason: reasons() }).expect("withdrawn");
    let mut refused = Procedure::at(Procedure::amendment, Stage::Government);
    refused.act(Who::GovernmentOffice, Command::Refuse { reason: reasons() }).expect("not approved");
    let mut published = Procedure::at(Procedure::amendment, Stage::Publication);
    published.publish(Who::StaffingOffice, "2026-04-01", None).expect("published");
    for procedure in [returned, refused, published] {
        all.extend(procedure.events.iter().map(written));
    }
    all
}
