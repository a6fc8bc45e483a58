//! 材料文件: a case takes over what its actor has sent, and keeps it; held originals go back once.

use daowei_ident::{FileId, PartyId};

use crate::case::{
    Case, Command, ConfirmService, DocumentKind, FileOf, PaperForm, PaperGiven, Receive, SealKind, Service,
    ServiceGiven, rules,
};
use crate::file::rules as file_rules;
use crate::fixture::{Matter, Play, Who, confirms, day, handed, id, paper, reasons, text};

fn scan(paper: &str, files: Vec<FileId>) -> Command {
    Command::ScanPaper { paper: Some(paper.to_owned()), files }
}

fn back(papers: &[&str], recipient: &str) -> Command {
    let papers = papers.iter().map(|paper| (*paper).to_owned()).collect();
    Command::ReturnOriginals { papers, recipient: text(recipient) }
}

fn of(case: &Case) -> Vec<(FileId, FileOf)> {
    case.files.iter().map(|kept| (kept.file.file, kept.of.clone())).collect()
}

#[test]
fn files_come_with_the_papers_and_after_them() {
    let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
    let (first, second, third) = (play.sent(1), play.sent(2), play.sent(3));
    let mut opening = play.opening();
    opening.papers[0].files = vec![first];
    let line = opening.papers[0].paper.clone();
    play.receive(&play.city.staff(Who::Clerk), opening).expect("a receipt");
    play.done(Who::Assistant, scan(&line, vec![second]));
    let again = PaperGiven { files: vec![third], ..paper(&line, PaperForm::OriginalTaken) };
    play.done(Who::Clerk, Command::RecordPapers(vec![again]));
    let paper = FileOf::Paper(line);
    let expected = [(first, paper.clone()), (second, paper.clone()), (third, paper)];
    assert_eq!(of(play.case()), expected, "a line that is written over keeps its files");
}

#[test]
fn a_file_is_taken_once_and_from_its_sender() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    let known = play.sent(1);
    let rule = |play: &mut Play, command| play.act(Who::Clerk, command).err().map(|refusal| refusal.rule);
    let missing = id(FileId::from_parts, 9);
    assert_eq!(rule(&mut play, scan("p1", vec![missing])), Some(&file_rules::UNKNOWN));
    assert_eq!(rule(&mut play, scan("p1", vec![known, known])), Some(&file_rules::UNKNOWN));
    let twice = ["p1", "p2"]
        .map(|line| PaperGiven { files: vec![known], ..paper(line, PaperForm::OriginalTaken) })
        .to_vec();
    assert_eq!(rule(&mut play, Command::RecordPapers(twice)), Some(&file_rules::UNKNOWN));
    assert!(play.case().files.is_empty());
    play.done(Who::Clerk, scan("p1", vec![known]));
}

#[test]
fn a_line_has_room_for_so_many_files() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    play.city.settings.paper_files = 2;
    let files = [1, 2, 3].map(|number| play.sent(number));
    play.done(Who::Clerk, scan("p1", files[..2].to_vec()));
    let refusal = play.act(Who::Clerk, scan("p1", files[2..].to_vec())).expect_err("a third one");
    assert_eq!(refusal.rule, &file_rules::TOO_MANY);
    play.done(Who::Clerk, scan("p2", files[2..].to_vec()));
}

#[test]
fn what_came_beyond_the_list_has_files_where_the_receipt_names_it() {
    let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
    let (first, second) = (play.sent(1), play.sent(2));
    let clerk = play.city.staff(Who::Clerk);
    let beyond = |play: &Play, words: &str| Receive {
        unlisted: Some(text(words)),
        unlisted_files: vec![first],
        ..play.opening()
    };
    let unnamed = beyond(&play, " ");
    assert_eq!(play.receive(&clerk, unnamed).expect_err("nobody says what it is").rule, &rules::SCAN_UNNAMED);
    let mut twice = beyond(&play, "房屋租赁合同");
    twice.papers[0].files = vec![first];
    assert_eq!(play.receive(&clerk, twice).expect_err("of one paper").rule, &file_rules::UNKNOWN);
    play.city.settings.paper_files = 1;
    let mut many = beyond(&play, "房屋租赁合同");
    many.unlisted_files.push(second);
    assert_eq!(play.receive(&clerk, many).expect_err("two of them").rule, &file_rules::TOO_MANY);
    let named = beyond(&play, "房屋租赁合同");
    play.receive(&clerk, named).expect("a receipt");
    assert_eq!(of(play.case()), [(first, FileOf::Unlisted)]);
    let full = Command::ScanPaper { paper: None, files: vec![second] };
    assert_eq!(play.act(Who::Clerk, full.clone()).expect_err("a second one").rule, &file_rules::TOO_MANY);
    play.city.settings.paper_files = 2;
    play.done(Who::Assistant, full);
    assert_eq!(of(play.case()), [(first, FileOf::Unlisted), (second, FileOf::Unlisted)]);
}

