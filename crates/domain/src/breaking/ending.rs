//! A case after its decision, and on its side exits.

use super::Example;
use super::case::{accepted, decided, examined, reassign, received, withdrawn};
use crate::case::{
    Command, Correction, Datum, DocumentKind, Irregular, IrregularKind, PartyRecord, SealKind, Service,
    ServiceGiven, TerminationGround, rules,
};
use crate::fixture::{Matter, Play, Who, at, correction, day, demand, handed, id, reasons, text};
use crate::rule::Refusal;

pub(super) const EXAMPLES: &[Example] = &[
    (&rules::DOCUMENT_UNKNOWN, || {
        let document = id(daowei_ident::DocumentId::from_parts, 99);
        accepted().seal(Who::Chief, document, SealKind::Approval).map(drop)
    }),
    (&rules::DOCUMENT_VOID, || {
        let mut play = accepted();
        let document = play.document(DocumentKind::AcceptanceNotice);
        play.done(Who::Chief, Command::VoidDocument { document, reasons: reasons() });
        play.seal(Who::Chief, document, SealKind::Approval).map(drop)
    }),
    (&rules::SEAL_OFFICE, || {
        let mut play = received();
        let ground = TerminationGround::ApplicantGone;
        play.done(Who::Chief, Command::Terminate { ground, reasons: reasons() });
        let document = play.document(DocumentKind::TerminationNotice);
        play.seal(Who::Chief, document, SealKind::Approval).map(drop)
    }),
    (&rules::SEAL_NONE, || {
        let mut play = received();
        let document = play.document(DocumentKind::Receipt);
        play.seal(Who::Chief, document, SealKind::Approval).map(drop)
    }),
    (&rules::SEALED_TWICE, || {
        let mut play = sealed();
        let document = play.document(DocumentKind::GrantDecision);
        play.seal(Who::Principal, document, SealKind::Office).map(drop)
    }),
    (&rules::SEAL_COUNT, || {
        let mut play = decided();
        let document = play.document(DocumentKind::GrantDecision);
        let command = Command::Seal { document, seal: SealKind::Approval, copies: 0, pages: 2 };
        play.act(Who::Chief, command).map(drop)
    }),
    (&rules::SERVICE_DATE, || {
        accepted().serve(Who::Clerk, DocumentKind::AcceptanceNotice, day("2026-03-03")).map(drop)
    }),
    (&rules::SERVE_UNSEALED, || {
        let mut play = accepted();
        let document = play.document(DocumentKind::AcceptanceNotice);
        play.serve_as_is(Who::Clerk, document, day("2026-03-02")).map(drop)
    }),
    (&rules::SERVE_UNSEALED_NOTICE, || {
        let mut play = received();
        play.done(Who::Clerk, Command::RequestCorrection(vec![demand("p1", None)]));
        let document = play.document(DocumentKind::CorrectionNotice);
        play.serve_as_is(Who::Clerk, document, day("2026-03-02")).map(drop)
    }),
    (&rules::SERVED_TWICE, || {
        let mut play = accepted();
        play.serve(Who::Clerk, DocumentKind::AcceptanceNotice, day("2026-03-02"))?;
        play.serve(Who::Clerk, DocumentKind::AcceptanceNotice, day("2026-03-02")).map(drop)
    }),
    (&rules::SERVE_RESULT, || {
        sealed().serve(Who::Clerk, DocumentKind::GrantDecision, day("2026-03-02")).map(drop)
    }),
    (&rules::PROOF_MISSING, || {
        delivered(ServiceGiven { proof: text("　"), ..handed(Service::Direct, day("2026-03-02")) })
    }),
    (&rules::WITNESS_MISSING, || {
        delivered(ServiceGiven { proof: text("留"), ..handed(Service::LeftAtPlace, day("2026-03-02")) })
    }),
    (&rules::RECIPIENT_MISSING, || {
        delivered(ServiceGiven { recipient: None, ..handed(Service::Direct, day("2026-03-02")) })
    }),
    (&rules::AUTHORITY_MISSING, || delivered(handed(Service::ByAgent, day("2026-03-02")))),
    (&rules::CONSENT_MISSING, || delivered(handed(Service::Electronic, day("2026-03-02")))),
    (&rules::PUBLIC_NOTICE_DAYS, || {
        let mut play = sealed();
        play.pass("2026-03-31 09:00");
        let given = handed(Service::PublicNotice, day("2026-03-31"));
        play.act(Who::Clerk, Command::Deliver(given)).map(drop)
    }),
    (&rules::DELIVER_UNSEALED, || decided().deliver(Who::Clerk, day("2026-03-02")).map(drop)),
    (&rules::NOT_YET_DECIDED, || examined().deliver(Who::Clerk, day("2026-03-02")).map(drop)),
    (&rules::FORM_MISSING, || received().act(Who::Clerk, Command::Withdraw { form: text("x") }).map(drop)),
    (&rules::WITHDRAW_DECIDED, || {
        decided().act(Who::Clerk, Command::Withdraw { form: text("撤回申请书") }).map(drop)
    }),
    (&rules::LAPSE_RULE, || {
        let ground = TerminationGround::CorrectionNeverCame;
        received().act(Who::Chief, Command::Terminate { ground, reasons: reasons() }).map(drop)
    }),
    (&rules::LAW_STANDS, || {
        terminate(accepted(), TerminationGround::LawChanged, "法律已经修改，不再需要取得许可")
    }),
    (&rules::TWIN_MISSING, || {
        terminate(received(), TerminationGround::EnteredInError, "同一申请人重复登记了两次")
    }),
    (&rules::TWIN_UNLIKE, || {
        terminate(received(), TerminationGround::EnteredInError, "与办件512000101260302000002重复登记")
    }),
    (&rules::TWIN_LATER, || {
        let mut play = received();
        play.twin("512000101260302000002").received_at = at("2026-03-02 17:00");
        terminate(play, TerminationGround::EnteredInError, "与办件512000101260302000002重复登记")
    }),
    (&rules::GROUND_UNCITED, || {
        terminate(accepted(), TerminationGround::OtherByLaw, "依法应当终止办理的其他情形")
    }),
    (&rules::UNANSWERED, || {
        terminate(received(), TerminationGround::OtherByLaw, "依据《某某条例》第十二条应当终止办理")
    }),
    (&rules::VOIDED_TWICE, || {
        let mut play = accepted();
        let document = play.document(DocumentKind::AcceptanceNotice);
        play.done(Who::Chief, Command::VoidDocument { document, reasons: reasons() });
        play.act(Who::Chief, Command::VoidDocument { document, reasons: reasons() }).map(drop)
    }),
    (&rules::REISSUE_STANDS, || {
        let mut play = accepted();
        let document = play.document(DocumentKind::AcceptanceNotice);
        play.act(Who::Clerk, Command::Reissue { document }).map(drop)
    }),
    (&rules::REISSUE_ACT, || {
        let mut play = received();
        play.done(Who::Clerk, Command::NotAccept { reasons: reasons() });
        let document = play.void(DocumentKind::NonAcceptance)?;
        play.act(Who::Clerk, Command::Reissue { document }).map(drop)
    }),
    (&rules::VOID_STANDING, || {
        let mut play = decided();
        let document = play.document(DocumentKind::GrantDecision);
        play.act(Who::Chief, Command::VoidDocument { document, reasons: reasons() }).map(drop)
    }),
    (&rules::CORRECTION_SUBJECT, || correct(correction(1, phone), " ", "028-26110002")),
    (&rules::CORRECTION_SAME, || correct(correction(1, phone), "申请人联系电话", "028-26110001")),
    (&rules::CORRECTION_DIFFERS, || correct(correction(1, phone), "申请人联系电话", "028-26110003")),
    (&rules::CORRECTION_PRINTED, || correct_document(&["申请材料齐全"], PHONE, "028-26110002")),
    (&rules::CORRECTION_LONG, || correct_document(&["电话：028-26110001"], PHONE, &"号".repeat(31))),
    (&rules::CORRECTION_REWRITES, || correct_document(&["电话：028-26110001"], PHONE, "0832-7110002")),
    (&rules::CORRECTION_TURNS, || correct_document(&["材料不符合规定"], "不符合规定", "符合规定")),
    (&rules::CORRECTION_ONE_DATUM, || {
        let both = |record: &mut PartyRecord| {
            phone(record);
            record.address = Some("资阳市雁江区乙路1号".parse().expect("an address"));
        };
        correct(correction(1, both), "申请人联系电话", "028-26110002")
    }),
    (&rules::CORRECTION_IDENTITY, || {
        let other =
            |record: &mut PartyRecord| record.id_number = "91000000000000000A".parse().expect("a number");
        correct(correction(1, other), "申请人证件号码", "91000000000000000A")
    }),
    (&rules::CORRECTION_UNREADABLE, || {
        let target = Correction::Datum { datum: Datum::Channel, says: None };
        let (subject, old, new) = (text("收件渠道"), text("窗口"), text("传真"));
        accepted()
            .act(Who::Chief, Command::Correct { target, subject, old, new, reasons: reasons() })
            .map(drop)
    }),
    (&rules::PARTY_UNKNOWN, || correct(correction(99, phone), "申请人联系电话", "028-26110002")),
    (&rules::IRREGULAR_DATE, || irregular("局机关", "2026-03-03")),
    (&rules::IRREGULAR_EMPTY, || irregular(" ", "2026-03-02")),
    (&rules::ASSIGNEE, || {
        let command = Command::Reassign { to: Who::Assistant.person(), reasons: reasons() };
        accepted().act(Who::Chief, command).map(drop)
    }),
    (&rules::ASSIGNED, || {
        let mut play = accepted();
        play.done(Who::Chief, reassign());
        play.examine(Who::SecondReviewer, "examine", crate::case::Verdict::Favor).map(drop)
    }),
    (&rules::HELD, || received().act(Who::Clerk, Command::TakeOver).map(drop)),
    (&rules::NOT_HOLDER, || {
        let mut play = accepted();
        play.done(Who::Chief, reassign());
        let command = Command::HandOver { to: Who::Reviewer.person(), reasons: reasons() };
        play.act(Who::SecondReviewer, command).map(drop)
    }),
    (&rules::NOTHING_TO_RECOMPUTE, || accepted().act(Who::CenterManager, Command::Recompute).map(drop)),
    (&rules::ARCHIVE_OPEN, || accepted().act(Who::Clerk, archive("2026-001")).map(drop)),
    (&rules::ARCHIVE_UNSERVED, || withdrawn().act(Who::Clerk, archive("2026-001")).map(drop)),
    (&rules::ARCHIVE_ACCEPTANCE, || {
        let mut play = sealed();
        play.deliver(Who::Clerk, day("2026-03-02"))?;
        play.act(Who::Clerk, archive("2026-001")).map(drop)
    }),
    (&rules::ARCHIVED, || {
        let mut play = told();
        play.done(Who::Clerk, archive("2026-001"));
        let document = play.document(DocumentKind::WithdrawalNotice);
        play.seal(Who::Chief, document, SealKind::Approval).map(drop)
    }),
    (&rules::ARCHIVE_EMPTY, || told().act(Who::Clerk, archive(" ")).map(drop)),
];

