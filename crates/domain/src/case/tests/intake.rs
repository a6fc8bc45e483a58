//! 收件, and the answers before acceptance.

use crate::case::{
    Command, DocumentKind, Event, Holder, Late, MOST_PARTIES, MandateGiven, Mark, ObjectionOutcome, Owed,
    PaperForm, PartyGiven, PartyRole, PartySource, Receive, ScreenObjection, Stage, rules,
};
use crate::fixture::{Matter, Organ, Play, Who, at, day, demand, id, paper, party, reasons, text};
use crate::limits::{ClockKind, State};
use crate::record::Ground;
use crate::rule::Refusal;
use daowei_ident::ScreenId;

fn receive(now: &str, change: impl FnOnce(&mut Receive)) -> Result<Play, Refusal> {
    let mut play = Play::new(Some(Matter::License), now);
    let mut command = play.opening();
    change(&mut command);
    play.receive(&play.city.staff(Who::Clerk), command).map(|_| play)
}

fn late(slip: bool) -> Option<Late> {
    Some(Late {
        slip: slip.then(|| text("应急收件单第7号")),
        reason: text("停电期间以纸质收件单收件，今日补录"),
    })
}

#[test]
fn receiving_is_not_refused_for_what_the_papers_lack() {
    let play = receive("2026-03-02 09:00", |command| command.papers.clear()).expect("a receipt");
    assert_eq!(play.case().stage, Stage::Received);
}

#[test]
fn what_was_read_from_a_card_is_on_record_as_that_and_what_was_typed_says_nothing() {
    let of = |source| {
        let play = receive("2026-03-02 09:00", |command| {
            command.parties.iter_mut().for_each(|party| party.source = source);
        });
        let party = play.expect("a receipt").case().parties.first().cloned().expect("a party");
        (party.source, serde_json::to_value(party).expect("JSON").get("source").cloned())
    };
    assert_eq!(of(PartySource::Card), (PartySource::Card, Some("card".into())));
    assert_eq!(of(PartySource::Typed), (PartySource::Typed, None));
}

#[test]
fn receiving_is_not_refused_for_an_item_out_of_force_or_off_the_list() {
    let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
    for version in &mut play.city.items.get_mut(&Matter::License).expect("an item").versions {
        version.validity = version.validity.ended(day("2020-01-01"));
    }
    let command = play.opening();
    play.receive(&play.city.staff(Who::Clerk), command).expect("a receipt");
    assert_eq!(play.case().item_version, Some(1));

    let mut unlisted = Play::new(None, "2026-03-02 09:00");
    let command = unlisted.opening();
    unlisted.receive(&unlisted.city.staff(Who::Clerk), command).expect("a receipt");
    assert_eq!(unlisted.case().department, Organ::Market.id());
    assert_eq!(unlisted.case().item_name, "清单以外的申请");
    unlisted.done(Who::Clerk, Command::NotAccept { reasons: reasons() });
    assert_eq!(unlisted.case().stage, Stage::NotAccepted);
}

#[test]
fn an_assistant_receives_under_a_named_person_and_answers_for_nothing() {
    let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
    let assistant = play.city.staff(Who::Assistant);
    let command = play.opening();
    let ruling = play.receive(&assistant, command).expect("a receipt");
    assert_eq!(ruling.grant.ground, Ground::Assistance);
    let staff = play.records.first().and_then(|record| record.by.staff()).expect("a member of staff");
    assert_eq!(staff.responsible, Some(Who::CompositeClerk.person()));
    play.done(Who::Assistant, Command::RecordPapers(vec![paper("p2", PaperForm::Copy)]));
    for command in [Command::Accept, Command::NotAccept { reasons: reasons() }] {
        let refusal = play.act(Who::Assistant, command).expect_err("that is no help");
        assert_eq!(refusal.rule, &crate::authority::rules::CONTRACT_STAFF);
    }
}

