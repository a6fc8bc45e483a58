//! Tests of this room.

use daowei_ident::{EnquiryId, RatingId};

use super::{FollowUp, Level, Rate, Rating, Subject, Visit, follow_up, rate, served_by};
use crate::case::{self, Channel};
use crate::fixture::{City, Matter, Organ, Play, Who, day, id, text};
use crate::{Actor, Recorded};

fn given(level: Level, words: Option<&str>, city: &City) -> Rating {
    let visit = Visit {
        subject: Subject::Enquiry(id(EnquiryId::from_parts, 1)),
        number: "资市监咨告〔2026〕1号".to_owned(),
        item_name: "食品经营许可".to_owned(),
        department: Organ::Market.id(),
        served_by: Who::Clerk.person(),
        on: day("2026-02-12"),
    };
    let command = Rate {
        rating: id(RatingId::from_parts, 1),
        visit: Some(visit),
        rated: false,
        by_staff: false,
        level,
        words: words.map(text),
    };
    let events = rate(command, &city.settings, &city.calendar, day("2026-02-12")).expect("a rating");
    events.iter().fold(None, Rating::apply).expect("a rating")
}

#[test]
fn only_the_two_lowest_levels_are_due_to_be_followed_up_within_working_days() {
    let mut city = City::new();
    for level in Level::ALL {
        let bad = matches!(level, Level::Dissatisfied | Level::VeryDissatisfied);
        assert_eq!(given(level, None, &city).due.is_some(), bad, "{level:?}");
    }
    city.settings.rating_days = 1;
    let (from, due) = (day("2026-02-12"), given(Level::Dissatisfied, None, &city).due);
    assert_eq!(due, Some(city.calendar.add_working_days(from, 1).expect("a day").date));
    city.settings.rating_days = 15;
    let whole = given(Level::Dissatisfied, None, &city).due.expect("a day");
    assert!(whole > day("2026-03-05"), "the Spring Festival is not counted: {whole}");
}

#[test]
fn words_are_kept_where_they_say_something() {
    let city = City::new();
    assert!(given(Level::Satisfied, Some("办得快"), &city).words.is_some());
    assert!(given(Level::Satisfied, Some("……"), &city).words.is_none());
}

#[test]
fn what_was_done_is_on_record_with_whoever_did_it_each_time() {
    let city = City::new();
    let mut rating = given(Level::Dissatisfied, None, &city);
    for who in [Who::Chief, Who::CenterManager] {
        let command = FollowUp { what: text("已电话核实并致歉，增设引导岗") };
        let events = follow_up(&rating, command, &city.staff(who), &city.settings, day("2026-02-13"));
        rating = events.expect("an entry").iter().fold(Some(rating), Rating::apply).expect("a rating");
    }
    let by: Vec<_> = rating.followed_up.iter().map(|entry| entry.by).collect();
    assert_eq!(by, [Who::Chief.person(), Who::CenterManager.person()]);
}

#[test]
fn a_visit_is_of_the_day_at_a_window_and_names_who_served() {
    let play = Play::received(Matter::License, "2026-03-02 09:00");
    assert_eq!(served_by(&play.records, day("2026-03-02")), Ok(Who::Clerk.person()));
    let refused = |records: &[Recorded<case::Event>], on| {
        served_by(records, day(on)).map_err(|refusal| refusal.rule.id) == Err("rating.not_visited")
    };
    for other in ["2026-03-01", "2026-03-03"] {
        assert!(refused(&play.records, other), "the visit was on another day");
    }
    // Nobody stands before a desk without a window, nor before whoever takes in what the post brought.
    let mut records = play.records.clone();
    let Actor::Staff(staff) = &mut records[0].by else { panic!("a clerk") };
    let window = staff.window.take();
    assert!(refused(&records, "2026-03-02"));
    let Actor::Staff(staff) = &mut records[0].by else { panic!("a clerk") };
    staff.window = window;
    let case::Event::Received(received) = &mut records[0].event else { panic!("a receipt") };
    received.channel = Channel::Courier;
    assert!(refused(&records, "2026-03-02"));
}
