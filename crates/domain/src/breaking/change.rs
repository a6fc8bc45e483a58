//! The procedure of the lists.

use daowei_ident::ListChangeId;

use super::Example;
use crate::catalog::{Content, PowerType};
use crate::change::{Command, Given, MOST_ITEMS, Office, Plan, Stage, rules};
use crate::fixture::{Matter, Procedure, Who, agree, complete, day, id, text};
use crate::rule::Refusal;

pub(super) const EXAMPLES: &[Example] = &[
    (&rules::STAGE, || at(Stage::Staffing, Who::LegalOffice, agree(Office::Legal, &[]))),
    (&rules::OTHER_DIVISION, || {
        let mut procedure = Procedure::at(Procedure::amendment, Stage::Staffing);
        let organ = procedure.found_below().department_id().expect("a department");
        for person in procedure.city.facts.people.values_mut() {
            for post in person.posts.values_mut().filter(|post| post.id == Who::StaffingOffice.post()) {
                post.department = organ;
            }
        }
        procedure.act(Who::StaffingOffice, agree(Office::Staffing, &[])).map(drop)
    }),
    (&rules::SAME_HAND, || at(Stage::Legal, Who::StaffingOffice, agree(Office::Legal, &[]))),
    (&rules::DEPARTMENT, || {
        let plan = |now: &Procedure| Plan::Cancel { of: now.base(Matter::Housing) };
        proposed(plan, |_| {})
    }),
    (&rules::BASE_UNKNOWN, || {
        let mut procedure = Procedure::new();
        let given = Procedure::given(procedure.amendment());
        procedure.items.clear();
        procedure.propose(Who::Principal, given).map(drop)
    }),
    (&rules::BASE_MOVED, || {
        let plan = |now: &Procedure| {
            let mut of = now.base(Matter::License);
            of.version = 0;
            Plan::Cancel { of }
        };
        proposed(plan, |_| {})
    }),
    (&rules::BASE_STATE, || {
        proposed(|now: &Procedure| Plan::Resume { of: now.base(Matter::License) }, |_| {})
    }),
    (&rules::OPEN_ALREADY, || {
        let mut procedure = Procedure::new();
        procedure.others = vec![id(ListChangeId::from_parts, 7)];
        procedure.propose(Who::Principal, Procedure::given(procedure.amendment())).map(drop)
    }),
    (&rules::KIND_CHANGED, || {
        let mut procedure = Procedure::at(Procedure::amendment, Stage::Staffing);
        procedure.act(Who::StaffingOffice, Command::Return { reason: text("依据条文已经修订，请补充") })?;
        let plan = Plan::Cancel { of: procedure.base(Matter::License) };
        procedure.act(Who::Principal, Command::Revise { given: Procedure::given(plan) }).map(drop)
    }),
    (&rules::NOTHING_CHANGED, || {
        let content = Box::new(Matter::License.content());
        proposed(|now: &Procedure| Plan::Change { of: now.base(Matter::License), content }, |_| {})
    }),
    (&rules::SPLIT_FEW, || {
        let into = vec![complete(Matter::License.content())];
        proposed(|now: &Procedure| Plan::Split { of: now.base(Matter::License), into }, |_| {})
    }),
    (&rules::TOO_MANY, || {
        let into = vec![complete(Matter::License.content()); MOST_ITEMS];
        proposed(|now: &Procedure| Plan::Split { of: now.base(Matter::License), into }, |_| {})
    }),
    (&rules::DELEGATE_WHERE, || {
        let to = vec![complete(Matter::License.content())];
        proposed(|now: &Procedure| Plan::DelegateDown { of: now.base(Matter::License), to }, |_| {})
    }),
    (&rules::BASIS_EMPTY, || proposed(Procedure::amendment, |given| given.basis = vec!["无".to_owned()])),
    (&rules::REASON_SHORT, || proposed(Procedure::amendment, |given| given.reason = text("无"))),
    (&rules::OCCURRED_FUTURE, || {
        proposed(Procedure::amendment, |given| given.occurred_on = day("2026-03-03"))
    }),
    (&rules::INCOMPLETE, || {
        let content = Content { conditions: Vec::new(), ..complete(Matter::License.content()) };
        agreed(Plan::New { content: Box::new(content) })
    }),
    (&rules::DISGUISED, || {
        let content = Content {
            power: PowerType::PublicService,
            name: "户外活动审核".to_owned(),
            ..complete(Matter::Confirmation.content())
        };
        agreed(Plan::New { content: Box::new(content) })
    }),
    (&rules::DOCUMENT, || {
        at(Stage::Government, Who::GovernmentOffice, Command::Approve { document: "同意".to_owned() })
    }),
    (&rules::EFFECTIVE, || {
        let mut procedure = Procedure::at(Procedure::amendment, Stage::Publication);
        procedure.publish(Who::StaffingOffice, "2026-03-01", None).map(drop)
    }),
];

fn at(stage: Stage, who: Who, command: Command) -> Result<(), Refusal> {
    Procedure::at(Procedure::amendment, stage).act(who, command).map(drop)
}

fn proposed(plan: impl FnOnce(&Procedure) -> Plan, change: impl FnOnce(&mut Given)) -> Result<(), Refusal> {
    let mut procedure = Procedure::new();
    let mut given = Procedure::given(plan(&procedure));
    change(&mut given);
    procedure.propose(Who::Principal, given).map(drop)
}

fn agreed(plan: Plan) -> Result<(), Refusal> {
    let mut procedure = Procedure::new();
    procedure.propose(Who::Principal, Procedure::given(plan))?;
    procedure.act(Who::StaffingOffice, agree(Office::Staffing, &[])).map(drop)
}
