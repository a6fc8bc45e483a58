//! Cases from receipt to delivery, and what is looked at on the way.

use daowei_app::Acting;
use daowei_app::case::{Brief, Export, Query, Reveal, Sought};
use daowei_app::catalog::{GuideQuery, ItemQuery};
use daowei_app::license::LicenseQuery;
use daowei_app::text::Texts;
use daowei_domain::Text;
use daowei_domain::case::{
    Command, Demanded, DocumentKind, Outcome, SealKind, Service, ServiceGiven, Stage, Verdict,
};
use daowei_domain::catalog::{Audience, ProcedureGround};
use daowei_domain::look::{Field, Format};
use daowei_ident::DocumentId;
use jiff::civil::{Date, date};

use super::watched::Watched;
use crate::city::{PASSWORD, login};
use crate::w1::inside::{arrival, papers};
use crate::w1::words as say;

/// The day of [`super::watched::NOW`].
const TODAY: Date = date(2025, 6, 10);

fn text(texts: &mut Texts, kind: &'static str, words: &str) -> Text {
    texts.take("text", kind, words.to_owned()).unwrap()
}

fn handed(texts: &mut Texts) -> ServiceGiven {
    ServiceGiven {
        service: Service::Direct,
        on: TODAY,
        recipient: Some(text(texts, "proof", "申请人")),
        authority: None,
        proof: text(texts, "proof", "送达回证，申请人签收"),
        elsewhere: None,
        otherwise: None,
        files: Vec::new(),
    }
}

fn document(brief: &Brief, kind: DocumentKind) -> DocumentId {
    brief.documents.iter().rfind(|document| document.kind == kind).unwrap().id
}

pub(super) fn list(stages: Vec<Stage>) -> Query {
    Query { stages, limit: 20, ..Query::default() }
}

impl Watched {
    /// Everything once.
    pub(super) fn story(&mut self) {
        let app = self.app.clone();
        let signed = self.ask("sign in", app.sign_in(&login("clerk", 0), PASSWORD, None, None));
        let caller = app.caller(&signed.secret, Acting::default()).unwrap();
        self.ask("confirm", app.confirm(caller.clone(), PASSWORD));
        self.ask("sign out", app.sign_out(caller));
        let received = self.receive("receive");
        self.corrected(received.case.id);
        self.accepted(&received.case);
        self.read(&received);
        for (name, role) in [("not accept", "clerk"), ("withdraw", "clerk")] {
            let case = self.receive("receive again").case.id;
            self.told.pop();
            self.act(name, role, case, |texts| match name {
                "withdraw" => Command::Withdraw {
                    form: text(texts, "form", "申请人自愿撤回申请，签名"),
                    files: Vec::new(),
                },
                _ => Command::NotAccept { reasons: text(texts, "reason", say::REASONS) },
            });
        }
    }

    fn receive(&mut self, name: &'static str) -> daowei_app::case::Received {
        let app = self.app.clone();
        let mut texts = Texts::new(&app);
        let arrival = arrival(&app, &mut texts, self.item).unwrap();
        let (caller, once) = (self.caller("clerk"), self.once("POST /cases"));
        self.ask(name, async move { app.receive(caller, arrival, texts, once).await }).value
    }

    fn corrected(&mut self, case: daowei_ident::CaseId) {
        let brief = self.act("request corrections", "clerk", case, |texts| {
            let what = text(texts, "demand", "请补充签名并加盖公章");
            Command::RequestCorrection(vec![Demanded::New { paper: "p1".to_owned(), what }])
        });
        let met = brief.demands;
        self.act("hand in corrections", "clerk", case, |_| Command::HandInCorrections {
            met,
            papers: papers(),
        });
    }

    fn accepted(&mut self, received: &Brief) {
        let case = received.id;
        let brief = self.act("accept", "clerk", case, |_| Command::Accept);
        let notice = document(&brief, DocumentKind::AcceptanceNotice);
        self.act("seal a notice", "chief", case, |_| Command::Seal {
            document: notice,
            seal: SealKind::Approval,
            copies: 1,
            pages: 1,
        });
        self.act("serve a notice", "clerk", case, |texts| Command::Serve {
            document: notice,
            given: handed(texts),
        });
        let brief = self.act("pause", "chief", case, |_| Command::StartPause {
            ground: ProcedureGround::ExpertReview,
            needed_days: 5,
            on: TODAY,
        });
        let pause = brief.pause.unwrap();
        self.act("end a pause", "chief", case, |_| Command::EndPause { pause, on: TODAY, deduct: false });
        self.act("extend", "leader", case, |texts| {
            let reasons = text(texts, "reason", say::REASONS);
            Command::Extend { days: 5, reasons, by_government: false }
        });
        for (name, role, step) in
            [("examine", "reviewer", "examine"), ("verify", "second", "verify"), ("check", "leader", "check")]
        {
            self.act(name, role, case, |texts| {
                let opinion = text(texts, "opinion", say::OPINION);
                Command::Examine { step: step.to_owned(), verdict: Verdict::Favor, opinion }
            });
        }
        let brief = self.act("decide (grant, with license)", "chief", case, |texts| Command::Decide {
            outcome: Outcome::Grant,
            reasons: text(texts, "reason", say::REASONS),
            grounds: Vec::new(),
        });
        let decision = document(&brief, DocumentKind::GrantDecision);
        self.act("seal the decision", "chief", case, |_| Command::Seal {
            document: decision,
            seal: SealKind::Approval,
            copies: 1,
            pages: 2,
        });
        self.act("deliver", "clerk", case, |texts| Command::Deliver(handed(texts)));
    }

