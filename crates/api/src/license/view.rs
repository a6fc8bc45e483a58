//! A license as it is shown.

use daowei_app::license::LicenseView;
use serde::Serialize;
use utoipa::ToSchema;

use crate::words;

/// 证照
#[derive(Serialize, ToSchema)]
pub(crate) struct License {
    /// Id.
    #[schema(format = Uuid)]
    id: String,
    /// 证照编号
    number: String,
    /// 证照名称
    name: String,
    /// The case that issued it.
    #[schema(format = Uuid)]
    case: String,
    /// The item.
    #[schema(format = Uuid)]
    item: Option<String>,
    /// Who issued it.
    #[schema(format = Uuid)]
    department: String,
    /// 持证人: masked unless a legal person.
    holder: String,
    /// First day.
    #[schema(format = Date)]
    valid_from: String,
    /// Last day, where it ends.
    #[schema(format = Date)]
    valid_until: Option<String>,
    /// Whether it stands.
    #[schema(value_type = words::LicenseState)]
    state: String,
}

impl From<LicenseView> for License {
    fn from(view: LicenseView) -> Self {
        let row = view.row;
        Self {
            id: row.id,
            number: row.number,
            name: row.name,
            case: row.case,
            item: row.item,
            department: row.department,
            holder: view.holder,
            valid_from: row.valid_from,
            valid_until: row.valid_until,
            state: row.state,
        }
    }
}
