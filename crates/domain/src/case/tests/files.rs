//! 材料文件: a case takes over what its actor has sent, and keeps it; held originals go back once.

use daowei_ident::FileId;

use crate::case::{Case, Command, DocumentKind, FileOf, PaperForm, PaperGiven, rules};
use crate::file::rules as file_rules;
use crate::fixture::{Matter, Play, Who, id, paper, text};

fn scan(paper: &str, files: Vec<FileId>) -> Command {
    Command::ScanPaper { paper: paper.to_owned(), files }
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
fn what_was_signed_by_hand_is_scanned_back_once_it_bears_its_seal() {
    let mut play = Play::decided(Matter::License, "2026-03-02 09:00");
    let document = play.document(DocumentKind::GrantDecision);
    let file = play.sent(1);
    let scanned = Command::ScanSigned { document, file };
    let refusal = play.act(Who::Chief, scanned.clone()).expect_err("it bears no seal yet");
    assert_eq!(refusal.rule, &rules::SCAN_DOCUMENT);
    let mut play = Play::sealed(Matter::License, "2026-03-02 09:00");
    let document = play.document(DocumentKind::GrantDecision);
    let file = play.sent(1);
    play.done(Who::Chief, Command::ScanSigned { document, file });
    assert_eq!(of(play.case()), [(file, FileOf::Document(document))]);
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
