//! Sessions told apart, ended by their holder and by the security administrator; and accounts that are searched for.

use daowei_ident::AccountId;

use super::ADDRESS;
use crate::account::event::By;
use crate::account::testing::{Center, PASSWORD};
use crate::account::{AccountQuery, EndReason, Event};
use crate::error::Error;
use crate::unit::Caller;

const AGENT: &str =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36";

daowei_store::on_both! {
    Center:
    two_sessions_are_told_apart,
    the_security_administrator_ends_a_session_and_its_holder_is_told_why,
    nobody_else_lists_or_ends_them_and_nobody_his_own,
    somebody_who_may_not_come_in_is_answered_as_a_stranger,
    accounts_are_found_by_login_department_and_initials,
}

impl Center {
    async fn id_of(&self, caller: &Caller) -> AccountId {
        self.app.me(caller.clone()).await.unwrap().account
    }
}

async fn two_sessions_are_told_apart(center: Center) {
    let here = center.enter(center.clerk).await;
    center.clock.turn(60);
    let there = center.app.sign_in(center.clerk.login, PASSWORD, ADDRESS, Some(AGENT)).await.unwrap();
    let found = center.app.own_sessions(here).await.unwrap();
    let told: Vec<_> =
        found.iter().map(|view| (view.device.as_deref(), view.network.as_deref(), view.current)).collect();
    assert_eq!(
        told,
        [(Some("Chrome 120, Windows"), Some("10.1.2.*"), false), (None, Some("10.1.2.*"), true)]
    );
    assert_eq!(found[0].id, there.session);
    let posts = found.iter().map(|view| (view.held.as_ref().map(|held| held.id), view.post));
    for (held, post) in posts {
        assert_eq!(held, post, "the post is told in words as well");
    }
}

async fn the_security_administrator_ends_a_session_and_its_holder_is_told_why(center: Center) {
    let guard = center.enter(center.guard).await;
    let (one, other) = (center.enter(center.clerk).await, center.enter(center.clerk).await);
    let account = center.id_of(&one).await;
    let session = center.app.me(one.clone()).await.unwrap().session;
    assert_eq!(center.app.account_sessions(guard.clone(), account).await.unwrap().len(), 2);
    let end = async |which, why| center.app.end_account_sessions(guard.clone(), account, which, why).await;
    assert_eq!(super::rule(end(Some(session), EndReason::Suspected).await), "authority.confirmation.stale");
    center.actor(&one).await.unwrap();
    center.app.confirm(guard.clone(), PASSWORD).await.unwrap();
    assert_eq!(end(Some(session), EndReason::Suspected).await.unwrap(), 1);
    let told = center.actor(&one).await;
    assert!(matches!(told, Err(Error::SessionEnded { why: EndReason::Suspected })));
    assert!(matches!(center.app.me(one).await, Err(Error::SessionEnded { .. })));
    center.actor(&other).await.unwrap();
    assert!(matches!(
        end(Some(session), EndReason::Suspected).await,
        Err(Error::NotFound { what: "session" })
    ));
    assert_eq!(end(None, EndReason::LeftOpen).await.unwrap(), 1);
    assert!(matches!(center.actor(&other).await, Err(Error::SessionEnded { why: EndReason::LeftOpen })));
    assert_eq!(end(None, EndReason::LeftOpen).await.unwrap(), 0);
    let events = center.events(&account.to_string());
    let ended: Vec<_> = events
        .iter()
        .filter_map(|recorded| match &recorded.event {
            Event::SessionsEnded { session, ended, why } => {
                assert!(matches!(recorded.by, By::Actor(_)) && recorded.grant.is_some());
                Some((*session, *ended, *why))
            }
            _ => None,
        })
        .collect();
    assert_eq!(ended, [(Some(session), 1, EndReason::Suspected), (None, 1, EndReason::LeftOpen)]);
    // Nobody is kept out by it; and what one ends oneself, or a new password, gives no such reason.
    let again = center.enter(center.clerk).await;
    let session = center.app.me(again.clone()).await.unwrap().session;
    let third = center.enter(center.clerk).await;
    center.app.end_session(third, session).await.unwrap();
    assert!(matches!(center.actor(&again).await, Err(Error::Unauthenticated)));
}

