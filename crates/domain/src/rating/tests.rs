//! Tests of this room.

use daowei_ident::{EnquiryId, RatingId};

use super::{FollowUp, Level, Rate, Rating, Subject, Visit, follow_up, rate};
use crate::fixture::{City, Organ, Who, day, id, text};

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
