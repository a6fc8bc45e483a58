//! Tokens: issued by one, confirmed by the other who answers for them.

use daowei_domain::Authentication;
use jiff::Timestamp;

use super::{rule, token};
use crate::account::event::By;
use crate::account::testing::{Center, PASSWORD};
use crate::account::{NewToken, SCOPES, TokenState, rules};
use crate::error::{Error, Problem};
use crate::unit::{Acting, Caller};

impl Center {
    /// Confirms a token by its holder, the clerk.
    pub(super) async fn confirm_token(&self, token: &str) {
        let holder = self.enter(self.clerk).await;
        self.app.confirm(holder.clone(), PASSWORD).await.unwrap();
        self.app.confirm_token(holder, token.to_owned()).await.unwrap();
    }
}

daowei_store::on_both! {
    Center:
    tokens_have_scopes_and_an_end_and_no_way_to_accounts,
    tokens_go_with_the_account_that_answers_for_them,
    a_token_opens_nothing_before_its_holder_has_confirmed_it,
    a_token_that_waits_too_long_is_void_and_its_holder_revokes_any,
}

async fn tokens_have_scopes_and_an_end_and_no_way_to_accounts(center: Center) {
    let guard = center.confirmed(center.guard).await;
    let issue = async |new| center.app.issue_token(guard.clone(), new).await;
    let unknown = NewToken { scopes: vec!["everything".to_owned()], ..token(&center) };
    assert!(matches!(issue(unknown).await, Err(Error::Input { problem: Problem::Unknown, .. })));
    let none = NewToken { scopes: Vec::new(), ..token(&center) };
    assert!(matches!(issue(none).await, Err(Error::Input { problem: Problem::Empty, .. })));
    for end in ["2017-10-24T02:00:00Z", "2018-10-26T02:00:00Z"] {
        let new = NewToken { expires_at: end.parse::<Timestamp>().unwrap(), ..token(&center) };
        assert_eq!(rule(issue(new).await), rules::TOKEN_PERIOD.id);
    }
    let foreign = NewToken { post: center.chief.posts[0], ..token(&center) };
    assert_eq!(rule(issue(foreign).await), rules::TOKEN_POST.id);
    let issued = issue(token(&center)).await.unwrap();
    center.confirm_token(&issued.id).await;
    let caller = center.app.caller(&issued.secret, Acting::default()).unwrap();
    assert_eq!(center.actor(&caller).await.unwrap().staff().unwrap().authentication, Authentication::Token);
    let asked = center.app.read(caller.clone(), |unit| {
        Ok((unit.in_scope("case:read").is_ok(), unit.in_scope("catalog:read").is_ok()))
    });
    assert_eq!(asked.await.unwrap(), (true, false));
    assert!(matches!(
        center.app.accounts(caller.clone(), super::page_of(None, 3)).await,
        Err(Error::Forbidden { what: "session" })
    ));
    assert!(matches!(center.app.me(caller.clone()).await, Err(Error::Forbidden { what: "session" })));
    assert_eq!(center.app.tokens(guard.clone(), None, 10).await.unwrap().rows.len(), 1);
    center.app.revoke_token(guard.clone(), issued.id.clone()).await.unwrap();
    assert!(matches!(center.actor(&caller).await, Err(Error::Unauthenticated)));
    assert!(matches!(center.app.revoke_token(guard.clone(), issued.id).await, Err(Error::NotFound { .. })));
    let second = issue(token(&center)).await.unwrap();
    center.confirm_token(&second.id).await;
    center.clock.turn(70 * 86_400);
    assert!(matches!(
        center.actor(&center.app.caller(&second.secret, Acting::default()).unwrap()).await,
        Err(Error::Unauthenticated)
    ));
}

async fn tokens_go_with_the_account_that_answers_for_them(center: Center) {
    let guard = center.confirmed(center.guard).await;
    let issued = center.app.issue_token(guard.clone(), token(&center)).await.unwrap();
    center.confirm_token(&issued.id).await;
    let clerk = center.enter(center.clerk).await;
    let account = center.account(&clerk).await.parse().unwrap();
    center.app.disable_account(guard.clone(), account).await.unwrap();
    let caller = center.app.caller(&issued.secret, Acting::default()).unwrap();
    assert!(matches!(center.actor(&caller).await, Err(Error::Unauthenticated)));
    let without = center.app.issue_token(guard, token(&center)).await;
    assert_eq!(rule(without), rules::ACCOUNT_MISSING.id);
}

