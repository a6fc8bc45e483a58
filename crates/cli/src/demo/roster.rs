//! Who works where: every kind of employment and every duty, by short name of the organ.

use daowei_domain::organization::Duty;

/// An organ with a window in the hall: its short name, the word in its logins, its letter on the plate.
pub(super) const OFFICES: [(&str, &str); 14] = [
    ("资市监", ""),
    ("资人社", "labor"),
    ("资卫", "health"),
    ("资水", "water"),
    ("资环", "environment"),
    ("资住建", "housing"),
    ("资交", "transport"),
    ("资文广旅", "culture"),
    ("资城管", "urban"),
    ("资发改", "development"),
    ("资烟", "tobacco"),
    ("资民宗", "religion"),
    ("资公", "police"),
    ("乐审批", "lezhi"),
];

/// The organ of the hall itself.
pub(super) const HALL: &str = "资政务";

/// Offices without a window: login, organ, duty.
pub(super) const ROLES: [(&str, &str, Duty); 8] = [
    ("center", HALL, Duty::CenterManager),
    ("staffing", "资编办", Duty::StaffingOffice),
    ("legal", "资司", Duty::LegalOffice),
    ("government", "资府办", Duty::GovernmentOffice),
    ("supervisor", HALL, Duty::Supervisor),
    ("system", HALL, Duty::SystemAdministrator),
    ("security", HALL, Duty::SecurityAdministrator),
    ("audit", HALL, Duty::AuditAdministrator),
];

/// The login of somebody of an office: the first office's people go by the plain word.
pub(super) fn login(role: &str, office: &str) -> String {
    if office.is_empty() { role.to_owned() } else { format!("{role}-{office}") }
}