    fn read(&mut self, received: &daowei_app::case::Received) {
        let app = self.app.clone();
        let (clerk, case) = (self.caller("clerk"), received.case.id);
        self.ask("list: one state", app.cases(clerk.clone(), list(vec![Stage::Delivered])));
        self.ask("list: all open states", app.cases(clerk.clone(), list(Vec::new())));
        self.ask("list: held by oneself", app.cases(clerk.clone(), Query { mine: true, ..list(Vec::new()) }));
        let words = Query { words: Some("食品".to_owned()), ..list(Vec::new()) };
        self.ask("list: by words of the item", app.cases(clerk.clone(), words));
        let mut texts = Texts::new(&app);
        let purpose = text(&mut texts, "purpose", "核对在办件");
        let export = Export { query: list(Vec::new()), words: None, format: Format::Csv, purpose };
        self.ask("export: all open states", app.export_cases(clerk.clone(), export, texts));
        let detail = self.ask("case page", app.case(clerk.clone(), case));
        self.ask("case by number", app.case_numbered(clerk.clone(), received.case.number));
        let receipt = document(&received.case, DocumentKind::Receipt);
        self.ask("document", app.document(clerk.clone(), case, receipt));
        let (number, code) = (received.case.number, received.query_code.clone());
        self.ask("progress, for a citizen", app.progress(number, code));
        let (mut texts, party) = (Texts::new(&app), detail.parties[0].id);
        let purpose = text(&mut texts, "purpose", "核对申请人身份");
        self.ask("reveal a party", app.reveal(clerk.clone(), Reveal { case, what: party, purpose }, texts));
        let mut texts = Texts::new(&app);
        let purpose = text(&mut texts, "purpose", "打印收件凭证");
        let reveal = Reveal { case, what: receipt, purpose };
        self.ask("print a document", app.reveal_document(clerk.clone(), reveal, texts));
        let mut texts = Texts::new(&app);
        let purpose = text(&mut texts, "purpose", "核对审查意见");
        self.ask("reveal words", app.reveal_texts(clerk.clone(), Reveal { case, what: (), purpose }, texts));
        let mut texts = Texts::new(&app);
        let value = text(&mut texts, "search", "没有这家企业");
        let purpose = text(&mut texts, "purpose", "核对申请人身份");
        let sought = Sought { field: Field::Name, value, purpose };
        self.ask("find by party: nobody", app.find_cases(clerk.clone(), sought, texts));
        let licenses = LicenseQuery { limit: 20, ..LicenseQuery::default() };
        self.ask("licenses of a department", app.licenses(clerk.clone(), licenses.clone()));
        let words = Some("食品".to_owned());
        self.ask("licenses by words", app.licenses(clerk.clone(), LicenseQuery { words, ..licenses }));
        let license = detail.case.decision().unwrap().license.unwrap();
        self.ask("license", app.license(clerk.clone(), license));
        let items = ItemQuery { limit: 20, ..ItemQuery::default() };
        self.ask("items", app.items(clerk.clone(), items.clone()));
        let searched = ItemQuery { words: Some("食品".to_owned()), ..items.clone() };
        self.ask("items: search of two characters, one found", app.items(clerk.clone(), searched));
        let searched = ItemQuery { words: Some("食品经营".to_owned()), ..items };
        self.ask("items: search of four characters, one found", app.items(clerk, searched));
        let guides = GuideQuery { limit: 20, ..GuideQuery::default() };
        self.ask("portal: list of guides", app.guides(guides.clone()));
        let searched = GuideQuery { words: Some("食品".to_owned()), ..guides.clone() };
        self.ask("portal: search of two characters, one found", app.guides(searched));
        let behind = GuideQuery { after: Some(self.item), audience: Some(Audience::Legal), ..guides };
        self.ask("portal: next page of guides, for firms", app.guides(behind));
        self.ask("portal: guide", app.guide(self.item));
        self.ask("portal: directory", app.directory());
    }
}