#[test]
fn papers_that_come_after_hours_or_on_a_rest_day_count_on_the_next_working_day() {
    for (now, on) in [
        ("2026-03-06 18:30", "2026-03-09"),
        ("2026-03-07 10:00", "2026-03-09"),
        ("2026-03-06 09:00", "2026-03-06"),
    ] {
        let play = Play::received(Matter::License, now);
        assert_eq!(play.case().received_on, day(on), "received {now}");
        assert_eq!(play.case().received_at, at(now));
        assert_eq!(play.clock(ClockKind::Notification).start, day(on));
    }
}

#[test]
fn an_evening_is_dated_as_it_was_and_its_periods_begin_on_the_next_working_day() {
    // A Friday evening: the papers count as received on Monday.
    let mut play = Play::received(Matter::License, "2026-03-06 18:30");
    play.now = at("2026-03-06 19:00");
    play.done(Who::Clerk, Command::Accept);
    assert_eq!(play.case().acceptance.as_ref().map(|acceptance| acceptance.on), Some(day("2026-03-06")));
    assert_eq!(play.clock(ClockKind::Statutory).start, day("2026-03-09"));
    assert_eq!(play.clock(ClockKind::Promised).reckoning.due, day("2026-03-23"));

    // Corrections handed in on that evening, and accepted at once or on Tuesday.
    for (now, on) in [("2026-03-06 19:00", "2026-03-06"), ("2026-03-10 09:00", "2026-03-09")] {
        let mut play = Play::received(Matter::License, "2026-03-05 09:00");
        play.ask(vec![demand("p1", None)]).expect("told");
        play.now = at("2026-03-06 18:30");
        let met = play.case().unmet().map(|demand| demand.id).collect();
        play.done(Who::Clerk, Command::HandInCorrections { met, papers: Vec::new() });
        play.now = at(now);
        play.done(Who::Clerk, Command::Accept);
        let accepted = play.case().acceptance.as_ref().map(|acceptance| acceptance.on);
        assert_eq!(accepted, Some(day(on)), "accepted {now}");
        assert_eq!(play.clock(ClockKind::Statutory).start, day("2026-03-09"), "accepted {now}");
    }
}

#[test]
fn an_organ_that_is_no_more_leaves_its_cases_to_its_successor() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    let market = play.city.facts.departments.get_mut(&Organ::Market.id()).expect("an organ");
    market.successors = vec![Organ::Housing.id()];
    market.validity = market.validity.ended(day("2026-03-03"));
    play.now = at("2026-03-03 09:00");
    let refusal = play.act(Who::Clerk, Command::Accept).expect_err("the organ is no more");
    assert_eq!(refusal.rule, &crate::authority::rules::ORGAN_SUCCEEDED);
    let named = refusal.facts.get("successor").map(String::as_str);
    assert_eq!(named, Some("资阳市住房和城乡建设局"));
    play.done(Who::HousingChief, Command::Accept);
    let heir = play.city.staff(Who::HousingChief);
    let scope = crate::authority::Scope::of(&play.city.facts, &heir, day("2026-03-03"));
    assert!(scope.reaches(Organ::Market.id()), "the successor sees what it took over");
    assert!(
        !crate::authority::Scope::of(&play.city.facts, &heir, day("2026-03-02")).reaches(Organ::Market.id())
    );
}

#[test]
fn a_composite_window_takes_in_and_hands_out_and_says_nothing_in_a_departments_name() {
    let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
    let command = play.opening();
    play.receive(&play.city.staff(Who::CompositeClerk), command).expect("papers are taken in");
    for command in [
        Command::Accept,
        Command::NotAccept { reasons: reasons() },
        Command::RequestCorrection(vec![demand("p1", None)]),
        Command::Withdraw { form: text("申请人签名的撤回申请书"), files: Vec::new() },
    ] {
        let refusal = play.act(Who::CompositeClerk, command).expect_err("the department's own to say");
        assert_eq!(refusal.rule, &crate::authority::rules::COMPOSITE_WINDOW);
    }
    play.done(Who::Clerk, Command::Accept);
    play.serve(Who::CompositeClerk, DocumentKind::AcceptanceNotice, day("2026-03-02")).expect("handed out");
}

