//! Tests of this room.

use std::net::IpAddr;

use daowei_domain::organization::{Duty, Validity};
use daowei_domain::{Actor, Authentication};
use daowei_store::event;
use daowei_store::testing::intrude;
use jiff::Timestamp;
use jiff::civil::date;

use super::event::{By, Recorded};
use super::testing::{Center, Member, PASSWORD};
use super::{AccountQuery, Event, NewToken, SignedIn, rules, stream_of};
use crate::error::{Error, Problem, Result};
use crate::port::Clock;
use crate::unit::{Acting, Caller};

mod belief;
mod endings;
mod guesses;
mod once;
mod strangers;
mod tokens;

const ADDRESS: Option<IpAddr> = Some(IpAddr::V4(std::net::Ipv4Addr::new(10, 1, 2, 3)));

fn rule(result: Result<impl Sized>) -> &'static str {
    match result {
        Err(Error::Refused(refusal)) => refusal.rule.id,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("allowed"),
    }
}

fn page_of(after: Option<String>, limit: u32) -> AccountQuery {
    AccountQuery { after, limit, ..AccountQuery::default() }
}

impl Center {
    async fn enter(&self, member: Member) -> Caller {
        let signed = self.app.sign_in(member.login, PASSWORD, ADDRESS, None).await.unwrap();
        self.known(&signed)
    }

    fn known(&self, signed: &SignedIn) -> Caller {
        self.app.caller(&signed.secret, Acting::default()).unwrap()
    }

    /// The same, with the password given once more.
    async fn confirmed(&self, member: Member) -> Caller {
        let caller = self.enter(member).await;
        self.app.confirm(caller.clone(), PASSWORD).await.unwrap();
        caller
    }

    async fn actor(&self, caller: &Caller) -> Result<Actor> {
        self.app.read(caller.clone(), |unit| Ok(unit.actor.clone())).await
    }

    fn events(&self, account: &str) -> Vec<Recorded> {
        let stream = stream_of(account);
        let stored = self
            .app
            .read_blocking(Caller::Host, move |unit| {
                Ok(event::load(unit.tx, unit.inner.keys.evidence(), &stream)?)
            })
            .unwrap();
        stored.iter().map(|stored| serde_json::from_slice(&stored.body).unwrap()).collect()
    }

    async fn account(&self, caller: &Caller) -> String {
        self.app.me(caller.clone()).await.unwrap().account.to_string()
    }
}

daowei_store::on_both! {
    Center:
    rows_that_somebody_else_wrote_open_nothing,
    one_post_is_chosen_by_itself_and_acts,
    with_several_posts_nothing_is_done_before_one_is_chosen_and_the_secret_moves,
    a_confirmation_holds_for_five_minutes_and_not_longer,
    a_session_ends_when_idle_and_when_old,
    wrong_and_unknown_get_the_same_answers_until_the_network_is_locked_out,
    many_networks_together_make_strangers_wait_and_not_the_holder,
    strangers_at_the_door_do_not_keep_an_open_session_from_confirming,
    a_clock_that_jumped_and_came_back_keeps_nobody_out_and_nothing_open,
    one_address_has_thirty_wrong_tries_a_minute_and_a_full_hall_signs_in,
    passwords_obey_their_rules_and_a_change_ends_the_other_sessions,
    of_passwords_that_are_given_in_one_moment_one_is_handed_out_and_opens,
    the_administrator_gives_one_time_passwords_that_open_nothing_but_their_change,
    accounts_are_made_once_for_each_person_and_each_login,
    a_county_administrator_neither_sees_nor_touches_the_city,
    sessions_are_listed_and_ended_by_their_own_holder_only,
    everything_stands_in_the_stream_and_nothing_secret_does,
    a_flood_of_sign_ins_waits_in_a_bounded_line,
    guessing_query_codes_keeps_nobody_from_signing_in,
    nobody_manages_his_own_account_or_one_beyond_one_hand,
    an_account_that_decides_is_reset_on_the_host_only,
    an_account_with_a_letter_is_reset_on_the_host_only,
    whoever_is_employed_no_more_neither_acts_nor_signs_in_nor_gets_an_account,
}

