//! Who plays: the people whose accounts the demo city printed.

use serde_json::{Value, json};

use super::client::{Client, field, list};
use super::teller::{Broken, Teller};

/// Everybody in the story, signed in.
pub(super) struct Cast {
    accounts: Value,
    nobody: Client,
    /// 窗口工作人员, confirmed.
    pub(super) clerk: Client,
    /// 聘用人员, without a responsible person yet.
    pub(super) assistant: Client,
    /// 审查人员, confirmed.
    /// One for each step of the review: a place may ask for that (`review_apart`).
    pub(super) examiners: [Client; 3],
    /// 首席代表, confirmed.
    pub(super) chief: Client,
    /// 首席代表, signed in a moment ago and not confirmed.
    pub(super) chief_unconfirmed: Client,
    /// A chief representative whose letter has expired.
    pub(super) chief_expired: Client,
    /// A chief representative whose letter names other items.
    pub(super) chief_narrow: Client,
    /// 监督人员
    pub(super) supervisor: Client,
    /// 审计管理员
    pub(super) auditor: Client,
    /// The department they all work for.
    pub(super) department: String,
    clerk_person: String,
    assistant_post: String,
}

impl Cast {
    pub(super) fn sign_in(client: &Client, accounts: &Value, teller: &mut Teller) -> Result<Self, Broken> {
        teller.chapter("登场", "The cast")?;
        let door = Door { client, accounts };
        let clerk = door.confirmed("clerk")?;
        let me = clerk.get("/api/v1/session")?.done()?;
        let post = acting(&me);
        let assistant = door.sign_in("assistant")?;
        let helped = assistant.get("/api/v1/session")?.done()?;
        let cast = Self {
            department: field(post, "department").to_owned(),
            clerk_person: field(&me, "person").to_owned(),
            assistant_post: field(acting(&helped), "id").to_owned(),
            clerk,
            assistant,
            examiners: [door.confirmed("reviewer")?, door.confirmed("reviewer2")?, door.confirmed("leader")?],
            chief: door.confirmed("chief")?,
            chief_unconfirmed: door.sign_in("chief")?,
            chief_expired: door.confirmed("chief-expired")?,
            chief_narrow: door.confirmed("chief-narrow")?,
            supervisor: door.sign_in("supervisor")?,
            auditor: door.sign_in("audit")?,
            accounts: accounts.clone(),
            nobody: client.clone(),
        };
        let (name, department) = (field(&me, "name"), field(post, "department_name"));
        teller.held_that(
            format!("{department}窗口工作人员{name}和同事们已登录；法律行为前都须再次确认密码"),
            "The clerk and colleagues have signed in; each confirms with a password before acting in law",
        )?;
        Ok(cast)
    }

    /// The assistant, with the clerk as the one who answers for what is done.
    pub(super) fn assistant_under_clerk(&self) -> Result<Client, Broken> {
        let chosen = json!({ "post": self.assistant_post, "responsible": self.clerk_person });
        let moved = self.assistant.post("/api/v1/session/post", &chosen)?.done()?;
        let session = self.assistant.with(field(&moved, "secret"));
        Door { client: &self.nobody, accounts: &self.accounts }.confirm(&session, "assistant")?;
        Ok(session)
    }
}

/// The post that a session acts in.
fn acting(me: &Value) -> &Value {
    let chosen = field(me, "post");
    list(me, "posts").iter().find(|post| field(post, "id") == chosen).unwrap_or(&Value::Null)
}

struct Door<'a> {
    client: &'a Client,
    accounts: &'a Value,
}

impl Door<'_> {
    fn password(&self, login: &str) -> Result<&str, Broken> {
        let account =
            self.accounts.as_array().into_iter().flatten().find(|account| field(account, "login") == login);
        account
            .map(|account| field(account, "password"))
            .ok_or_else(|| Broken::claim(format!("账号 account {login}"), "没有 none"))
    }

    fn sign_in(&self, login: &str) -> Result<Client, Broken> {
        let given = json!({ "login": login, "password": self.password(login)?, "transport": "bearer" });
        let opened = self.client.post("/api/v1/session", &given)?.done()?;
        Ok(self.client.with(field(&opened, "secret")))
    }

    fn confirm(&self, session: &Client, login: &str) -> Result<(), Broken> {
        let given = json!({ "password": self.password(login)? });
        session.post("/api/v1/session/confirmation", &given)?.done()?;
        Ok(())
    }

    fn confirmed(&self, login: &str) -> Result<Client, Broken> {
        let session = self.sign_in(login)?;
        self.confirm(&session, login)?;
        Ok(session)
    }
}
