//! Breaking examples of the rules of accounts: for each the smallest attempt that it alone forbids.

use std::collections::BTreeSet;
use std::pin::Pin;

use daowei_domain::Rule;
use jiff::Timestamp;

use super::testing::{Center, Member, PASSWORD};
use super::{NewToken, registry, rules};
use crate::error::{Error, Result};
use crate::unit::{Acting, Caller};

type Attempt<'a> = Pin<Box<dyn Future<Output = Result<()>> + 'a>>;
type Example = (&'static Rule, for<'a> fn(&'a Center) -> Attempt<'a>);

const EXAMPLES: &[Example] = &[
    (&rules::PASSWORD_SHORT, |center| change(center, "short 7")),
    (&rules::PASSWORD_COMMON, |center| change(center, "QwErTy123")),
    (&rules::PASSWORD_LOGIN, |center| change(center, "my WangFang 42")),
    (&rules::PASSWORD_SAME, |center| change(center, PASSWORD)),
    (&rules::LOGIN_TAKEN, |center| {
        Box::pin(async move {
            let guard = confirmed(center, center.guard).await?;
            center.app.create_account(guard, center.clerk.person, center.chief.login).await.map(drop)
        })
    }),
    (&rules::PERSON_HAS_ACCOUNT, |center| {
        Box::pin(async move {
            let guard = confirmed(center, center.guard).await?;
            center.app.create_account(guard, center.clerk.person, "wang2").await.map(drop)
        })
    }),
    (&rules::PERSON_NOT_EMPLOYED, |center| {
        Box::pin(async move {
            let guard = enter(center, center.guard).await?;
            center.end_employment(center.clerk.person)?;
            center.app.create_account(guard, center.clerk.person, "wang2").await.map(drop)
        })
    }),
    (&rules::ACCOUNT_DISABLED, |center| {
        Box::pin(async move {
            let guard = disable(center).await?;
            let account = account(center, &guard, center.clerk).await?;
            center.app.disable_account(guard, account).await.map(drop)
        })
    }),
    (&rules::RESET_MEANWHILE, |center| {
        Box::pin(async move {
            let guard = enter(center, center.guard).await?;
            center.app.confirm(guard.clone(), PASSWORD).await?;
            let account = account(center, &guard, center.clerk).await?;
            let reset = || center.app.reset_password(guard.clone(), account);
            let (one, other) = tokio::join!(reset(), reset());
            one.and(other).map(drop)
        })
    }),
    (&rules::BY_HOST, |center| {
        Box::pin(async move {
            let guard = enter(center, center.guard).await?;
            let account = account(center, &guard, center.county_guard).await?;
            center.app.reset_password(guard, account).await.map(drop)
        })
    }),
    (&rules::ACCOUNT_MISSING, |center| {
        Box::pin(async move {
            let guard = disable(center).await?;
            center.app.issue_token(guard, token(center)).await.map(drop)
        })
    }),
    (&rules::TOKEN_POST, |center| {
        Box::pin(async move {
            let guard = confirmed(center, center.guard).await?;
            let foreign = NewToken { post: center.chief.posts[0], ..token(center) };
            center.app.issue_token(guard, foreign).await.map(drop)
        })
    }),
    (&rules::TOKEN_PERIOD, |center| {
        Box::pin(async move {
            let guard = confirmed(center, center.guard).await?;
            let late = "2018-10-26T02:00:00Z".parse::<Timestamp>().expect("an instant");
            center.app.issue_token(guard, NewToken { expires_at: late, ..token(center) }).await.map(drop)
        })
    }),
    (&rules::TOKEN_UNCONFIRMED, |center| {
        Box::pin(async move {
            let guard = confirmed(center, center.guard).await?;
            let issued = center.app.issue_token(guard, token(center)).await?;
            center.clock.turn(7 * 86_400);
            let holder = confirmed(center, center.clerk).await?;
            center.app.confirm_token(holder, issued.id).await
        })
    }),
];

async fn enter(center: &Center, member: Member) -> Result<Caller> {
    let signed = center.app.sign_in(member.login, PASSWORD, None, None).await?;
    center.app.caller(&signed.secret, Acting::default()).ok_or(Error::Unauthenticated)
}

/// The same, with the password given once more.
async fn confirmed(center: &Center, member: Member) -> Result<Caller> {
    let caller = enter(center, member).await?;
    center.app.confirm(caller.clone(), PASSWORD).await?;
    Ok(caller)
}

fn change<'a>(center: &'a Center, new: &'static str) -> Attempt<'a> {
    Box::pin(async move {
        let clerk = enter(center, center.clerk).await?;
        center.app.change_password(clerk, PASSWORD, new).await.map(drop)
    })
}

async fn account(center: &Center, guard: &Caller, member: Member) -> Result<daowei_ident::AccountId> {
    let page =
        center.app.accounts(guard.clone(), super::AccountQuery { limit: 100, ..Default::default() }).await?;
    let row = page.rows.into_iter().find(|row| row.person == member.person);
    row.map(|row| row.id).ok_or(Error::NotFound { what: "account" })
}

/// The clerk's account is disabled; the hand that did it.
async fn disable(center: &Center) -> Result<Caller> {
    let guard = confirmed(center, center.guard).await?;
    let account = account(center, &guard, center.clerk).await?;
    center.app.disable_account(guard.clone(), account).await?;
    Ok(guard)
}

fn token(center: &Center) -> NewToken {
    NewToken {
        name: "报表".to_owned(),
        person: center.clerk.person,
        post: center.clerk.posts[0],
        scopes: vec!["case:read".to_owned()],
        expires_at: "2018-01-01T00:00:00Z".parse().expect("an instant"),
    }
}

#[tokio::test]
async fn every_example_breaks_exactly_its_rule() {
    for (rule, example) in EXAMPLES {
        match example(&Center::sqlite()).await {
            Err(Error::Refused(refusal)) => assert_eq!(refusal.rule.id, rule.id),
            Err(other) => panic!("{}: {other}", rule.id),
            Ok(()) => panic!("nothing forbids the example of {}", rule.id),
        }
    }
}

#[test]
fn every_rule_of_the_product_has_its_example_here_or_in_the_domain() {
    let domain: BTreeSet<&str> = daowei_domain::rule::registry().iter().map(|rule| rule.id).collect();
    let product: Vec<&str> = registry().iter().map(|rule| rule.id).collect();
    let unique: BTreeSet<&str> = product.iter().copied().collect();
    assert_eq!(unique.len(), product.len());
    let here: BTreeSet<&str> = EXAMPLES.iter().map(|(rule, _)| rule.id).collect();
    assert_eq!(&unique - &domain, here);
    assert_eq!(&unique - &here, domain);
}

#[test]
fn rules_cite_the_standard_that_they_follow_and_call_it_no_law() {
    for rule in rules::RULES {
        assert!(rule.id.starts_with("account."), "{}", rule.id);
        assert!(rule.citation.starts_with("GB/T 22239—2019 8.1.4."), "{}", rule.id);
        assert_eq!(rule.rank, daowei_domain::Rank::Setting, "{}", rule.id);
        assert!(rule.zh.ends_with('。') && rule.en.ends_with('.') && rule.en.is_ascii(), "{}", rule.id);
    }
}