async fn one_post_is_chosen_by_itself_and_acts(center: Center) {
    let signed = center.app.sign_in("WangFang", PASSWORD, ADDRESS, None).await.unwrap();
    assert_eq!(signed.post, Some(center.clerk.posts[0]));
    let Actor::Staff(staff) = center.actor(&center.known(&signed)).await.unwrap() else { panic!() };
    assert_eq!((staff.person, staff.post), (center.clerk.person, center.clerk.posts[0]));
    assert_eq!((staff.department, staff.authentication), (center.department, Authentication::Session));
    assert!(staff.window.is_some());
}

async fn with_several_posts_nothing_is_done_before_one_is_chosen_and_the_secret_moves(center: Center) {
    let first = center.enter(center.chief).await;
    assert!(matches!(center.actor(&first).await, Err(Error::Forbidden { what: "post" })));
    assert_eq!(center.app.me(first.clone()).await.unwrap().posts.len(), 2);
    let foreign = center.app.choose_post(first.clone(), center.clerk.posts[0], None).await;
    assert!(matches!(foreign, Err(Error::NotFound { what: "post" })));
    let moved = center.app.choose_post(first.clone(), center.chief.posts[1], None).await.unwrap();
    assert!(matches!(center.actor(&first).await, Err(Error::Unauthenticated)));
    let second = center.app.caller(&moved.secret, Acting::default()).unwrap();
    let actor = center.actor(&second).await.unwrap();
    assert_eq!(actor.staff().unwrap().post, center.chief.posts[1]);
    center.end_post(center.chief.person, center.chief.posts[1]).unwrap();
    assert!(matches!(center.actor(&second).await, Err(Error::Forbidden { what: "post" })));
}

async fn a_confirmation_holds_for_five_minutes_and_not_longer(center: Center) {
    let caller = center.enter(center.clerk).await;
    let level = async || center.actor(&caller).await.unwrap().staff().unwrap().authentication;
    assert_eq!(level().await, Authentication::Session);
    assert!(matches!(
        center.app.confirm(caller.clone(), "wrong").await,
        Err(Error::Forbidden { what: "password" })
    ));
    let until = center.app.confirm(caller.clone(), PASSWORD).await.unwrap();
    assert_eq!(until, "2017-10-24T02:05:00Z".parse().unwrap());
    center.clock.turn(300);
    assert_eq!(level().await, Authentication::Confirmed);
    center.clock.turn(1);
    assert_eq!(level().await, Authentication::Session);
}

async fn a_session_ends_when_idle_and_when_old(center: Center) {
    let caller = center.enter(center.clerk).await;
    let use_it = async || center.app.write(caller.clone(), |_| Ok(())).await;
    center.clock.turn(15 * 60 - 1);
    use_it().await.unwrap();
    for _ in 0..47 {
        center.clock.turn(15 * 60 - 1);
        use_it().await.unwrap();
    }
    // Twelve hours after its beginning, used a moment ago or not.
    center.clock.turn(60);
    assert!(matches!(use_it().await, Err(Error::Unauthenticated)));
    let caller = center.enter(center.clerk).await;
    center.clock.turn(15 * 60);
    assert!(matches!(center.actor(&caller).await, Err(Error::Unauthenticated)));
}

fn network(number: u8) -> Option<IpAddr> {
    Some(IpAddr::from([10, 9, number, 1]))
}