/// The security administrator issues tokens; were that enough, he would see what the supervisor sees.
async fn a_token_opens_nothing_before_its_holder_has_confirmed_it(center: Center) {
    let guard = center.confirmed(center.guard).await;
    let own = NewToken { person: center.guard.person, post: center.guard.posts[0], ..token(&center) };
    assert_eq!(rule(center.app.issue_token(guard.clone(), own).await), "authority.oneself");
    let issued = center.app.issue_token(guard.clone(), token(&center)).await.unwrap();
    let program = center.app.caller(&issued.secret, Acting::default()).unwrap();
    assert!(matches!(center.actor(&program).await, Err(Error::Unauthenticated)));
    // Not by whoever issued it, not by the host, not by a stranger.
    for caller in [guard.clone(), center.enter(center.county_guard).await] {
        center.app.confirm(caller.clone(), PASSWORD).await.unwrap();
        let foreign = center.app.confirm_token(caller, issued.id.clone()).await;
        assert!(matches!(foreign, Err(Error::NotFound { what: "token" })));
    }
    let host = center.app.confirm_token(Caller::Host, issued.id.clone()).await;
    assert!(matches!(host, Err(Error::Forbidden { what: "post" })));
    // By its holder, who sees it wait, and gives his password for it.
    let holder = center.enter(center.clerk).await;
    let states = async |caller: &Caller| {
        let page = center.app.tokens(caller.clone(), None, 10).await.unwrap();
        page.rows.iter().map(|row| row.state).collect::<Vec<_>>()
    };
    assert_eq!(states(&holder).await, [TokenState::AwaitingConfirmation]);
    assert_eq!(states(&center.enter(center.county_guard).await).await, []);
    let stale = center.app.confirm_token(holder.clone(), issued.id.clone()).await;
    assert_eq!(rule(stale), "authority.confirmation.stale");
    center.confirm_token(&issued.id).await;
    center.actor(&program).await.unwrap();
    assert_eq!(states(&holder).await, [TokenState::InForce]);
    assert_eq!(states(&guard).await, [TokenState::InForce]);
    let account = center.account(&holder).await;
    let events = center.events(&account);
    let confirmed = events.iter().find(|event| event.event.kind() == "account.token_confirmed").unwrap();
    assert_eq!(confirmed.by, By::Holder { person: center.clerk.person });
}

async fn a_token_that_waits_too_long_is_void_and_its_holder_revokes_any(center: Center) {
    let guard = center.confirmed(center.guard).await;
    let late = center.app.issue_token(guard.clone(), token(&center)).await.unwrap();
    center.clock.turn(7 * 86_400 - 1);
    let guard = center.confirmed(center.guard).await;
    let timely = center.app.issue_token(guard, token(&center)).await.unwrap();
    center.confirm_token(&timely.id).await;
    center.clock.turn(1);
    let holder = center.enter(center.clerk).await;
    center.app.confirm(holder.clone(), PASSWORD).await.unwrap();
    let confirmed = center.app.confirm_token(holder.clone(), late.id.clone()).await;
    assert_eq!(rule(confirmed), rules::TOKEN_UNCONFIRMED.id);
    center.app.revoke_token(holder.clone(), timely.id).await.unwrap();
    let program = center.app.caller(&timely.secret, Acting::default()).unwrap();
    assert!(matches!(center.actor(&program).await, Err(Error::Unauthenticated)));
    // A page at a time, each as full as it can be.
    let first = center.app.tokens(holder.clone(), None, 1).await.unwrap();
    let second = center.app.tokens(holder, first.next.clone(), 1).await.unwrap();
    let states: Vec<TokenState> = first.rows.iter().chain(&second.rows).map(|row| row.state).collect();
    assert_eq!(states, [TokenState::Void, TokenState::Revoked]);
}

#[test]
fn a_secret_of_another_form_is_nobody() {
    let center = Center::sqlite();
    let good = format!("dws_{}", "A".repeat(43));
    assert!(matches!(center.app.caller(&good, Acting::default()), Some(Caller::Session(_))));
    for foul in
        ["", "dws_", &good[4..], &format!("{good}A"), &good.replace('A', "é"), &good.replace("dws", "dwx")]
    {
        assert!(center.app.caller(foul, Acting::default()).is_none(), "{foul}");
    }
    let token = good.replace("dws", "dwt");
    let (Some(Caller::Session(one)), Some(Caller::Token(other))) =
        (center.app.caller(&good, Acting::default()), center.app.caller(&token, Acting::default()))
    else {
        panic!()
    };
    assert_ne!(one.digest, other.digest);
}

#[test]
fn scopes_have_their_texts_and_only_read() {
    assert!(SCOPES.iter().all(|scope| !scope.zh.is_empty() && !scope.en.is_empty()));
    assert!(SCOPES.iter().all(|scope| scope.id.ends_with(":read")));
}
