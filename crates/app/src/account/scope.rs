//! What a token may be used for.

/// One use.
#[derive(Debug, PartialEq, Eq)]
pub struct TokenScope {
    /// Its id, as tokens carry it and use cases ask for it.
    pub id: &'static str,
    /// In Chinese.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
}

/// Every use, and all of them are looks: a deed is a person's, and the domain refuses tokens there whatever they carry
/// (`authority.token`). Nor do they show a party in clear: a person does that, with a purpose that is recorded.
pub const SCOPES: &[TokenScope] = &[
    TokenScope { id: "case:read", zh: "查询办件", en: "read cases" },
    TokenScope { id: "catalog:read", zh: "查询事项", en: "read the catalog" },
    TokenScope {
        id: "organization:read",
        zh: "查询机构、窗口、人员",
        en: "read departments, windows, staff",
    },
    TokenScope { id: "authority:read", zh: "查询授权书", en: "read letters of authorization" },
    TokenScope { id: "license:read", zh: "查询证照", en: "read licenses" },
    TokenScope { id: "calendar:read", zh: "查询日历", en: "read calendars" },
    TokenScope { id: "setting:read", zh: "查询设置", en: "read settings" },
    TokenScope { id: "evidence:read", zh: "查询存证", en: "read evidence" },
];

/// The scope with that id.
pub(super) fn find(id: &str) -> Option<&'static TokenScope> {
    SCOPES.iter().find(|scope| scope.id == id)
}