#[test]
fn what_the_list_has_not_is_received_at_the_center_too() {
    let mut play = Play::new(None, "2026-03-02 09:00");
    let command = play.opening();
    play.receive(&play.city.staff(Who::CompositeClerk), command).expect("receiving is never refused");
    assert_eq!(play.case().department, Organ::Center.id());
}

#[test]
fn what_was_typed_within_the_allowance_is_not_late() {
    let play = receive("2026-03-02 09:30", |command| command.received_at = at("2026-03-02 09:00"));
    assert_eq!(play.expect("a receipt").case().marks, Vec::<Mark>::new());
}

#[test]
fn slips_of_an_outage_within_one_working_day_are_kept_apart_from_other_late_entries() {
    for (outage, now, mark) in [
        (true, "2026-03-09 17:00", Mark::OutageEntry),
        (true, "2026-03-10 09:00", Mark::LateEntry),
        (false, "2026-03-09 17:00", Mark::LateEntry),
    ] {
        let play = receive(now, |command| {
            command.received_at = at("2026-03-06 10:00");
            command.late = late(outage);
        })
        .expect("a receipt");
        assert_eq!(play.case().marks, [mark], "outage {outage}, entered {now}");
        // The clocks run by the true time.
        assert_eq!(play.case().received_on, day("2026-03-06"));
        assert_eq!(play.clock(ClockKind::Notification).reckoning.due, day("2026-03-13"));
    }
}

#[test]
fn how_long_a_slip_of_an_outage_is_entered_is_a_setting() {
    let mut play = Play::new(Some(Matter::License), "2026-03-10 09:00");
    play.city.settings.outage_days = 2;
    let mut command = play.opening();
    command.received_at = at("2026-03-06 10:00");
    command.late = late(true);
    play.receive(&play.city.staff(Who::Clerk), command).expect("a receipt");
    assert_eq!(play.case().marks, [Mark::OutageEntry]);
}

/// An assistant once received papers of 400 days ago, without any: at once they were deemed accepted.
#[test]
fn contract_staff_enter_late_only_from_a_slip_of_yesterday() {
    let entered = |who, received_at: &str, slip| {
        let mut play = Play::new(Some(Matter::License), "2026-03-09 09:00");
        let mut command = play.opening();
        command.received_at = at(received_at);
        command.late = late(slip);
        play.receive(&play.city.staff(who), command)?;
        play.lapse();
        Ok::<_, Refusal>(play)
    };
    for (received_at, slip) in
        [("2025-02-03 09:00", false), ("2026-03-05 09:00", true), ("2026-03-06 09:00", false)]
    {
        let refusal = entered(Who::Assistant, received_at, slip).expect_err(received_at);
        assert_eq!(refusal.rule, &rules::LATE_CONTRACT_STAFF);
    }
    let play = entered(Who::Assistant, "2026-03-06 09:00", true).expect("a slip of the last working day");
    assert_eq!(play.case().marks, [Mark::OutageEntry]);
    // Art. 32(1)4 gives the acceptance to the applicant: formal staff who enter what did come answer for what silence did.
    // Not the clerk alone, though: what silence has accepted by now nobody reads any more.
    let refusal = entered(Who::Clerk, "2026-02-02 09:00", false).expect_err("beyond the five days");
    assert_eq!(refusal.rule, &rules::LATE_BEYOND);
    entered(Who::Clerk, "2026-03-02 09:00", false).expect("the fifth working day");
    let refusal = entered(Who::Clerk, "2026-02-27 09:00", false).expect_err("the sixth working day");
    assert_eq!(refusal.rule, &rules::LATE_BEYOND);
    let refusal = entered(Who::Chief, "2024-03-08 09:00", false).expect_err("longer ago than facts reach");
    assert_eq!(refusal.rule, &rules::LATE_TOO_OLD);
    entered(Who::Chief, "2024-03-11 09:00", false).expect("as long ago as facts reach");
    let play = entered(Who::Chief, "2026-02-02 09:00", false).expect("a late entry");
    assert!(play.case().acceptance.as_ref().is_some_and(|acceptance| acceptance.deemed));
    assert!(play.case().is_marked(Mark::LateEntry));
}