async fn wrong_and_unknown_get_the_same_answers_until_the_network_is_locked_out(center: Center) {
    let until = Timestamp::from_second(center.clock.now().as_second() + 600).unwrap();
    for login in ["wangfang", "nobody.there"] {
        for attempt in 1..=5 {
            let answer = center.app.sign_in(login, "not the password", ADDRESS, None).await;
            let Err(Error::WrongPassword { left, locked_until }) = answer else {
                panic!("{login} {attempt}")
            };
            let told = (left, locked_until.map(Timestamp::as_second));
            assert_eq!(told, (5 - attempt, (attempt == 5).then(|| until.as_second())), "{login}");
        }
        let right = if login == "wangfang" { PASSWORD } else { "anything else" };
        let answer = center.app.sign_in(login, right, ADDRESS, None).await;
        let Err(Error::LockedOut { until: told, retry_after: 600 }) = answer else { panic!("{login}") };
        assert_eq!(told.as_second(), until.as_second());
    }
    // Whoever errs somewhere keeps the holder out there and nowhere else.
    center.app.sign_in("wangfang", PASSWORD, network(1), None).await.unwrap();
    center.clock.turn(600);
    center.enter(center.clerk).await;
    // A right password takes the wrong ones back.
    let answer = center.app.sign_in("wangfang", "not the password", ADDRESS, None).await;
    assert!(matches!(answer, Err(Error::WrongPassword { left: 4, locked_until: None })));
}

async fn many_networks_together_make_strangers_wait_and_not_the_holder(center: Center) {
    center.app.sign_in("wangfang", PASSWORD, network(100), None).await.unwrap();
    for login in ["wangfang", "nobody.there"] {
        for attempt in 0..20 {
            let answer = center.app.sign_in(login, "not the password", network(attempt), None).await;
            assert!(matches!(answer, Err(Error::WrongPassword { .. })), "{login} {attempt}");
        }
        let answer = center.app.sign_in(login, PASSWORD, network(50), None).await;
        assert!(matches!(answer, Err(Error::TooMany { retry_after: 60 })), "{login}");
    }
    center.app.sign_in("wangfang", PASSWORD, network(100), None).await.unwrap();
    center.app.sign_in("wangfang", PASSWORD, network(50), None).await.unwrap();
}

async fn strangers_at_the_door_do_not_keep_an_open_session_from_confirming(center: Center) {
    let caller = center.enter(center.clerk).await;
    for attempt in 0..40 {
        let _ = center.app.sign_in("wangfang", "not the password", network(attempt), None).await;
    }
    for _ in 0..6 {
        let _ = center.app.sign_in("wangfang", "not the password", ADDRESS, None).await;
    }
    center.app.confirm(caller, PASSWORD).await.unwrap();
}

async fn a_clock_that_jumped_and_came_back_keeps_nobody_out_and_nothing_open(center: Center) {
    let leap = 200 * 86_400;
    center.clock.turn(leap);
    let ahead = center.enter(center.clerk).await;
    center.actor(&ahead).await.unwrap();
    for _ in 0..5 {
        let answer = center.app.sign_in("wangfang", "not the password", ADDRESS, None).await;
        assert!(matches!(answer, Err(Error::WrongPassword { .. })));
    }
    for attempt in 0..25 {
        let _ = center.app.sign_in(&format!("guess{attempt}"), "x", ADDRESS, None).await;
    }
    center.clock.turn(-leap);
    assert!(matches!(center.actor(&ahead).await, Err(Error::Unauthenticated)));
    center.enter(center.clerk).await;
    // Clocks of two machines need not agree to the second.
    let caller = center.enter(center.guard).await;
    center.clock.turn(-30);
    center.actor(&caller).await.unwrap();
}

async fn one_address_has_thirty_wrong_tries_a_minute_and_a_full_hall_signs_in(center: Center) {
    for _ in 0..40 {
        center.enter(center.clerk).await;
    }
    for attempt in 0..30 {
        let answer = center.app.sign_in(&format!("guess{attempt}"), "x", ADDRESS, None).await;
        assert!(matches!(answer, Err(Error::WrongPassword { .. })));
    }
    let answer = center.app.sign_in(center.clerk.login, PASSWORD, ADDRESS, None).await;
    assert!(matches!(answer, Err(Error::TooMany { retry_after: 2 })));
    center.app.sign_in(center.clerk.login, PASSWORD, Some(IpAddr::from([10, 1, 2, 4])), None).await.unwrap();
    center.clock.turn(2);
    center.enter(center.clerk).await;
}

