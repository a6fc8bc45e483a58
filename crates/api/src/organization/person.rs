//! A person as colleagues see them.

use daowei_app::organization::PersonView;
use daowei_domain::organization::{Duty, EmploymentKind, Post as Held};
use daowei_ident::{DepartmentId, PersonId, PostId, SectionId, WindowId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::validity::Period;
use crate::words;

/// A person of a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct OfPerson {
    /// The person.
    #[param(value_type = String, format = Uuid)]
    pub(super) person: PersonId,
}

/// 人员
#[derive(Serialize, ToSchema)]
pub(super) struct Person {
    /// Their id.
    #[schema(value_type = String, format = Uuid)]
    id: PersonId,
    /// Name.
    name: String,
    /// 工号
    staff_number: String,
    /// Department of employment.
    #[schema(value_type = String, format = Uuid)]
    department: DepartmentId,
    /// Kind of employment.
    #[schema(value_type = words::EmploymentKind)]
    employment: EmploymentKind,
    /// The approval of a secondment, or of becoming formal staff.
    approval: Option<String>,
    /// When employed.
    employed: Period,
    /// A change of employment that was proposed and waits for somebody else to confirm it.
    changing: Option<Changing>,
    /// Posts, past and present.
    posts: Vec<Post>,
    /// Posts that were proposed and wait for somebody else to confirm them.
    proposed: Vec<Proposed>,
    /// Ends of posts that were proposed and wait for somebody else to confirm them.
    ending: Vec<Ending>,
    /// Absences, past and coming.
    absences: Vec<Period>,
}

/// 待确认的编制身份变动
#[derive(Serialize, ToSchema)]
#[schema(as = ProposedEmployment)]
struct Changing {
    /// Kind of employment.
    #[schema(value_type = words::EmploymentKind)]
    employment: EmploymentKind,
    /// The approval.
    approval: Option<String>,
    /// When employed.
    employed: Period,
    /// Who proposed it.
    #[schema(value_type = String, format = Uuid)]
    by: PersonId,
}

/// 待确认的离岗
#[derive(Serialize, ToSchema)]
#[schema(as = ProposedEnd)]
struct Ending {
    /// The post.
    #[schema(value_type = String, format = Uuid)]
    post: PostId,
    /// The first day without it.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// Who proposed it.
    #[schema(value_type = String, format = Uuid)]
    by: PersonId,
}

/// 待确认的岗位
#[derive(Serialize, ToSchema)]
#[schema(as = ProposedPost)]
struct Proposed {
    /// The post.
    post: Post,
    /// Who proposed it.
    #[schema(value_type = String, format = Uuid)]
    by: PersonId,
}

/// 岗位
#[derive(Serialize, ToSchema)]
#[schema(as = HeldPost)]
struct Post {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: PostId,
    /// What it is for.
    #[schema(value_type = words::Duty)]
    duty: Duty,
    /// Department.
    #[schema(value_type = String, format = Uuid)]
    department: DepartmentId,
    /// Section.
    #[schema(value_type = Option<String>, format = Uuid)]
    section: Option<SectionId>,
    /// Window duty.
    #[schema(value_type = Option<String>, format = Uuid)]
    window: Option<WindowId>,
    /// When.
    validity: Period,
}

impl From<PersonView> for Person {
    fn from(view: PersonView) -> Self {
        let person = view.person;
        let post = |post: Held| Post {
            id: post.id,
            duty: post.duty,
            department: post.department,
            section: post.section,
            window: post.window,
            validity: post.validity.into(),
        };
        Self {
            id: person.id,
            name: view.name,
            staff_number: person.staff_number,
            department: person.department,
            employment: person.employment.kind,
            approval: person.employment.approval,
            employed: person.employment.validity.into(),
            posts: person.posts.into_values().map(post).collect(),
            proposed: person
                .proposed
                .into_values()
                .map(|proposal| Proposed { post: post(proposal.post), by: proposal.by })
                .collect(),
            changing: person.changing.map(|changing| Changing {
                employment: changing.employment.kind,
                approval: changing.employment.approval,
                employed: changing.employment.validity.into(),
                by: changing.by,
            }),
            ending: person
                .ending
                .into_iter()
                .map(|(post, ending)| Ending { post, on: ending.on, by: ending.by })
                .collect(),
            absences: person.absences.iter().map(|absence| absence.validity.into()).collect(),
        }
    }
}
