//! One browser has one session for all its pages: what a page believes of it, and what only watches.

use crate::account::testing::{Center, PASSWORD};
use crate::error::{Error, Result};
use crate::unit::{Acting, Belief, Caller};

daowei_store::on_both! {
    Center:
    a_page_that_believes_in_another_session_or_post_does_nothing,
    whoever_only_watches_is_signed_out_when_idle,
}

fn other<T>(answer: Result<T>) -> bool {
    matches!(answer, Err(Error::OtherSession))
}

async fn a_page_that_believes_in_another_session_or_post_does_nothing(center: Center) {
    let app = &center.app;
    let clerk = center.enter(center.clerk).await;
    let me = app.me(clerk.clone()).await.unwrap();
    let of_clerk = Belief { session: me.session, post: me.post, responsible: None };
    assert!(center.actor(&clerk.clone().believing(of_clerk)).await.is_ok());
    // Signed in as somebody else at the same browser: its cookie is the chief's, the page still the clerk's.
    let chief = center.enter(center.chief).await;
    let stale = chief.clone().believing(of_clerk);
    let account = center.account(&chief).await;
    let before = center.events(&account).len();
    assert!(other(center.actor(&stale).await));
    assert!(other(center.actor(&stale.clone().watching()).await));
    assert!(other(app.write(stale.clone(), |_| -> Result<()> { panic!("it ran") }).await));
    assert!(other(app.me(stale.clone()).await) && other(app.own_sessions(stale.clone()).await));
    assert!(other(app.confirm(stale.clone(), PASSWORD).await));
    assert!(other(app.choose_post(stale.clone(), center.chief.posts[0], None).await));
    assert!(other(app.change_password(stale.clone(), PASSWORD, "三个和尚没水喝了吗").await));
    assert!(other(app.sign_out(stale).await), "nobody signs somebody else out");
    assert_eq!(center.events(&account).len(), before, "and none of it is on record");
    // The same session in another post, or under another person, is another belief as well.
    let session = app.me(chief.clone()).await.unwrap().session;
    let secret = app.choose_post(chief, center.chief.posts[1], None).await.unwrap().secret;
    let moved = app.caller(&secret, Acting::default()).unwrap();
    let believed = |post, responsible| moved.clone().believing(Belief { session, post, responsible });
    let [first, second] = [0, 1].map(|place| Some(center.chief.posts[place]));
    assert!(center.actor(&believed(second, None)).await.is_ok());
    for (post, responsible) in [(first, None), (None, None), (second, Some(center.clerk.person))] {
        assert!(other(center.actor(&believed(post, responsible)).await), "{post:?} {responsible:?}");
    }
    // A program at the command line has no session to believe in.
    assert!(center.actor(&Caller::Host.believing(of_clerk)).await.is_ok());
}

async fn whoever_only_watches_is_signed_out_when_idle(center: Center) {
    let caller = center.enter(center.clerk).await;
    for _ in 0..14 {
        center.clock.turn(60);
        center.actor(&caller.clone().watching()).await.unwrap();
        center.app.me(caller.clone().watching()).await.unwrap();
    }
    center.clock.turn(60);
    assert!(matches!(center.actor(&caller).await, Err(Error::Unauthenticated)));
    // The same looks by somebody who asks for them keep it.
    let caller = center.enter(center.clerk).await;
    for _ in 0..20 {
        center.clock.turn(60);
        center.app.me(caller.clone()).await.unwrap();
        center.app.write(caller.clone(), |_| Ok(())).await.unwrap();
    }
}