async fn guessing_query_codes_keeps_nobody_from_signing_in(center: Center) {
    let number: daowei_ident::CaseNumber = "512000026171024000001".parse().unwrap();
    let guess = async || center.app.progress_at(ADDRESS, number, "AAAAAAAA".to_owned()).await.map(|_| ());
    for _ in 0..10 {
        assert!(matches!(guess().await, Err(Error::NotFound { .. })));
    }
    assert!(matches!(guess().await, Err(Error::TooMany { .. })));
    // The second screens behind the same address have a count of their own.
    let pair = async || center.app.pair_screen(ADDRESS, "00000000", false).await.map(|_| ());
    for _ in 0..10 {
        assert!(matches!(pair().await, Err(Error::NotFound { .. })));
    }
    assert!(matches!(pair().await, Err(Error::TooMany { .. })));
    center.app.sign_in(center.clerk.login, PASSWORD, ADDRESS, None).await.unwrap();
    center.clock.turn(60);
    for attempt in 0..31 {
        let _ = center.app.sign_in(&format!("guess{attempt}"), "x", ADDRESS, None).await;
    }
    assert!(matches!(
        center.app.sign_in(center.clerk.login, PASSWORD, ADDRESS, None).await,
        Err(Error::TooMany { .. })
    ));
    assert!(matches!(guess().await, Err(Error::NotFound { .. })));
}

#[tokio::test]
async fn each_lock_is_longer_than_the_one_before() {
    let minutes = |failed| super::door::lock(failed, 0).map(|until| until / 60_000_000);
    assert_eq!((minutes(4), minutes(5), minutes(6)), (None, Some(10), None));
    assert_eq!(
        (minutes(10), minutes(15), minutes(20), minutes(i64::MAX / 5 * 5)),
        (Some(20), Some(40), Some(60), Some(60))
    );
}

async fn passwords_obey_their_rules_and_a_change_ends_the_other_sessions(center: Center) {
    let (here, there) = (center.enter(center.clerk).await, center.enter(center.clerk).await);
    let change = async |old: &str, new: &str| center.app.change_password(here.clone(), old, new).await;
    assert_eq!(rule(change(PASSWORD, "short 7").await), rules::PASSWORD_SHORT.id);
    assert_eq!(rule(change(PASSWORD, "QwErTy123").await), rules::PASSWORD_COMMON.id);
    assert_eq!(rule(change(PASSWORD, "ababababab").await), rules::PASSWORD_COMMON.id);
    assert_eq!(rule(change(PASSWORD, "my WangFang 42").await), rules::PASSWORD_LOGIN.id);
    assert_eq!(rule(change(PASSWORD, PASSWORD).await), rules::PASSWORD_SAME.id);
    let long = "长".repeat(129);
    assert!(matches!(change(PASSWORD, &long).await, Err(Error::Input { problem: Problem::TooLong, .. })));
    assert!(matches!(
        change("wrong", "三个和尚没水喝了吗").await,
        Err(Error::Forbidden { what: "password" })
    ));
    change(PASSWORD, "三个和尚没水喝了吗").await.unwrap();
    center.actor(&here).await.unwrap();
    assert!(matches!(center.actor(&there).await, Err(Error::Unauthenticated)));
    let old = center.app.sign_in("wangfang", PASSWORD, ADDRESS, None).await;
    assert!(matches!(old, Err(Error::WrongPassword { .. })));
}

