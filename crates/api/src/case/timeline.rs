//! The timeline of a case: every event, by whom and by what right.

use daowei_app::case;
use daowei_domain::organization::Duty;
use daowei_domain::record::Ground;
use daowei_domain::{Actor, Authentication};
use daowei_ident::{DepartmentId, LetterId, PersonId, PostId, UnitId, WindowId};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::words;

/// One event of a case.
#[derive(Serialize, ToSchema)]
pub(super) struct Entry {
    /// Its number in the case's stream.
    pub(super) sequence: u64,
    /// When it was recorded.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Everything with the same unit became true at the same instant.
    #[schema(value_type = String, format = Uuid)]
    unit: UnitId,
    /// Who.
    by: By,
    /// By what right; nothing for what the law does by itself.
    grant: Option<GrantBody>,
    /// Kind, such as `case.accepted`.
    kind: String,
    /// What: the event as the evidence holds it. Texts are named by id, salted digest and length.
    #[schema(value_type = Object)]
    data: Value,
}

/// Who brought an event about.
#[derive(Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum By {
    /// A member of staff, in a post.
    Staff {
        /// The person.
        #[schema(value_type = String, format = Uuid)]
        person: PersonId,
        /// The name.
        name: String,
        /// The post.
        #[schema(value_type = String, format = Uuid)]
        post: PostId,
        /// Its duty.
        #[schema(value_type = words::Duty)]
        duty: Duty,
        /// Its department.
        #[schema(value_type = String, format = Uuid)]
        department: DepartmentId,
        /// Its window.
        #[schema(value_type = Option<String>, format = Uuid)]
        window: Option<WindowId>,
        /// The name of the one who answers for assisting staff.
        responsible: Option<String>,
        /// How surely the person was known.
        #[schema(value_type = words::Authentication)]
        authentication: Authentication,
    },
    /// The law itself, by time alone.
    Law {
        /// The article.
        article: String,
    },
    /// The administrator of the host.
    Host,
    /// An applicant at the screen beside a desk.
    Visitor,
}

/// The right by which something was done.
#[derive(Serialize, ToSchema)]
#[schema(as = Grant)]
pub(super) struct GrantBody {
    /// What it rests on.
    #[schema(value_type = words::Ground)]
    ground: Ground,
    /// The letter.
    #[schema(value_type = Option<String>, format = Uuid)]
    letter: Option<LetterId>,
    /// Its number.
    letter_number: Option<String>,
}

impl From<case::Entry> for Entry {
    fn from(entry: case::Entry) -> Self {
        let record = entry.record;
        let by = match record.by {
            Actor::Staff(staff) => By::Staff {
                person: staff.person,
                name: entry.name,
                post: staff.post,
                duty: staff.duty,
                department: staff.department,
                window: staff.window,
                responsible: entry.responsible,
                authentication: staff.authentication,
            },
            Actor::Law { article } => By::Law { article },
            Actor::Host => By::Host,
            Actor::Visitor => By::Visitor,
        };
        let kind = record.event.kind().to_owned();
        let data = match serde_json::to_value(record.event) {
            Ok(Value::Object(mut event)) => event.remove("data").unwrap_or_default(),
            _ => Value::Null,
        };
        let grant = record.grant.map(|grant| GrantBody {
            ground: grant.ground,
            letter: grant.letter,
            letter_number: grant.letter_number,
        });
        Self { sequence: entry.sequence, at: record.at, unit: record.unit, by, grant, kind, data }
    }
}
