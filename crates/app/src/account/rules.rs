//! What account use cases refuse. These rules belong to this installation's security, none to the notice.

use daowei_domain::{Rank, Rule};

macro_rules! rules {
    ($($name:ident = $id:literal, $citation:literal, $zh:literal, $en:literal;)+) => {
        $(
            #[doc = concat!("`", $id, "`: ", $en)]
            pub static $name: Rule = Rule {
                id: $id,
                citation: $citation,
                citation_en: daowei_domain::rule::in_english($citation),
                rank: Rank::Setting,
                requirements: &[],
                zh: $zh,
                en: $en,
            };
        )+
        /// Every rule of accounts.
        pub static RULES: &[&Rule] = &[$(&$name),+];
    };
}

rules! {
    PASSWORD_SHORT = "account.password.short", "GB/T 22239—2019 8.1.4.1 a)",
        "密码至少{shortest}个字符。", "A password has at least {shortest} characters.";
    PASSWORD_COMMON = "account.password.common", "GB/T 22239—2019 8.1.4.1 a)",
        "该密码过于常见或过于简单，请换一个。", "This password is too common or too simple; choose another one.";
    PASSWORD_LOGIN = "account.password.contains_login", "GB/T 22239—2019 8.1.4.1 a)",
        "密码不能包含登录名。", "A password must not contain the login name.";
    PASSWORD_SAME = "account.password.same", "GB/T 22239—2019 8.1.4.1 a)",
        "新密码不能与原密码相同。", "The new password must differ from the old one.";
    PASSWORD_JUST_RESET = "account.password.just_reset", "GB/T 22239—2019 8.1.4.1 a)",
        "该账号刚刚重置过密码，先给出的一次性密码有效，本次没有重置。确需再次重置的，请{wait}秒后再办。", "The password of this account was reset a moment ago: the one-time password given then holds, and this time nothing was reset. Where another one is needed, ask in {wait} seconds.";
    LOGIN_TAKEN = "account.login.taken", "GB/T 22239—2019 8.1.4.1 a)",
        "该登录名已被使用。", "This login name is taken.";
    PERSON_HAS_ACCOUNT = "account.person.has_account", "GB/T 22239—2019 8.1.4.2 c)",
        "该人员已有账号；一人一号。", "This person has an account already; each person has one.";
    PERSON_NOT_EMPLOYED = "account.person.not_employed", "GB/T 22239—2019 8.1.4.2 c)",
        "该人员今天没有在职记录，不能开设账号。", "The person is not employed today and gets no account.";
    ACCOUNT_DISABLED = "account.disabled", "GB/T 22239—2019 8.1.4.2 c)",
        "该账号已停用。", "The account is disabled.";
    BY_HOST = "account.by_host", "GB/T 22239—2019 8.1.4.2 d)",
        "除窗口、审查人员以外的账号，以及部门负责人、持有有效授权书人员的账号，由主机侧开设、重置、停用（daowei admin），以免一人兼有他人之权；人员离职的，办理离职登记即刻失效。", "Accounts other than those of window and review staff, and those of leaders and of holders of letters, are opened, reset and disabled on the host (daowei admin), so that nobody alone holds another's power; whoever leaves is stopped at once by the record of employment.";
    ACCOUNT_MISSING = "account.person.without_account", "GB/T 22239—2019 8.1.4.2 c)",
        "该人员没有可用的账号；令牌须由账号持有人负责。", "The person has no account in use; somebody with an account answers for a token.";
    TOKEN_POST = "account.token.post_not_held", "GB/T 22239—2019 8.1.4.2 d)",
        "该人员今天不在所选岗位上。", "The person does not hold the chosen post today.";
    TOKEN_PERIOD = "account.token.period", "GB/T 22239—2019 8.1.4.2 c)",
        "令牌有效期须在今后{longest}天以内。", "A token expires within the coming {longest} days.";
    TOKEN_UNCONFIRMED = "account.token.unconfirmed", "GB/T 22239—2019 8.1.4.2 d)",
        "该令牌签发后{days}天内未经账号持有人确认，已经失效；仍需要的，请重新签发。", "The holder of the account did not confirm this token within {days} days of its issue: it is void; have another one issued if it is still needed.";
}

/// Every rule of the product, those of accounts among them, in the order of their ids.
#[must_use]
pub fn registry() -> Vec<&'static Rule> {
    let mut rules = daowei_domain::rule::registry();
    rules.extend(RULES);
    rules.sort_by_key(|rule| rule.id);
    rules
}
