//! What gives somebody a way in: a password that opens, and the administrator's own once more before it.

use super::{rule, token};
use crate::account::rules;
use crate::account::testing::{Center, PASSWORD};
use crate::error::{Error, Result};
use crate::unit::Caller;

daowei_store::on_both! {
    Center:
    of_resets_by_many_hands_the_last_one_opens_the_account,
    an_account_or_a_token_takes_the_administrators_password_once_more,
}

async fn of_resets_by_many_hands_the_last_one_opens_the_account(center: Center) {
    let guard = center.confirmed(center.guard).await;
    let account = center.account(&center.enter(center.clerk).await).await.parse().unwrap();
    // Four at each of two processes, and the host.
    let beside = center.beside();
    let apps = (0..8).map(|n| if n % 2 == 0 { center.app.clone() } else { beside.clone() });
    let racing: Vec<_> = apps
        .map(|app| (app, guard.clone()))
        .chain([(center.app.clone(), Caller::Host)])
        .map(|(app, caller)| tokio::spawn(async move { app.reset_password(caller, account).await }))
        .collect();
    let mut given = Vec::new();
    for one in racing {
        match one.await.unwrap() {
            Ok(password) => given.push(password),
            Err(Error::Refused(refusal)) => assert_eq!(refusal.rule.id, rules::RESET_MEANWHILE.id),
            Err(other) => panic!("{other}"),
        }
    }
    let mut open = 0;
    for password in given {
        open += usize::from(
            center
                .app
                .sign_in("wangfang", &password, None, None)
                .await
                .is_ok_and(|signed| signed.must_change),
        );
    }
    assert_eq!(open, 1, "the last of them opens the account, and it was handed to somebody");
}

async fn an_account_or_a_token_takes_the_administrators_password_once_more(center: Center) {
    let guard = center.confirmed(center.guard).await;
    let account = center.account(&center.enter(center.clerk).await).await.parse().unwrap();
    let issue = async || center.app.issue_token(guard.clone(), token(&center)).await.map(|_| ());
    issue().await.unwrap();
    center.app.disable_account(guard.clone(), account).await.unwrap();
    let create = async || -> Result<()> {
        center.app.create_account(guard.clone(), center.clerk.person, "wang2").await.map(|_| ())
    };
    // An open page is not enough, and what logins there are is not told on it either.
    center.clock.turn(301);
    assert_eq!(rule(create().await), "authority.confirmation.stale");
    let taken = center.app.create_account(guard.clone(), center.clerk.person, "lina").await.map(|_| ());
    assert_eq!(rule(taken), "authority.confirmation.stale");
    assert_eq!(rule(issue().await), "authority.confirmation.stale");
    center.app.confirm(guard.clone(), PASSWORD).await.unwrap();
    create().await.unwrap();
    issue().await.unwrap();
}