async fn of_passwords_that_are_given_in_one_moment_one_is_handed_out_and_opens(center: Center) {
    let guard = center.enter(center.guard).await;
    let account = center.account(&center.enter(center.clerk).await).await.parse().unwrap();
    center.app.confirm(guard.clone(), PASSWORD).await.unwrap();
    let reset = async || center.app.reset_password(guard.clone(), account).await.map(|_| ());
    let (first, second) = tokio::join!(reset(), reset());
    assert!(first.is_ok() != second.is_ok() && rule(first.and(second)) == "account.reset_meanwhile");
}

async fn the_administrator_gives_one_time_passwords_that_open_nothing_but_their_change(center: Center) {
    let guard = center.enter(center.guard).await;
    let clerk = center.enter(center.clerk).await;
    let account = center.account(&clerk).await.parse().unwrap();
    let refused = center.app.reset_password(clerk.clone(), account).await.map(|_| ());
    assert_eq!(rule(refused), "authority.duty");
    // An open page is not enough: the administrator's own password comes first, and holds for five minutes.
    let stale = async || rule(center.app.reset_password(guard.clone(), account).await.map(|_| ()));
    assert_eq!(stale().await, "authority.confirmation.stale");
    center.app.confirm(guard.clone(), PASSWORD).await.unwrap();
    center.clock.turn(301);
    assert_eq!(stale().await, "authority.confirmation.stale");
    center.actor(&clerk).await.unwrap();
    center.app.confirm(guard.clone(), PASSWORD).await.unwrap();
    let given = center.app.reset_password(guard.clone(), account).await.unwrap();
    assert!(matches!(center.actor(&clerk).await, Err(Error::Unauthenticated)));
    let signed = center.app.sign_in("wangfang", &given, ADDRESS, None).await.unwrap();
    assert!(signed.must_change);
    let caller = center.known(&signed);
    assert!(matches!(center.actor(&caller).await, Err(Error::Forbidden { what: "password_change" })));
    center.app.change_password(caller.clone(), &given, "三个和尚没水喝了吗").await.unwrap();
    center.actor(&caller).await.unwrap();
}

async fn nobody_manages_his_own_account_or_one_beyond_one_hand(center: Center) {
    let guard = center.enter(center.guard).await;
    let own = center.account(&guard).await.parse().unwrap();
    assert_eq!(rule(center.app.disable_account(guard.clone(), own).await), "authority.oneself");
    let reset = center.app.reset_password(guard.clone(), own).await.map(|_| ());
    assert_eq!(rule(reset), "authority.oneself");
    // The chief representative decides, the other administrator confirms: neither is reset nor locked out by one hand, and
    // the list says so beforehand.
    let page = center.app.accounts(guard.clone(), page_of(None, 50)).await.unwrap();
    let by_host =
        |member: Member| page.rows.iter().find(|row| row.person == member.person).map(|row| row.by_host);
    for member in [center.chief, center.county_guard] {
        let account = center.account(&center.enter(member).await).await.parse().unwrap();
        let reset = center.app.reset_password(guard.clone(), account).await.map(|_| ());
        assert_eq!(rule(reset), rules::BY_HOST.id);
        assert_eq!(rule(center.app.disable_account(guard.clone(), account).await), rules::BY_HOST.id);
    }
    assert_eq!((by_host(center.chief), by_host(center.clerk)), (Some(true), Some(false)));
    let account = center.account(&center.enter(center.clerk).await).await.parse().unwrap();
    center.appoint(center.clerk.person, Duty::CenterManager).unwrap();
    let reset = center.app.reset_password(guard.clone(), account).await.map(|_| ());
    assert_eq!(rule(reset), rules::BY_HOST.id);
    center.app.reset_password(Caller::Host, account).await.unwrap();
    assert_eq!(rule(center.app.disable_account(guard.clone(), account).await), rules::BY_HOST.id);
    center.app.disable_account(Caller::Host, account).await.unwrap();
    let again = center.app.create_account(guard, center.clerk.person, "wang2").await;
    assert_eq!(rule(again), rules::BY_HOST.id);
}

