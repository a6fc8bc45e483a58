//! 更正: what stands on the deed is what stood on record; nobody becomes somebody else.

use crate::case::{
    Channel, Command, Correction, Datum, DocumentKind, Outcome, PartyCorrection, PartyKind, PartyRecord,
    Slip, Stage, rules,
};
use crate::fixture::{Matter, Play, Who, correction, day, party_record, reasons, text};
use crate::rule::Rule;

fn deed(target: Correction, old: &str, new: &str) -> Command {
    let (subject, old, new) = (text("申请人联系电话"), text(old), text(new));
    Command::Correct { target, subject, old, new, reasons: reasons() }
}

fn refused(play: &mut Play, command: Command) -> Option<&'static Rule> {
    play.act(Who::Chief, command).err().map(|refusal| refusal.rule)
}

fn accepted() -> Play {
    Play::accepted(Matter::License, "2026-03-02 09:00")
}

fn phone(record: &mut PartyRecord) {
    record.phone = Some("028-26110002".parse().expect("a telephone"));
}

#[test]
fn a_corrected_party_gets_a_second_version_and_keeps_the_first() {
    let mut play = accepted();
    play.done(Who::Chief, deed(correction(1, phone), "028-26110001", "028-26110002"));
    let case = play.case();
    assert_eq!((case.parties.len(), case.applicant().map(|applicant| applicant.version)), (1, Some(2)));
    let first = play.records.iter().find_map(|record| match &record.event {
        crate::case::Event::Received(received) => received.parties.first().map(|party| party.version),
        _ => None,
    });
    assert_eq!(first, Some(1));
}

#[test]
fn old_and_new_on_the_deed_are_what_the_record_says() {
    for (old, new) in [("完全不存在的旧值", "028-26110002"), ("028-26110001", "另一个值")] {
        let command = deed(correction(1, phone), old, new);
        assert_eq!(refused(&mut accepted(), command), Some(&rules::CORRECTION_DIFFERS));
    }
    let address = |record: &mut PartyRecord| {
        record.address = Some("资阳市雁江区乙路1号".parse().expect("an address"));
    };
    let command = |old| deed(correction(1, address), old, "资阳市雁江区乙路1号");
    assert_eq!(refused(&mut accepted(), command("资阳市雁江区甲路1号")), Some(&rules::CORRECTION_DIFFERS));
    accepted().done(Who::Chief, command("无"));
}

#[test]
fn one_deed_corrects_one_datum() {
    let both = |record: &mut PartyRecord| {
        phone(record);
        record.name = "资阳市示例餐饮管理有限公司".parse().expect("a name");
    };
    let command = deed(correction(1, both), "028-26110001", "028-26110002");
    assert_eq!(refused(&mut accepted(), command), Some(&rules::CORRECTION_ONE_DATUM));
    let command = deed(correction(1, |_| ()), "028-26110001", "028-26110002");
    assert_eq!(refused(&mut accepted(), command), Some(&rules::CORRECTION_SAME));
}

/// A natural person and the same with another record.
fn person(change: impl FnOnce(&mut PartyRecord)) -> (Play, Correction) {
    let record = PartyRecord {
        kind: PartyKind::Person,
        name: "张某".parse().expect("a name"),
        id_kind: daowei_ident::IdKind::Passport,
        id_number: "E12345678".parse().expect("a number"),
        ..party_record()
    };
    let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
    let mut command = play.opening();
    let given = command.parties.first_mut().expect("an applicant");
    (given.kind, given.public_name) = (PartyKind::Person, None);
    let given = given.clone();
    play.receive(&play.city.staff(Who::Clerk), command).expect("papers are received");
    let mut becomes = record.clone();
    change(&mut becomes);
    (
        play,
        Correction::Party(Box::new(PartyCorrection {
            given,
            was: Some(record.clone()),
            first: Some(record),
            becomes,
        })),
    )
}

#[test]
fn nobody_becomes_somebody_else() {
    let (mut play, target) = person(|record| record.id_number = "E12345679".parse().expect("a number"));
    play.done(Who::Chief, deed(target, "E12345678", "E12345679"));
    let others: [fn(&mut PartyRecord); 3] = [
        |record| record.id_number = "G98765432".parse().expect("a number"),
        |record| record.id_kind = daowei_ident::IdKind::HouseholdRegister,
        |record| record.kind = PartyKind::Organization,
    ];
    for other in others {
        let (mut play, target) = person(other);
        let command = deed(target, "E12345678", "G98765432");
        assert_eq!(refused(&mut play, command), Some(&rules::CORRECTION_IDENTITY));
    }
    // A slip in the number and another name at once are two data, and so nobody's slip.
    let (mut play, target) = person(|record| {
        record.name = "李某".parse().expect("a name");
        record.id_number = "E12345679".parse().expect("a number");
    });
    let command = deed(target, "E12345678", "E12345679");
    assert_eq!(refused(&mut play, command), Some(&rules::CORRECTION_ONE_DATUM));
}

