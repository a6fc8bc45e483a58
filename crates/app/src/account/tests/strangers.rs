//! A login that somebody has and one that nobody has are not told apart: not by racing, not after a restart, not by statements.

use super::network;
use crate::App;
use crate::account::testing::{Center, PASSWORD};
use crate::error::Error;

daowei_store::on_both! {
    Center:
    of_many_at_once_only_one_more_is_tried_whoever_has_the_login,
    a_restart_and_a_second_process_forget_nothing,
    the_same_statements_count_and_refuse,
    whoever_has_waited_an_hour_begins_anew,
}

const LOGINS: [&str; 2] = ["wangfang", "nobody.there"];

/// What an attempt from that network is answered with, in a word.
async fn attempt(app: &App, login: &str, from: u8) -> &'static str {
    match app.sign_in(login, "not the password", network(from), None).await {
        Err(Error::WrongPassword { .. }) => "wrong",
        Err(Error::TooMany { .. }) => "wait",
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("signed in"),
    }
}

async fn miss(app: &App, login: &str, times: u8) {
    for from in 0..times {
        assert_eq!(attempt(app, login, from).await, "wrong", "{login} {from}");
    }
}

async fn of_many_at_once_only_one_more_is_tried_whoever_has_the_login(center: Center) {
    for login in LOGINS {
        miss(&center.app, login, 19).await;
        let racing: Vec<_> = (100..112)
            .map(|from| {
                let app = center.app.clone();
                tokio::spawn(async move { attempt(&app, login, from).await })
            })
            .collect();
        let mut wrong = 0;
        for one in racing {
            wrong += usize::from(one.await.unwrap() == "wrong");
        }
        assert_eq!(wrong, 1, "{login}: the twentieth makes all others wait, also those on their way");
    }
}

async fn a_restart_and_a_second_process_forget_nothing(center: Center) {
    for login in LOGINS {
        miss(&center.app, login, 12).await;
        let other = center.beside();
        for from in 12..20 {
            assert_eq!(attempt(&other, login, from).await, "wrong", "{login} {from}");
        }
        for (app, from) in [(&center.app, 30), (&other, 31), (&center.beside(), 32)] {
            assert_eq!(attempt(app, login, from).await, "wait", "{login}");
        }
    }
}

async fn the_same_statements_count_and_refuse(center: Center) {
    let traced = async |login: &'static str, from| {
        center.database.trace.lock().unwrap().clear();
        let told = attempt(&center.app, login, from).await;
        let units = std::mem::take(&mut *center.database.trace.lock().unwrap());
        (told, units)
    };
    let counting = |units: &[Vec<&'static str>]| -> Vec<Vec<&'static str>> {
        let of = |unit: &Vec<&'static str>| {
            unit.iter()
                .filter(|name| name.starts_with("login_miss") || name.starts_with("account."))
                .copied()
                .collect()
        };
        units.iter().map(of).collect()
    };
    for from in 0..20 {
        let [known, unknown] = [traced(LOGINS[0], from).await, traced(LOGINS[1], from).await];
        assert_eq!((known.0, unknown.0), ("wrong", "wrong"));
        let counted = counting(&known.1);
        assert!(counted.iter().flatten().any(|name| name.starts_with("login_miss.")), "{counted:?}");
        assert_eq!(counted, counting(&unknown.1), "attempt {from}");
    }
    let [known, unknown] = [traced(LOGINS[0], 50).await, traced(LOGINS[1], 50).await];
    assert_eq!((known.0, unknown.0), ("wait", "wait"));
    assert_eq!(known.1, unknown.1, "a refusal is the very same work");
}

async fn whoever_has_waited_an_hour_begins_anew(center: Center) {
    for login in LOGINS {
        miss(&center.app, login, 20).await;
        assert_eq!(attempt(&center.app, login, 40).await, "wait");
    }
    center.clock.turn(3_601);
    for login in LOGINS {
        miss(&center.app, login, 20).await;
        assert_eq!(attempt(&center.app, login, 40).await, "wait", "{login}");
    }
    center.clock.turn(60);
    center.app.sign_in("wangfang", PASSWORD, network(1), None).await.unwrap();
    miss(&center.app, "wangfang", 4).await;
}