#[test]
fn an_application_on_no_list_has_files() {
    let mut play = Play::new(None, "2026-03-02 09:00");
    let (first, second) = (play.sent(1), play.sent(2));
    let opening = Receive { unlisted_files: vec![first], ..play.opening() };
    play.receive(&play.city.staff(Who::Clerk), opening).expect("a receipt");
    play.done(Who::Clerk, Command::ScanPaper { paper: None, files: vec![second] });
    let both = [(first, FileOf::Unlisted), (second, FileOf::Unlisted)];
    assert_eq!(of(play.case()), both);
}

#[test]
fn a_confirmation_of_service_is_scanned_once_it_is_signed_and_while_it_stands() {
    let mut play = Play::new(Some(Matter::License), "2026-03-02 09:00");
    let opening = Receive { service: Some(confirms(1, Service::Mail)), ..play.opening() };
    play.receive(&play.city.staff(Who::Clerk), opening).expect("a receipt");
    let document = play.document(DocumentKind::ServiceConfirmation);
    let file = play.sent(1);
    let scan = Command::ScanConfirmation { document, file };
    let refused = |play: &mut Play| play.act(Who::Clerk, scan.clone()).err().map(|refusal| refusal.rule);
    assert_eq!(refused(&mut play), Some(&rules::SCAN_CONFIRMATION), "nobody has signed it");
    let by = id(PartyId::from_parts, 1);
    play.done(Who::Clerk, Command::SignConfirmation { document, by });
    let mut later = play.clone();
    let change = ConfirmService { reasons: Some(reasons()), ..confirms(1, Service::Direct) };
    later.done(Who::Clerk, Command::ConfirmService(change));
    assert_eq!(refused(&mut later), Some(&rules::SCAN_CONFIRMATION), "another one stands");
    play.done(Who::Assistant, scan.clone());
    assert_eq!(of(play.case()), [(file, FileOf::Document(document))]);
}

#[test]
fn what_was_signed_by_hand_is_scanned_back_once_it_bears_its_seal() {
    let mut play = Play::decided(Matter::License, "2026-03-02 09:00");
    let document = play.document(DocumentKind::GrantDecision);
    let file = play.sent(1);
    let scanned = Command::ScanSigned { document, file, reasons: None };
    let refusal = play.act(Who::Chief, scanned.clone()).expect_err("it bears no seal yet");
    assert_eq!(refusal.rule, &rules::SCAN_DOCUMENT);
    let mut play = Play::sealed(Matter::License, "2026-03-02 09:00");
    let document = play.document(DocumentKind::GrantDecision);
    let file = play.sent(1);
    play.done(Who::Chief, Command::ScanSigned { document, file, reasons: None });
    assert_eq!(of(play.case()), [(file, FileOf::Document(document))]);
    // Another one puts the first right, and says why; both stay.
    let again = play.sent(2);
    let scan = |reasons| Command::ScanSigned { document, file: again, reasons };
    let rule = |play: &mut Play, command| play.act(Who::Chief, command).err().map(|refusal| refusal.rule);
    assert_eq!(rule(&mut play, scan(None)), Some(&rules::SCAN_THERE));
    assert_eq!(rule(&mut play, scan(Some(text("糊")))), Some(&rules::REASONS_SHORT));
    play.done(Who::Chief, scan(Some(reasons())));
    let both = [(file, FileOf::Document(document)), (again, FileOf::Document(document))];
    assert_eq!(of(play.case()), both);
}