#[test]
fn an_entry_that_came_an_age_ago_is_answered_and_does_not_overflow() {
    let refusal = receive("2026-03-02 09:00", |command| command.received_at = jiff::Timestamp::MIN);
    assert_eq!(refusal.err().map(|refusal| refusal.rule), Some(&rules::LATE_UNEXPLAINED));
    let refusal = receive("2026-03-02 09:00", |command| {
        command.received_at = jiff::Timestamp::MIN;
        command.late = late(false);
    });
    assert_eq!(refusal.err().map(|refusal| refusal.rule), Some(&crate::limits::rules::CALENDAR_RANGE));
}

#[test]
fn each_answer_before_acceptance_ends_the_case_with_its_document() {
    let not_competent = Command::NotCompetent { organ: text("市公安局"), reasons: reasons() };
    for (command, stage, kind) in [
        (Command::NotRequired { reasons: reasons() }, Stage::NotRequired, DocumentKind::NotRequiredNotice),
        (not_competent, Stage::NotCompetent, DocumentKind::NotCompetentNotice),
        (Command::NotAccept { reasons: reasons() }, Stage::NotAccepted, DocumentKind::NonAcceptance),
    ] {
        let mut play = Play::received(Matter::License, "2026-03-02 09:00");
        let ruling = play.done(Who::Clerk, command);
        assert_eq!((play.case().stage, play.case().holder), (stage, Holder::Nobody));
        assert!(play.case().documents.contains_key(&play.document(kind)));
        let told = State::Ended { on: day("2026-03-02"), in_time: true };
        assert_eq!(play.clock(ClockKind::Notification).state, told);
        let remedies = ruling.events.iter().any(|event| match event {
            Event::NotRequired(e) => e.remedies.review_days == 60,
            Event::NotCompetent(e) => e.remedies.review_days == 60 && e.organ == text("市公安局").reference(),
            Event::NotAccepted(e) => e.remedies.review_days == 60,
            _ => false,
        });
        assert!(remedies, "{ruling:?}");
        play.serve(Who::Clerk, kind, day("2026-03-02")).expect("the applicant is told");
        play.done(Who::Clerk, Command::Archive { file: text("2026-0002"), pages: 8, retention_years: None });
        assert_eq!(play.case().stage, Stage::Archived);
    }
}

#[test]
fn papers_that_may_follow_or_be_promised_do_not_hold_up_acceptance() {
    let mut play = receive("2026-03-02 09:00", |command| {
        command.papers = vec![
            paper("p1", PaperForm::OriginalSeen),
            paper("p3", PaperForm::Promised),
            paper("p4", PaperForm::Promised),
        ];
    })
    .expect("a receipt");
    play.done(Who::Clerk, Command::Accept);
    for (who, step) in [(Who::Reviewer, "examine"), (Who::Reviewer, "verify"), (Who::Reviewer, "check")] {
        play.examine(who, step, crate::case::Verdict::Favor).expect("a step");
    }
    let refusal = play.decide(Who::Chief, crate::case::Outcome::Grant).expect_err("a paper is to follow");
    assert_eq!(refusal.rule, &rules::PAPERS_FOLLOW);
    assert_eq!(refusal.facts.get("papers").map(String::as_str), Some("设备清单"));
    play.done(Who::Clerk, Command::RecordPapers(vec![paper("p3", PaperForm::Copy)]));
    play.decide(Who::Chief, crate::case::Outcome::Grant).expect("the promise of the other one is enough");
}

