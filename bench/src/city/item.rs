//! What every department of the benchmark's city licenses: 20 working days by law, 10 promised, four papers.

use daowei_domain::catalog::{
    CaseKind, Content, DecisionLevel, DepartmentOf, ExtensionRule, Fees, Paper, PaperNeed, PowerType,
    Procedure, ProcedureGround, Supports,
};
use daowei_domain::limits::{Length, Limit, StartRule};
use daowei_ident::{DepartmentId, DivisionCode};

/// The papers of the item.
pub(crate) const PAPERS: [(&str, &str); 4] =
    [("p1", "申请书"), ("p2", "场所平面图"), ("p3", "设备清单"), ("p4", "管理制度")];

pub(super) fn license(department: DepartmentId, division: DivisionCode) -> Content {
    let limit = |days| {
        let basis = "行政许可法 第四十二条".to_owned();
        Some(Limit { length: Length::working_days(days), start: StartRule::Acceptance, basis })
    };
    let paper = |(id, name): (&str, &str)| Paper {
        id: id.to_owned(),
        name: name.to_owned(),
        need: PaperNeed::Required,
        originals: 1,
        copies: 1,
        shared: false,
        issuer: String::new(),
        note: String::new(),
    };
    let review = Procedure {
        ground: ProcedureGround::ExpertReview,
        basis: Some("食品安全法 第三十五条".to_owned()),
        outside_promise: true,
    };
    Content {
        name: "食品经营许可".to_owned(),
        power: PowerType::License,
        department: DepartmentOf::Known(department),
        division,
        basic_code: String::new(),
        implementation_code: String::new(),
        local_codes: Vec::new(),
        basis: vec!["食品安全法 第三十五条".to_owned()],
        exercise_level: Some(4),
        authority_division: String::new(),
        exercise_content: String::new(),
        organ_nature: None,
        statutory_limit: limit(20),
        promised_limit: limit(10),
        conditions: Vec::new(),
        flow: Vec::new(),
        joint_departments: Vec::new(),
        handling_body: String::new(),
        intermediary: String::new(),
        quantity_limit: String::new(),
        result_name: "食品经营许可证".to_owned(),
        result_months: Some(60),
        fees: Fees::default(),
        range: String::new(),
        objects: Vec::new(),
        topics: Vec::new(),
        supports: Supports::default(),
        online_address: String::new(),
        place: String::new(),
        hours: String::new(),
        consult_phone: "028-26110000".to_owned(),
        complaint_phone: "028-12345".to_owned(),
        questions: Vec::new(),
        case_kind: CaseKind::Promised,
        decision_level: DecisionLevel::ThisOrgan,
        papers: PAPERS.map(paper).to_vec(),
        procedures: vec![review],
        extension: Some(ExtensionRule::OrganHead { most: 10 }),
        correction_lapse: None,
        separated: Vec::new(),
        office_seal: Vec::new(),
        visits: None,
        inferred: Vec::new(),
        note: String::new(),
    }
}