async fn an_account_that_decides_is_reset_on_the_host_only(center: Center) {
    let guard = center.confirmed(center.guard).await;
    let account = center.account(&center.enter(center.clerk).await).await.parse().unwrap();
    let reset = async || center.app.reset_password(guard.clone(), account).await.map(|_| ());
    let period = |from, to| Validity { from, to: Some(to) };
    // A letter that is over binds nobody; one that lives, or will, signs decisions.
    center.authorize(center.clerk.person, period(date(2017, 1, 1), date(2017, 10, 24))).unwrap();
    reset().await.unwrap();
    center.lead(center.clerk.person).unwrap();
    assert_eq!(rule(reset().await), rules::BY_HOST.id);
}

async fn an_account_with_a_letter_is_reset_on_the_host_only(center: Center) {
    let guard = center.enter(center.guard).await;
    let account = center.account(&center.enter(center.clerk).await).await.parse().unwrap();
    center.authorize(center.clerk.person, Validity::since(date(2017, 11, 1))).unwrap();
    let reset = center.app.reset_password(guard, account).await.map(|_| ());
    assert_eq!(rule(reset), rules::BY_HOST.id);
}

async fn accounts_are_made_once_for_each_person_and_each_login(center: Center) {
    let guard = center.confirmed(center.guard).await;
    let make = async |person, login: &str| center.app.create_account(guard.clone(), person, login).await;
    assert_eq!(rule(make(center.clerk.person, "wang2").await), rules::PERSON_HAS_ACCOUNT.id);
    assert_eq!(rule(make(center.clerk.person, "LINA").await), rules::LOGIN_TAKEN.id);
    for foul in ["", "a", "王芳", "a b", "x'--", &"x".repeat(65)] {
        assert!(matches!(make(center.clerk.person, foul).await, Err(Error::Input { .. })), "{foul}");
    }
    let clerk = center.enter(center.clerk).await;
    let account = center.account(&clerk).await.parse().unwrap();
    let unconfirmed = center.app.disable_account(center.enter(center.guard).await, account).await;
    assert_eq!(rule(unconfirmed), "authority.confirmation.stale");
    center.app.disable_account(guard.clone(), account).await.unwrap();
    assert!(matches!(center.actor(&clerk).await, Err(Error::Unauthenticated)));
    assert_eq!(rule(center.app.disable_account(guard.clone(), account).await), rules::ACCOUNT_DISABLED.id);
    assert!(matches!(
        center.app.sign_in("wangfang", PASSWORD, ADDRESS, None).await,
        Err(Error::WrongPassword { .. })
    ));
    let new = make(center.clerk.person, "wang2").await.unwrap();
    center.app.sign_in("wang2", &new.one_time_password, ADDRESS, None).await.unwrap();
}

