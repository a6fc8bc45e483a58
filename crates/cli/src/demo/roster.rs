//! Who works where: every kind of employment and every duty, by short name of the organ.

use daowei_domain::organization::Duty;

/// An organ with a window in the hall: its short name, the word in its logins, where its window is, as its guides say, too.
pub(super) const OFFICES: [(&str, &str, &str); 14] = [
    ("资市监", "", "资阳市政务服务中心一楼"),
    ("资人社", "labor", "资阳市政务服务中心二楼"),
    ("资卫", "health", "资阳市政务服务中心二楼"),
    ("资水", "water", "资阳市政务服务中心二楼"),
    ("资环", "environment", "资阳市政务服务中心二楼"),
    ("资住建", "housing", "资阳市政务服务中心三楼"),
    ("资交", "transport", "资阳市政务服务中心二楼"),
    ("资文广旅", "culture", "资阳市政务服务中心二楼"),
    ("资城管", "urban", "资阳市政务服务中心三楼"),
    ("资发改", "development", "资阳市政务服务中心三楼"),
    ("资烟", "tobacco", "资阳市政务服务中心二楼"),
    ("资民宗", "religion", "资阳市政务服务中心一楼"),
    ("资公", "police", "资阳市政务服务中心一楼"),
    ("乐审批", "lezhi", "乐至县政务服务中心一楼"),
];

/// Where what serves every organ is: on the floor on which one comes in.
pub(super) const GROUND: &str = "资阳市政务服务中心一楼";

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

#[cfg(test)]
mod tests {
    use super::OFFICES;

    const DEPARTMENTS: &str = include_str!("../../../../data/demo/departments.csv");
    const ITEMS: &str = include_str!("../../../../data/demo/items-detailed.json");

    #[test]
    fn a_guide_and_the_window_of_its_organ_name_one_floor() {
        let items: serde_json::Value = serde_json::from_str(ITEMS).unwrap();
        let mut told = 0;
        for item in items["items"].as_array().unwrap() {
            let Some(place) = item["place"].as_str() else { continue };
            let id = item["department"].as_str().unwrap();
            let line = DEPARTMENTS.lines().find(|line| line.starts_with(&format!("{id},"))).unwrap();
            let (short, _, window) =
                OFFICES.iter().find(|(short, ..)| line.contains(&format!(",{short},"))).unwrap();
            assert!(place.replace("（演示）", "").starts_with(window), "{short}: {place}, {window}");
            told += 1;
        }
        assert!(told > 20, "{told}");
    }
}