#[test]
fn a_statutory_license_that_the_list_forgot_is_accepted_with_an_alert() {
    let play = Play::accepted(Matter::Statute, "2026-03-02 09:00");
    assert!(play.case().is_marked(Mark::ListForgot));
    assert_eq!(play.case().owed, Vec::<Owed>::new());
}

#[test]
fn the_version_in_force_at_acceptance_is_pinned() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    let item = play.city.items.get(&Matter::License).cloned().expect("an item");
    let mut content = Matter::License.content();
    content.promised_limit.as_mut().expect("a limit").length = crate::limits::Length::working_days(7);
    let command = crate::catalog::Command::RecordVersion {
        origin: crate::catalog::Origin::Founding { document: "资府发〔2026〕2号".to_owned() },
        validity: crate::organization::Validity::since(day("2026-03-03")),
        content: Box::new(content),
    };
    let events = crate::catalog::decide(&item, command).expect("a version");
    let item = events.iter().fold(Some(item), crate::catalog::Item::apply).expect("an item");
    play.city.items.insert(Matter::License, item);
    play.now = at("2026-03-03 09:00");
    play.done(Who::Clerk, Command::Accept);
    assert_eq!(play.case().item_version, Some(2));
    assert_eq!(play.clock(ClockKind::Promised).amount, 7);
}

#[test]
fn a_refusal_leaves_nothing_behind() {
    let play = Play::received(Matter::License, "2026-03-02 09:00");
    let before = play.case().clone();
    let mut after = play.clone();
    assert!(after.act(Who::Assistant, Command::Accept).is_err());
    assert_eq!(after.case(), &before);
    assert_eq!(after.records.len(), play.records.len());
}

#[test]
fn what_the_applicant_brings_beyond_the_list_is_taken_in_and_not_demanded() {
    let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
    let mut command = play.opening();
    command.unlisted = Some(text("房屋租赁合同复印件一份"));
    play.receive(&play.city.staff(Who::Clerk), command).expect("receiving is never refused");
    assert_eq!(play.case().unlisted.as_ref().map(|words| words.length), Some(11));
    play.done(Who::Clerk, Command::Accept);
}

#[test]
fn at_the_wrong_counter_papers_are_received_as_what_they_are_called_and_shown_on() {
    let mut play = Play::new(None, "2026-03-02 09:00");
    let mut command = play.opening();
    command.matter = Some(text("建筑工程施工许可"));
    play.receive(&play.city.staff(Who::Clerk), command).expect("receiving is never refused");
    assert_eq!(play.case().department, Organ::Market.id());
    let organ = text("资阳市住房和城乡建设局");
    play.done(Who::Clerk, Command::NotCompetent { organ, reasons: reasons() });
}

