//! Guesses at the password of an open session: five, however many at once.

use super::rule;
use crate::account::rules;
use crate::account::testing::{Center, PASSWORD};
use crate::error::{Error, Result};

daowei_store::on_both! {
    Center:
    five_wrong_confirmations_end_the_session_and_no_other,
    sixty_guesses_at_once_are_five_and_the_right_one_among_them_tells_nothing,
    a_new_password_is_judged_before_the_old_one_is_tried,
    a_right_password_takes_the_guesses_back,
}

async fn five_wrong_confirmations_end_the_session_and_no_other(center: Center) {
    let (here, there) = (center.enter(center.clerk).await, center.enter(center.clerk).await);
    let wrong = async || center.app.confirm(here.clone(), "not the password").await;
    for _ in 0..4 {
        assert!(matches!(wrong().await, Err(Error::Forbidden { what: "password" })));
    }
    center.app.confirm(here.clone(), PASSWORD).await.unwrap();
    for _ in 0..5 {
        assert!(matches!(wrong().await, Err(Error::Forbidden { what: "password" })));
    }
    assert!(matches!(wrong().await, Err(Error::Unauthenticated)));
    assert!(matches!(center.actor(&here).await, Err(Error::Unauthenticated)));
    center.app.confirm(there, PASSWORD).await.unwrap();
    center.enter(center.clerk).await;
}

/// Sixty tries of a password at once, the right one last; what each answered.
async fn sixty<T: Send + 'static, F>(right: &'static str, guess: impl Fn(String) -> F) -> Vec<Result<T>>
where
    F: Future<Output = Result<T>> + Send + 'static,
{
    let words = (0..60).map(|n| if n == 59 { right.to_owned() } else { format!("not the password {n}") });
    let tries: Vec<_> = words.map(|word| tokio::spawn(guess(word))).collect();
    let mut answers = Vec::new();
    for one in tries {
        answers.push(one.await.unwrap());
    }
    answers
}

async fn sixty_guesses_at_once_are_five_and_the_right_one_among_them_tells_nothing(center: Center) {
    for change in [false, true] {
        let caller = center.enter(center.clerk).await;
        let account = {
            let me = center.app.me(caller.clone()).await.unwrap();
            me.account.to_string()
        };
        let before = center.events(&account).len();
        let answers = sixty(PASSWORD, |word| {
            let (app, caller) = (center.app.clone(), caller.clone());
            async move {
                if change {
                    app.change_password(caller, &word, "三个和尚没水喝了吗").await
                } else {
                    app.confirm(caller, &word).await.map(|_| ())
                }
            }
        })
        .await;
        assert!(answers.iter().all(|answer| {
            matches!(answer, Err(Error::Forbidden { what: "password" } | Error::Unauthenticated))
        }));
        let tried = answers.iter().filter(|answer| matches!(answer, Err(Error::Forbidden { .. }))).count();
        assert_eq!(tried, 5, "only so many were held against the password");
        let failed = center.events(&account).len() - before;
        assert_eq!(failed, 5);
        assert!(matches!(center.actor(&caller).await, Err(Error::Unauthenticated)));
    }
    center.enter(center.clerk).await;
}

async fn a_new_password_is_judged_before_the_old_one_is_tried(center: Center) {
    let caller = center.enter(center.clerk).await;
    let account = center.account(&caller).await;
    let before = center.events(&account).len();
    for old in [PASSWORD, "not the password", "nor this"].into_iter().cycle().take(12) {
        let answer = center.app.change_password(caller.clone(), old, "QwErTy123").await;
        assert_eq!(rule(answer), rules::PASSWORD_COMMON.id, "the same for the right one and for others");
        let answer = center.app.change_password(caller.clone(), old, old).await;
        assert_eq!(rule(answer), rules::PASSWORD_SAME.id);
    }
    assert_eq!(center.events(&account).len(), before, "nothing was tried");
    center.app.confirm(caller, PASSWORD).await.unwrap();
}

async fn a_right_password_takes_the_guesses_back(center: Center) {
    let caller = center.enter(center.clerk).await;
    for round in 0..6 {
        let (old, new) = (format!("三个和尚没水喝 {round}"), format!("三个和尚没水喝 {}", round + 1));
        let old = if round == 0 { PASSWORD } else { &old };
        for _ in 0..4 {
            let wrong = center.app.change_password(caller.clone(), "not the password", &new).await;
            assert!(matches!(wrong, Err(Error::Forbidden { what: "password" })));
        }
        center.app.change_password(caller.clone(), old, &new).await.unwrap();
    }
}