async fn nobody_else_lists_or_ends_them_and_nobody_his_own(center: Center) {
    let (guard, clerk) = (center.enter(center.guard).await, center.enter(center.clerk).await);
    let (own, foreign) = (center.id_of(&guard).await, center.id_of(&clerk).await);
    for (caller, account, rule) in [
        (&clerk, own, "authority.duty"),
        (&clerk, foreign, "authority.duty"),
        (&guard, own, "authority.oneself"),
    ] {
        let listed = center.app.account_sessions(caller.clone(), account).await;
        assert_eq!(super::rule(listed), rule);
        let ended =
            center.app.end_account_sessions(caller.clone(), account, None, EndReason::Maintenance).await;
        assert_eq!(super::rule(ended), rule);
    }
    center.actor(&guard).await.unwrap();
    center.actor(&clerk).await.unwrap();
    let nobody: AccountId = "0190b5a0-0000-7000-8000-000000000000".parse().unwrap();
    assert!(matches!(
        center.app.end_account_sessions(guard, nobody, None, EndReason::Maintenance).await,
        Err(Error::NotFound { what: "account" })
    ));
}

async fn somebody_who_may_not_come_in_is_answered_as_a_stranger(center: Center) {
    let guard = center.confirmed(center.guard).await;
    let account = center.id_of(&center.enter(center.clerk).await).await;
    center.app.disable_account(guard, account).await.unwrap();
    for attempt in 1..=5_u32 {
        let answer = center.app.sign_in(center.clerk.login, PASSWORD, ADDRESS, None).await;
        let Err(Error::WrongPassword { left, locked_until }) = answer else { panic!("{attempt}") };
        assert_eq!((left, locked_until.is_some()), (5 - attempt, attempt == 5));
    }
    let answer = center.app.sign_in(center.clerk.login, PASSWORD, ADDRESS, None).await;
    assert!(matches!(answer, Err(Error::LockedOut { .. })));
}

async fn accounts_are_found_by_login_department_and_initials(center: Center) {
    let guard = center.enter(center.guard).await;
    let found = async |words: &str, after: Option<String>, limit| {
        let query = AccountQuery { words: Some(words.to_owned()), after, limit, ..AccountQuery::default() };
        center.app.accounts(guard.clone(), query).await.unwrap()
    };
    let all =
        center.app.accounts(guard.clone(), AccountQuery { limit: 100, ..AccountQuery::default() }).await;
    let all = all.unwrap().rows;
    let clerk = all.iter().find(|view| view.login == center.clerk.login).unwrap();
    // Characters that stand together in the departments of all, or their initials.
    for words in ["监督", "scjd", "市场监督管理局"] {
        assert_eq!(found(words, None, 100).await.rows.len(), all.len(), "{words}");
    }
    for words in [center.clerk.login, "WANGF", " wangfang ", "资阳市市场"] {
        let rows = found(words, None, 100).await.rows;
        assert!(rows.iter().any(|view| view.login == center.clerk.login), "{words}");
        assert!(rows.len() < all.len(), "{words}");
    }
    assert!(found("没有这个人", None, 100).await.rows.is_empty());
    // Nobody else learns which logins there are, found or not; and a page's place names none.
    let clerk_signed = center.enter(center.clerk).await;
    for words in ["没有这个人", center.clerk.login] {
        let query = AccountQuery { words: Some(words.to_owned()), limit: 10, ..AccountQuery::default() };
        assert_eq!(super::rule(center.app.accounts(clerk_signed.clone(), query).await), "authority.duty");
    }
    let place = found("监督", None, 1).await.next.unwrap();
    assert!(all.iter().all(|view| view.login != place), "{place}");
    // A department has several; its pages hold each of them once.
    let whole: Vec<String> =
        found(&clerk.department_name, None, 100).await.rows.into_iter().map(|view| view.login).collect();
    assert!(whole.len() > 1);
    let (mut paged, mut after) = (Vec::new(), None);
    loop {
        let page = found(&clerk.department_name, after, 1).await;
        paged.extend(page.rows.into_iter().map(|view| view.login));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(paged, whole);
}