#[test]
fn an_agent_acts_while_his_mandate_holds_and_papers_are_received_all_the_same() {
    let mandate = |from: &str, to: Option<&str>| MandateGiven {
        scope: text("代为提交申请材料、签收文书"),
        from: day(from),
        to: to.map(day),
        paper: text("授权委托书原件一份"),
    };
    let received = |given: MandateGiven| {
        receive("2026-03-02 09:00", |command| {
            let mut agent = party(2, PartyRole::Agent);
            agent.mandate = Some(given);
            command.parties.push(agent);
        })
    };
    let put_right = |play: &mut Play| {
        let by = party(2, PartyRole::Agent).id;
        let what = text("申请书第二页漏填的联系电话");
        play.act(Who::Clerk, Command::PutRight { what, by, paper: None })
            .map(drop)
            .map_err(|refusal| refusal.rule)
    };
    // The last day counts; the day after it does not.
    let mut play = received(mandate("2026-03-01", Some("2026-03-03"))).expect("received");
    assert!(!play.case().is_marked(Mark::MandateOver));
    play.now = at("2026-03-03 17:00");
    assert_eq!(put_right(&mut play), Ok(()));
    play.now = at("2026-03-04 09:00");
    assert_eq!(put_right(&mut play), Err(&rules::MANDATE_OVER));
    // Receiving is never refused: that it is over is seen.
    let mut over = received(mandate("2026-01-01", Some("2026-02-28"))).expect("received");
    assert!(over.case().is_marked(Mark::MandateOver));
    assert_eq!(put_right(&mut over), Err(&rules::MANDATE_OVER));
    let mut open = received(mandate("2026-03-01", None)).expect("received");
    open.now = at("2026-03-05 09:00");
    assert_eq!(put_right(&mut open), Ok(()));
    for wrong in [
        mandate("2026-03-02", Some("2026-03-01")),
        MandateGiven { scope: text(" "), ..mandate("2026-03-01", None) },
        MandateGiven { paper: text(""), ..mandate("2026-03-01", None) },
    ] {
        assert_eq!(received(wrong).err().map(|refusal| refusal.rule), Some(&rules::MANDATE));
    }
    let applicants = receive("2026-03-02 09:00", |command| {
        if let Some(applicant) = command.parties.first_mut() {
            applicant.mandate = Some(mandate("2026-03-01", None));
        }
    });
    assert_eq!(applicants.err().map(|refusal| refusal.rule), Some(&rules::MANDATE));
}

#[test]
fn a_new_mandate_lets_an_agent_act_again_whose_old_one_is_over() {
    let mandate = |from: &str, to: Option<&str>| MandateGiven {
        scope: text("代为提交申请材料、签收文书"),
        from: day(from),
        to: to.map(day),
        paper: text("授权委托书原件一份"),
    };
    let agent = party(2, PartyRole::Agent).id;
    let mut play = receive("2026-03-02 09:00", |command| {
        let mut agent = party(2, PartyRole::Agent);
        agent.mandate = Some(mandate("2026-01-01", Some("2026-02-28")));
        command.parties.push(agent);
    })
    .expect("received");
    let what = text("申请书第二页漏填的联系电话");
    let put_right = Command::PutRight { what, by: agent, paper: None };
    let rule = |play: &mut Play, command| play.act(Who::Clerk, command).err().map(|refusal| refusal.rule);
    let record = |party, given| Command::RecordMandate { party, given, same: false, reasons: None };
    assert_eq!(rule(&mut play, put_right.clone()), Some(&rules::MANDATE_OVER));
    // What is over today, or only begins tomorrow, is no mandate to act on.
    for (from, to) in [("2026-01-01", Some("2026-03-01")), ("2026-03-03", None)] {
        let given = mandate(from, to);
        assert_eq!(rule(&mut play, record(agent, given)), Some(&rules::MANDATE_OVER), "{from}");
    }
    let applicant = play.case().applicant().expect("an applicant").id;
    let open = || mandate("2026-03-02", None);
    assert_eq!(rule(&mut play, record(applicant, open())), Some(&rules::MANDATE), "he acts for himself");
    let nobody = crate::fixture::id(daowei_ident::PartyId::from_parts, 77);
    assert_eq!(rule(&mut play, record(nobody, open())), Some(&rules::PARTY_UNKNOWN));
    assert!(play.case().is_marked(Mark::MandateOver));
    assert_eq!(rule(&mut play, record(agent, mandate("2026-03-02", Some("2026-03-03")))), None);
    assert!(!play.case().is_marked(Mark::MandateOver), "he may act, and nobody is sent away");
    assert_eq!(rule(&mut play, put_right.clone()), None);
    play.now = at("2026-03-04 09:00");
    assert_eq!(rule(&mut play, put_right), Some(&rules::MANDATE_OVER), "the new one ends as well");
}