async fn a_county_administrator_neither_sees_nor_touches_the_city(center: Center) {
    let (guard, county) = (center.enter(center.guard).await, center.enter(center.county_guard).await);
    let clerk = center.enter(center.clerk).await;
    let account: daowei_ident::AccountId = center.account(&clerk).await.parse().unwrap();
    let foreign = center.app.disable_account(county.clone(), account).await;
    assert!(matches!(foreign, Err(Error::NotFound { what: "account" })));
    let logins = async |caller: &Caller| {
        let page = center.app.accounts(caller.clone(), page_of(None, 100)).await.unwrap();
        page.rows.into_iter().map(|row| row.login).collect::<Vec<_>>()
    };
    assert_eq!(logins(&county).await, ["sunli"]);
    assert_eq!(logins(&guard).await, ["lina", "sunli", "wangfang", "zhaolei"]);
    let page = center.app.accounts(guard.clone(), page_of(None, 3)).await.unwrap();
    let rest = center.app.accounts(guard.clone(), page_of(page.next, 3)).await.unwrap();
    assert_eq!((rest.rows.len(), rest.next), (1, None));
    // By the last sign-in, page by page: the two who came in before, behind those who never did; another's place is nobody's.
    let mut told = Vec::new();
    let mut after = None;
    loop {
        let order = crate::Order { by: super::By::Used, back: true };
        let query = AccountQuery { order, ..page_of(after, 1) };
        let page = center.app.accounts(guard.clone(), query).await.unwrap();
        told.extend(page.rows.into_iter().map(|row| (row.last_used_at, row.login)));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let times: Vec<_> = told.iter().rev().map(|(at, _)| at).collect();
    assert!(told.len() == 4 && times.is_sorted(), "{told:?}");
    assert_eq!(rule(center.app.accounts(clerk, page_of(None, 3)).await), "authority.duty");
}

fn token(center: &Center) -> NewToken {
    NewToken {
        name: "省平台".to_owned(),
        person: center.clerk.person,
        post: center.clerk.posts[0],
        scopes: vec!["case:read".to_owned()],
        expires_at: "2018-01-01T00:00:00Z".parse().unwrap(),
    }
}

/// Whoever may write to the database makes no row that opens more than it did.
async fn rows_that_somebody_else_wrote_open_nothing(center: Center) {
    let (guard, clerk) = (center.guard.login, center.clerk.login);
    let caller = center.confirmed(center.guard).await;
    let issued = center.app.issue_token(caller, token(&center)).await.unwrap();
    // What waits is confirmed by its holder alone: another row's code does not open it.
    let waiting = center.app.issue_token(center.confirmed(center.guard).await, token(&center)).await.unwrap();
    center.confirm_token(&issued.id).await;
    intrude(
        center.app.store(),
        format!(
            "UPDATE api_token SET bound = (SELECT other.bound FROM api_token AS other WHERE other.id = '{}')
             WHERE id = '{}'",
            issued.id, waiting.id
        ),
    );
    let planted = center.app.caller(&waiting.secret, Acting::default()).unwrap();
    assert!(matches!(center.actor(&planted).await, Err(Error::Unauthenticated)));
    let bearer = center.app.caller(&issued.secret, Acting::default()).unwrap();
    center.actor(&bearer).await.unwrap();
    intrude(center.app.store(), "UPDATE api_token SET scopes = 'case:read case:write'".to_owned());
    assert!(matches!(center.actor(&bearer).await, Err(Error::Unauthenticated)));

    // His own session, made another's.
    let caller = center.enter(center.clerk).await;
    center.actor(&caller).await.unwrap();
    intrude(
        center.app.store(),
        format!(
            "UPDATE session SET account = (SELECT id FROM account WHERE login = '{guard}'),
             person = (SELECT person FROM account WHERE login = '{guard}')
             WHERE person = (SELECT person FROM account WHERE login = '{clerk}')"
        ),
    );
    assert!(matches!(center.actor(&caller).await, Err(Error::Unauthenticated)));

    // His own password, put beside another's login.
    intrude(
        center.app.store(),
        format!(
            "UPDATE account SET password = (SELECT password FROM account AS own WHERE own.login = '{clerk}')
             WHERE login = '{guard}'"
        ),
    );
    assert!(matches!(
        center.app.sign_in(guard, PASSWORD, ADDRESS, None).await,
        Err(Error::WrongPassword { .. })
    ));
    assert!(center.app.sign_in(clerk, PASSWORD, ADDRESS, None).await.is_ok());

    // His own account, made another person's.
    let chief = center.chief.login;
    intrude(
        center.app.store(),
        format!(
            "DELETE FROM account WHERE login = '{guard}';
             UPDATE account SET person = '{}' WHERE login = '{chief}'",
            center.guard.person
        ),
    );
    assert!(matches!(
        center.app.sign_in(chief, PASSWORD, ADDRESS, None).await,
        Err(Error::WrongPassword { .. })
    ));
}

async fn sessions_are_listed_and_ended_by_their_own_holder_only(center: Center) {
    let (here, there) = (center.enter(center.clerk).await, center.enter(center.clerk).await);
    let stranger = center.enter(center.guard).await;
    let list = center.app.own_sessions(here.clone()).await.unwrap();
    assert_eq!(list.len(), 2);
    let other = list.iter().find(|session| !session.current).unwrap().id;
    assert!(matches!(
        center.app.end_session(stranger, other).await,
        Err(Error::NotFound { what: "session" })
    ));
    center.app.end_session(here.clone(), other).await.unwrap();
    assert!(matches!(center.actor(&there).await, Err(Error::Unauthenticated)));
    center.app.sign_out(here.clone()).await.unwrap();
    assert!(matches!(center.actor(&here).await, Err(Error::Unauthenticated)));
}

async fn everything_stands_in_the_stream_and_nothing_secret_does(center: Center) {
    let caller = center.enter(center.clerk).await;
    let account = center.account(&caller).await;
    let _ = center.app.sign_in("wangfang", "wrong-password-17", ADDRESS, None).await;
    center.app.confirm(caller.clone(), PASSWORD).await.unwrap();
    center.app.choose_post(caller, center.clerk.posts[0], None).await.unwrap();
    let events = center.events(&account);
    let kinds: Vec<&str> = events.iter().map(|recorded| recorded.event.kind()).collect();
    assert_eq!(
        kinds,
        [
            "account.created",
            "account.signed_in",
            "account.sign_in_failed",
            "account.confirmed",
            "account.post_chosen"
        ]
    );
    assert_eq!(events[2].by, By::Door);
    assert_eq!(events[3].by, By::Holder { person: center.clerk.person });
    let text = serde_json::to_string(&events).unwrap();
    for planted in [PASSWORD, "wrong-password-17", "10.1.2.3", "argon2", "wangfang", "dws_"] {
        assert!(!text.contains(planted), "{planted}");
    }
    let Event::SignInFailed { address, failed: 1, .. } = &events[2].event else { panic!() };
    assert_eq!(address.as_ref().map(String::len), Some(32));
}

async fn a_flood_of_sign_ins_waits_in_a_bounded_line(center: Center) {
    let tries = (0..100_u8).map(|n| {
        let app = center.app.clone();
        tokio::spawn(async move {
            app.sign_in(&format!("flood{n}"), "x", Some(IpAddr::from([10, 2, n, 1])), None).await.err()
        })
    });
    let tries: Vec<_> = tries.collect();
    let mut sent_away = 0;
    for answer in tries {
        match answer.await.unwrap() {
            Some(Error::TooMany { retry_after: 1 }) => sent_away += 1,
            Some(Error::WrongPassword { .. }) => {}
            other => panic!("{other:?}"),
        }
    }
    assert!(sent_away > 0);
    center.enter(center.clerk).await;
}

async fn whoever_is_employed_no_more_neither_acts_nor_signs_in_nor_gets_an_account(center: Center) {
    let (guard, clerk) = (center.confirmed(center.guard).await, center.enter(center.clerk).await);
    let issued = center.app.issue_token(guard.clone(), token(&center)).await.unwrap();
    center.confirm_token(&issued.id).await;
    let program = center.app.caller(&issued.secret, Acting::default()).unwrap();
    center.end_employment(center.clerk.person).unwrap();
    assert!(matches!(center.actor(&clerk).await, Err(Error::Unauthenticated)));
    assert!(matches!(center.actor(&program).await, Err(Error::Unauthenticated)));
    let again = center.app.sign_in(center.clerk.login, PASSWORD, ADDRESS, None).await;
    assert!(
        matches!(again, Err(Error::WrongPassword { left: 4, .. })),
        "answered, and counted, as a stranger's"
    );
    let new = center.app.create_account(guard, center.clerk.person, "wang2").await;
    assert_eq!(rule(new), rules::PERSON_NOT_EMPLOYED.id);
}