#[test]
fn the_name_of_a_natural_person_is_never_public() {
    let (mut play, target) = person(|record| record.name = "张谋".parse().expect("a name"));
    let Correction::Party(mut correction) = target else { panic!("a party") };
    correction.given.public_name = Some("张谋".to_owned());
    play.done(Who::Chief, deed(Correction::Party(correction), "张某", "张谋"));
    assert_eq!(play.case().applicant().and_then(|applicant| applicant.public_name.clone()), None);
}

#[test]
fn a_corrected_document_names_its_deed_and_says_what_is_corrected() {
    let mut play = Play::sealed(Matter::License, "2026-03-02 09:00");
    let document = play.document(DocumentKind::GrantDecision);
    let target = |written: &[&str]| Correction::Document {
        document,
        written: written.iter().map(|words| (*words).to_owned()).collect(),
        slips: Vec::new(),
    };
    for written in [&[][..], &["经营场所：甲路1号"]] {
        let command = deed(target(written), "丙路3号", "乙路2号");
        assert_eq!(refused(&mut play, command), Some(&rules::CORRECTION_PRINTED));
    }
    play.done(Who::Chief, deed(target(&["经营场所：甲路\n1号"]), "甲路1号", "乙路2号"));
    let deed = play.document(DocumentKind::CorrectionDeed);
    assert_eq!(play.case().documents[&document].corrected_by, [deed]);
    assert_eq!(play.case().stage, Stage::Sealed);
}

#[test]
fn what_the_program_has_printed_is_no_slip_and_a_slip_is_short() {
    let mut play = Play::sealed(Matter::License, "2026-03-02 09:00");
    let document = play.document(DocumentKind::GrantDecision);
    let target =
        |words: &str| Correction::Document { document, written: vec![words.to_owned()], slips: Vec::new() };
    let reason = "经审查，申请材料齐全，符合法定条件。".to_owned();
    for printed in ["准予", "六十日内", "资阳市人民政府", "2026年3月2日"] {
        let command = deed(target(&reason), printed, "不予");
        assert_eq!(refused(&mut play, command), Some(&rules::CORRECTION_PRINTED), "{printed}");
    }
    let long = "甲".repeat(31);
    for (old, new) in [(long.as_str(), "乙"), ("符合", long.as_str())] {
        let command = deed(target(&format!("{reason}{long}")), old, new);
        assert_eq!(refused(&mut play, command), Some(&rules::CORRECTION_LONG));
    }
}

/// The reasons of a decision, and what deeds that stand have put right in them.
fn of_reasons(written: &str, before: &[(&str, &str)], old: &str, new: &str) -> Option<&'static Rule> {
    let mut play = Play::sealed(Matter::License, "2026-03-02 09:00");
    let document = play.document(DocumentKind::GrantDecision);
    let slips = before.iter().map(|(old, new)| Slip { old: (*old).to_owned(), new: (*new).to_owned() });
    let written = vec![written.to_owned()];
    refused(&mut play, deed(Correction::Document { document, written, slips: slips.collect() }, old, new))
}

#[test]
fn exchanging_the_reasons_is_a_new_decision_and_no_slip() {
    let why = "经营场所距学校不足五十米，不符合规定";
    let turns = Some(&rules::CORRECTION_TURNS);
    let rewrites = Some(&rules::CORRECTION_REWRITES);
    for (old, new, rule) in [
        ("不符合规定", "符合规定", turns),
        ("经营场所距学校不足五十米", "申请材料系伪造", turns),
        ("经营场所距学校", "经营场所的卫生设施", rewrites),
        // Half of the passage at most: what stands around it is quoted.
        ("校", "堂", rewrites),
        ("距学校", "距学堂", None),
        // The full stop stands on the paper, and nobody wrote it.
        ("不符合规定。", "不符合规程。", None),
        ("不符合\n规定", "不符合规程", None),
    ] {
        assert_eq!(of_reasons(why, &[], old, new), rule, "{old} {new}");
    }
}

#[test]
fn a_text_is_put_right_as_the_deeds_before_have_it() {
    let why = "经营场所距学校五十米以内，面积八十平方米";
    let before = [("距学校", "距小学")];
    assert_eq!(of_reasons(why, &before, "距小学", "距中学"), None);
    assert_eq!(of_reasons(why, &before, "距学校", "距中学"), Some(&rules::CORRECTION_PRINTED));
    // One slip after another does not rewrite it.
    let before = [("距学校", "距中心"), ("五十米以内", "六十丈以内")];
    assert_eq!(of_reasons(why, &before, "面积八十", "容积九十"), Some(&rules::CORRECTION_REWRITES));
    assert_eq!(of_reasons(why, &before, "六十丈以内", "五十米以内"), None, "back to what it was");
}