const PHONE: &str = "028-26110001";

fn sealed() -> Play {
    Play::sealed(Matter::License, "2026-03-02 09:00")
}

/// Withdrawn, and told so.
fn told() -> Play {
    let mut play = withdrawn();
    play.serve(Who::Clerk, DocumentKind::WithdrawalNotice, day("2026-03-02")).expect("service");
    play
}

fn delivered(given: ServiceGiven) -> Result<(), Refusal> {
    sealed().act(Who::Clerk, Command::Deliver(given)).map(drop)
}

fn archive(file: &str) -> Command {
    Command::Archive { file: text(file), pages: 30, retention_years: Some(10) }
}

fn phone(record: &mut PartyRecord) {
    record.phone = Some("028-26110002".parse().expect("a telephone"));
}

fn correct_document(written: &[&str], old: &str, new: &str) -> Result<(), Refusal> {
    let mut play = accepted();
    let document = play.document(DocumentKind::AcceptanceNotice);
    let written = written.iter().map(|words| (*words).to_owned()).collect();
    let (target, subject) = (Correction::Document { document, written, slips: Vec::new() }, text("联系电话"));
    let (old, new) = (text(old), text(new));
    play.act(Who::Chief, Command::Correct { target, subject, old, new, reasons: reasons() }).map(drop)
}

fn terminate(mut play: Play, ground: TerminationGround, why: &str) -> Result<(), Refusal> {
    play.act(Who::Chief, Command::Terminate { ground, reasons: text(why) }).map(drop)
}

fn correct(target: Correction, subject: &str, new: &str) -> Result<(), Refusal> {
    let (subject, old, new) = (text(subject), text("028-26110001"), text(new));
    accepted().act(Who::Chief, Command::Correct { target, subject, old, new, reasons: reasons() }).map(drop)
}

fn irregular(place: &str, on: &str) -> Result<(), Refusal> {
    let fact = Irregular {
        what: IrregularKind::HandledElsewhere,
        place: text(place),
        person: text("王某"),
        decider: None,
        recipient: None,
        on: day(on),
        evidence: text("现场照片"),
    };
    accepted().act(Who::Clerk, Command::RecordIrregular(fact)).map(drop)
}