#[test]
fn the_days_of_a_mandate_are_of_this_time() {
    let given = |from: &str, to: Option<&str>| {
        let (scope, paper) = (text("代为提交申请材料"), text("授权委托书原件一份"));
        MandateGiven { scope, from: day(from), to: to.map(day), paper }
    };
    let received = |from: &str, to: Option<&str>| {
        let agent = PartyGiven { mandate: Some(given(from, to)), ..party(2, PartyRole::Agent) };
        receive("2026-03-02 09:00", |command| command.parties.push(agent)).err().map(|refusal| refusal.rule)
    };
    let added = |from: &str, to: Option<&str>| {
        let agent = PartyGiven { mandate: Some(given(from, to)), ..party(7, PartyRole::Agent) };
        let mut play = receive("2026-03-02 09:00", |_| ()).expect("received");
        play.act(Who::Clerk, Command::AddAgent { agent, known: false }).err().map(|refusal| refusal.rule)
    };
    for (from, to) in [
        ("-009999-01-01", None),
        ("1907-01-01", None),
        ("1926-03-01", Some("2026-12-31")),
        ("2026-03-01", Some("2126-03-03")),
        ("2026-03-01", Some("9999-12-31")),
    ] {
        assert_eq!(received(from, to), Some(&rules::MANDATE_DAYS), "{from} {to:?}");
        assert_eq!(added(from, to), Some(&rules::MANDATE_DAYS), "{from} {to:?}");
    }
    assert_eq!(received("9999-12-31", None), Some(&rules::MANDATE_DAYS));
    assert_eq!(received("2026-03-02", Some("2026-03-01")), Some(&rules::MANDATE), "ended before it began");
    for (from, to) in [("1926-03-02", None), ("2026-03-01", Some("2126-03-02"))] {
        assert_eq!(received(from, to), None, "{from} {to:?}");
        assert_eq!(added(from, to), None, "{from} {to:?}");
    }
}

#[test]
fn a_mandate_that_holds_gives_way_for_a_reason_that_is_told() {
    let mandate = |scope: &str, from: &str| MandateGiven {
        scope: text(scope),
        from: day(from),
        to: None,
        paper: text("授权委托书原件一份"),
    };
    let agent = party(2, PartyRole::Agent).id;
    let mut play = receive("2026-03-02 09:00", |command| {
        let mut agent = party(2, PartyRole::Agent);
        agent.mandate = Some(mandate("代为提交申请材料", "2026-03-01"));
        command.parties.push(agent);
    })
    .expect("received");
    let rule = |play: &mut Play, command| play.act(Who::Clerk, command).err().map(|refusal| refusal.rule);
    let wider = || mandate("代为提交申请材料、签收文书", "2026-03-02");
    let record = |reasons: Option<&str>| Command::RecordMandate {
        party: agent,
        given: wider(),
        same: false,
        reasons: reasons.map(text),
    };
    assert_eq!(rule(&mut play, record(None)), Some(&rules::MANDATE_HOLDS));
    assert_eq!(rule(&mut play, record(Some(" "))), Some(&rules::MANDATE_HOLDS));
    assert_eq!(rule(&mut play, record(Some("换"))), Some(&rules::REASONS_SHORT));
    assert_eq!(play.case().parties[1].mandate.as_ref().map(|held| held.from), Some(day("2026-03-01")));
    let why = "申请人取消原委托，另行委托签收文书";
    let done = play.act(Who::Clerk, record(Some(why))).expect("recorded");
    let told = done.events.iter().find_map(|event| match event {
        crate::case::Event::MandateRecorded(e) => e.reasons.as_ref(),
        _ => None,
    });
    assert_eq!(told, Some(&text(why).reference()), "the event says why");
    assert_eq!(play.case().parties[1].mandate.as_ref().map(|held| held.from), Some(day("2026-03-02")));
}