#[test]
fn one_slip_after_another_makes_nobody_else() {
    let first = |record: &mut PartyRecord| record.id_number = "E12345678".parse().expect("a number");
    // What stands on record now is one slip away already.
    let steps: [(&str, &str, bool); 3] = [
        ("E12345679", "E12345678", true),
        ("E12345679", "E12345699", false),
        ("E12345679", "E12345670", true),
    ];
    for (says, becomes, fine) in steps {
        let (mut play, target) = person(|record| record.id_number = becomes.parse().expect("a number"));
        let Correction::Party(mut correction) = target else { panic!("a party") };
        correction.first = correction.was.clone();
        correction.first.as_mut().map(first);
        if let Some(was) = &mut correction.was {
            was.id_number = says.parse().expect("a number");
        }
        let command = deed(Correction::Party(correction), says, becomes);
        assert_eq!(refused(&mut play, command), (!fine).then_some(&rules::CORRECTION_IDENTITY), "{becomes}");
    }
}

#[test]
fn another_name_is_another_person() {
    for (name, fine) in [("张谋", true), ("张某某", true), ("钱别人", false), ("李四", false)] {
        let (mut play, target) = person(|record| record.name = name.parse().expect("a name"));
        let command = deed(target, "张某", name);
        assert_eq!(refused(&mut play, command), (!fine).then_some(&rules::CORRECTION_IDENTITY), "{name}");
    }
}

#[test]
fn a_datum_of_the_case_is_corrected_in_the_record_itself() {
    let channel = Correction::Datum { datum: Datum::Channel, says: None };
    let mut play = accepted();
    let command = deed(channel.clone(), "邮寄", "网上");
    assert_eq!(refused(&mut play, command), Some(&rules::CORRECTION_DIFFERS));
    let command = deed(channel.clone(), "窗口", "传真");
    assert_eq!(refused(&mut play, command), Some(&rules::CORRECTION_UNREADABLE));
    play.done(Who::Chief, deed(channel, "窗口", "网上"));
    assert_eq!(play.case().channel, Channel::Web);
}

#[test]
fn number_and_date_of_a_reply_are_corrected_within_what_can_be_true() {
    let mut play = Play::examined(Matter::Government, "2026-03-02 09:00");
    let date = |new| deed(Correction::Datum { datum: Datum::ReplyDate, says: None }, "2026-03-02", new);
    assert_eq!(refused(&mut play, date("2026-03-03")), Some(&rules::CORRECTION_DIFFERS));
    play.done(Who::Chief, Command::SubmitUpward { to: text("资阳市人民政府"), opinion: reasons() });
    let (outcome, number, on) = (Outcome::Grant, text("资府函〔2026〕8号"), day("2026-03-02"));
    play.done(
        Who::Chief,
        Command::RecordReply { outcome, number, on, recourse: Some(crate::fixture::recourse()) },
    );
    for (new, rule) in [
        ("2026-03-01", &rules::REPLY_DATE),
        ("2026-03-03", &rules::REPLY_DATE),
        ("三月", &rules::CORRECTION_UNREADABLE),
    ] {
        assert_eq!(refused(&mut play, date(new)), Some(rule));
    }
    play.now = crate::fixture::at("2026-03-04 09:00");
    play.done(Who::Chief, date("2026-03-03"));
    let says = Some("资府函〔2026〕8号".to_owned());
    let number = Correction::Datum { datum: Datum::ReplyNumber, says };
    play.done(Who::Chief, deed(number, "资府函〔2026〕8号", "资府函〔2026〕9号"));
    let reply = play.case().reply().expect("a reply");
    assert_eq!((reply.on, &reply.number), (day("2026-03-03"), &text("资府函〔2026〕9号").reference()));
}

#[test]
fn what_the_list_has_not_is_called_otherwise() {
    let mut play = Play::new(None, "2026-03-02 09:00");
    let command = play.opening();
    let says = command.matter.as_ref().map(|matter| matter.words().to_owned());
    play.receive(&play.city.staff(Who::Clerk), command).expect("papers are received");
    let old = says.clone().expect("a matter");
    // No letter covers what is on no list.
    play.done(
        Who::Principal,
        deed(Correction::Datum { datum: Datum::Matter, says }, &old, "代理记账机构备案"),
    );
    assert_eq!(play.case().matter, Some(text("代理记账机构备案").reference()));
}