#[test]
fn a_slip_that_comes_back_later_joins_the_service_that_it_proves() {
    let mut play = Play::sealed(Matter::License, "2026-03-02 09:00");
    let decision = play.document(DocumentKind::GrantDecision);
    let (slip, again) = (play.sent(1), play.sent(2));
    let scan = |files: Vec<FileId>, reasons| Command::ScanProof { document: decision, files, reasons };
    let rule = |play: &mut Play, command| play.act(Who::Clerk, command).err().map(|refusal| refusal.rule);
    assert_eq!(rule(&mut play, scan(vec![slip], None)), Some(&rules::SCAN_UNSERVED), "nobody was served");
    play.deliver(Who::Clerk, day("2026-03-02")).expect("delivery");
    assert_eq!(rule(&mut play, scan(Vec::new(), None)), Some(&rules::SCAN_EMPTY));
    let before = play.case().documents.get(&decision).cloned();
    play.done(Who::Assistant, scan(vec![slip], None));
    assert_eq!(play.case().documents.get(&decision).cloned(), before, "the service stays as it was");
    assert_eq!(of(play.case()), [(slip, FileOf::Service(decision))]);
    assert_eq!(rule(&mut play, scan(vec![again], None)), Some(&rules::SCAN_THERE));
    play.done(Who::Clerk, scan(vec![again], Some(reasons())));
    assert_eq!(of(play.case()).len(), 2, "the first one stays");
}

#[test]
fn the_signed_slip_comes_with_the_service_that_it_proves() {
    let mut play = Play::sealed(Matter::License, "2026-03-02 09:00");
    let notice = play.document(DocumentKind::AcceptanceNotice);
    let (slip, result) = (play.sent(1), play.sent(2));
    let handed = |files: Vec<FileId>| ServiceGiven { files, ..handed(Service::Direct, day("2026-03-02")) };
    play.done(Who::Chief, Command::Seal { document: notice, seal: SealKind::Approval, copies: 2, pages: 1 });
    play.done(Who::Clerk, Command::Serve { document: notice, given: handed(vec![slip]) });
    let rule = |play: &mut Play, files| {
        play.act(Who::Clerk, Command::Deliver(handed(files))).err().map(|refusal| refusal.rule)
    };
    assert_eq!(rule(&mut play.clone(), vec![id(FileId::from_parts, 99)]), Some(&file_rules::UNKNOWN));
    assert_eq!(rule(&mut play.clone(), vec![result, result]), Some(&file_rules::UNKNOWN), "named once");
    assert_eq!(rule(&mut play, vec![result]), None);
    let decision = play.document(DocumentKind::GrantDecision);
    let both = [(slip, FileOf::Service(notice)), (result, FileOf::Service(decision))];
    assert_eq!(of(play.case()), both, "and neither is the signed scan of its document");
    // Nothing is asked for: the slip lies in the paper file anyway.
    let mut play = Play::sealed(Matter::License, "2026-03-02 09:00");
    assert_eq!(rule(&mut play, Vec::new()), None);
}

#[test]
fn the_signed_form_comes_with_the_withdrawal() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    let file = play.sent(1);
    let withdraw = |form: &str, files| Command::Withdraw { form: text(form), files };
    let refusal = play.act(Who::Clerk, withdraw("x", vec![file])).expect_err("no form is named");
    assert_eq!(refusal.rule, &rules::FORM_MISSING, "a scan alone names no form");
    let most = usize::try_from(play.city.settings.paper_files).expect("few");
    let many: Vec<FileId> = (0..=most).map(|_| file).collect();
    let refusal = play.act(Who::Clerk, withdraw("撤回申请书", many)).expect_err("too many");
    assert_eq!(refusal.rule, &file_rules::TOO_MANY);
    play.done(Who::Clerk, withdraw("撤回申请书", vec![file]));
    assert_eq!(of(play.case()), [(file, FileOf::Withdrawal)]);
}

#[test]
fn a_held_original_goes_back_once_against_signature_and_is_held_anew_when_it_comes_again() {
    let mut play = Play::received(Matter::License, "2026-03-02 09:00");
    play.done(Who::Clerk, Command::RecordPapers(vec![paper("p1", PaperForm::OriginalTaken)]));
    let rule = |play: &mut Play, command| play.act(Who::Clerk, command).err().map(|refusal| refusal.rule);
    assert!(play.case().held_originals().any(|line| line == "p1"));
    assert_eq!(rule(&mut play, back(&["p1"], " ")), Some(&rules::ORIGINALS_SIGNED));
    assert_eq!(rule(&mut play, back(&[], "张三")), Some(&rules::ORIGINALS_NONE));
    play.done(Who::Assistant, back(&["p1", "p1"], "张三"));
    assert!(!play.case().held_originals().any(|line| line == "p1"));
    assert_eq!(rule(&mut play, back(&["p1"], "张三")), Some(&rules::ORIGINALS_NONE));
    play.done(Who::Clerk, Command::RecordPapers(vec![paper("p1", PaperForm::OriginalTaken)]));
    assert!(play.case().held_originals().any(|line| line == "p1"));
}