#[test]
fn somebody_new_acts_for_the_applicant_by_a_mandate_that_holds_today() {
    let mut play = receive("2026-03-02 09:00", |_| ()).expect("received");
    let given = |role, to: &str| {
        let (scope, paper) = (text("代为领取文书"), text("授权委托书原件一份"));
        let mandate = MandateGiven { scope, from: day("2026-03-01"), to: Some(day(to)), paper };
        PartyGiven { mandate: Some(mandate), ..party(7, role) }
    };
    let rule = |play: &mut Play, agent, known| {
        play.act(Who::Clerk, Command::AddAgent { agent, known }).err().map(|refusal| refusal.rule)
    };
    let mandated = || given(PartyRole::Agent, "2026-12-31");
    assert_eq!(rule(&mut play, mandated(), true), Some(&rules::AGENT_KNOWN));
    let over = given(PartyRole::Agent, "2026-03-01");
    assert_eq!(rule(&mut play, over, false), Some(&rules::MANDATE_OVER));
    let interested = given(PartyRole::Interested, "2026-12-31");
    assert_eq!(rule(&mut play, interested, false), Some(&rules::MANDATE), "who acts for nobody");
    let bare = || party(7, PartyRole::Agent);
    assert_eq!(rule(&mut play, bare(), false), Some(&rules::MANDATE), "on whose word?");
    // Without a mandate nobody learns whose number is on record.
    assert_eq!(rule(&mut play, bare(), true), Some(&rules::MANDATE));
    assert_eq!(rule(&mut play, mandated(), false), None);
    let by = mandated().id;
    assert_eq!(play.case().parties.last().map(|party| party.id), Some(by));
    let what = text("申请书第二页漏填的联系电话");
    play.done(Who::Clerk, Command::PutRight { what, by, paper: None });
}

#[test]
fn a_case_has_as_many_parties_as_a_receipt_takes() {
    let crowd = |command: &mut Receive| {
        command.parties.extend((2..20).map(|number| party(number, PartyRole::Interested)));
    };
    let mut play = receive("2026-03-02 09:00", crowd).expect("received");
    assert_eq!(play.case().parties.len(), MOST_PARTIES - 1);
    let agent = |number| {
        let (scope, paper) = (text("代为领取文书"), text("授权委托书原件一份"));
        let mandate = MandateGiven { scope, from: day("2026-03-01"), to: None, paper };
        let agent = PartyGiven { mandate: Some(mandate), ..party(number, PartyRole::Agent) };
        Command::AddAgent { agent, known: false }
    };
    play.act(Who::Clerk, agent(50)).expect("one more");
    let refused = play.act(Who::Clerk, agent(51)).err().map(|refusal| refusal.rule);
    assert_eq!(refused, Some(&rules::PARTIES_TOO_MANY));
}

#[test]
fn what_was_said_to_be_wrong_is_shown_anew_or_gone_on_with_knowingly_and_is_on_record() {
    let said = |outcome| ScreenObjection {
        screen: id(ScreenId::from_parts, 1),
        at: at("2026-03-02 08:50"),
        words: Some(text("电话不对").reference()),
        outcome,
    };
    let received = |outcome, despite_objection| {
        let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
        let command = Receive { objections: vec![said(outcome)], despite_objection, ..play.opening() };
        play.receive(&play.city.staff(Who::Clerk), command)
    };
    let refused = received(ObjectionOutcome::Despite, false).err().map(|refusal| refusal.rule);
    assert_eq!(refused, Some(&rules::RECEIVE_OBJECTED));
    for (outcome, despite) in [
        (ObjectionOutcome::Despite, true),
        (ObjectionOutcome::ShownAnew, false),
        (ObjectionOutcome::Confirmed, false),
    ] {
        let events = received(outcome, despite).expect("received").events;
        let told = events.iter().find_map(|event| match event {
            Event::Received(event) => Some(event.objections.clone()),
            _ => None,
        });
        assert_eq!(told, Some(vec![said(outcome)]));
    }
}
