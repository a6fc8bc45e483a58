//! What callers give, held against its bounds before a unit of work begins.

use daowei_app::screen::{MandateTold, PartyTold};
use daowei_app::text::{PartyRecord, Texts};
use daowei_app::{Error, Problem};
use daowei_domain::case::{
    MandateGiven, PaperForm, PaperGiven as Taken, PartyGiven, PartyKind, PartyRole, PartySource, Service,
    ServiceGiven, VerifiedGiven as Verified,
};
use daowei_ident::{FileId, IdKind, IdentError, PartyId, PersonId};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::bounds::{crowd, short};
use crate::words;

/// A paper that came in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PaperGiven {
    /// The line of the item's list.
    #[schema(min_length = 1, max_length = 64)]
    paper: String,
    /// In which form.
    #[schema(value_type = words::PaperForm)]
    form: PaperForm,
    /// How many; one at least where paper is taken.
    copies: u8,
    /// 免提交: why it need not be handed in, and how it was checked.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 4000)]
    ground: Option<String>,
    /// 与原件核对无误: of a copy where this is said; of an original that was seen in any case. Contract staff compare nothing: it is
    /// the one who answers for them.
    #[serde(default)]
    verified: Option<VerifiedGiven>,
    /// Its files: the caller's own, complete and of no case yet.
    #[serde(default)]
    #[schema(value_type = Vec<String>, max_items = 100)]
    files: Vec<FileId>,
}

/// Who compared a paper with its original, and when, where it was not the caller on the day on which it came.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct VerifiedGiven {
    /// Who.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Uuid)]
    by: Option<PersonId>,
    /// On which day.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    on: Option<Date>,
}

impl PaperGiven {
    /// All papers of a list.
    pub(super) fn all(field: &str, papers: Vec<Self>, texts: &mut Texts) -> Result<Vec<Taken>, Error> {
        crowd(field, &papers, 200)?;
        let take = |(given, place): (Self, usize)| {
            let paper = short(&format!("{field}[{place}].paper"), given.paper, 64)?;
            let ground =
                given.ground.map(|ground| texts.take(&format!("{field}[{place}].ground"), "reason", ground));
            crowd(&format!("{field}[{place}].files"), &given.files, 100)?;
            let (form, copies, files) = (given.form, given.copies, given.files);
            let verified = given.verified.map(|given| Verified { by: given.by, on: given.on });
            Ok(Taken { paper, form, copies, ground: ground.transpose()?, verified, files })
        };
        papers.into_iter().zip(0..).map(take).collect()
    }
}

/// A party in clear, on its way into the vault.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PartyInput {
    /// What it is to the case.
    #[schema(value_type = words::PartyRole)]
    role: PartyRole,
    /// Natural or legal person.
    #[schema(value_type = words::PartyKind)]
    kind: PartyKind,
    /// 姓名或者名称
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Kind of identity document, by its code of three digits.
    #[schema(value_type = words::IdKind)]
    id_kind: String,
    /// Its number; check digits are checked.
    #[schema(min_length = 1, max_length = 50)]
    id_number: String,
    /// Telephone.
    #[serde(default)]
    #[schema(max_length = 40)]
    phone: Option<String>,
    /// Address.
    #[serde(default)]
    #[schema(max_length = 500)]
    address: Option<String>,
    /// Whether name and number were read from a card, and not typed or changed since.
    #[serde(default)]
    #[schema(value_type = words::PartySource)]
    source: PartySource,
    /// 授权委托, of whoever acts for the applicant.
    #[serde(default)]
    mandate: Option<MandateInput>,
}

/// What an agent may do, since when and until when, and the paper that says so.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MandateInput {
    /// 代理事项、权限
    #[schema(min_length = 1, max_length = 1000)]
    scope: String,
    /// From this day on.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// The last day; nothing where none was set.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    to: Option<Date>,
    /// 证明材料, such as the power of attorney.
    #[schema(min_length = 1, max_length = 200)]
    paper: String,
}

impl MandateInput {
    /// Takes scope and paper into the vault's collection.
    pub(super) fn take(&self, field: &str, texts: &mut Texts) -> Result<MandateGiven, Error> {
        let MandateTold { scope, from, to, paper } = self.told(field)?;
        let mut words = |name: &str, said: String| texts.take(&format!("{field}{name}"), "mandate", said);
        Ok(MandateGiven { scope: words("scope", scope)?, from, to, paper: words("paper", paper)? })
    }

    /// In words.
    fn told(&self, field: &str) -> Result<MandateTold, Error> {
        let words = |name: &str, said: &str, most| short(&format!("{field}{name}"), said.to_owned(), most);
        let (scope, paper) = (words("scope", &self.scope, 1000)?, words("paper", &self.paper, 200)?);
        Ok(MandateTold { scope, from: self.from, to: self.to, paper })
    }
}

impl PartyInput {
    /// Takes the record into the vault's collection. What was typed is never repeated in an error.
    pub(super) fn take(&self, field: &str, id: PartyId, texts: &mut Texts) -> Result<PartyGiven, Error> {
        let given = texts.party(id, self.role, &self.record(field)?).map_err(|error| match error {
            Error::Input { field: name, problem } => Error::input(format!("{field}.{name}"), problem),
            other => other,
        })?;
        let mandate =
            self.mandate.as_ref().map(|given| given.take(&format!("{field}.mandate."), texts)).transpose()?;
        Ok(PartyGiven { source: self.source, mandate, ..given })
    }

    /// As the second screen shows it, before masking.
    pub(crate) fn told(&self, field: &str) -> Result<PartyTold, Error> {
        let mandate =
            self.mandate.as_ref().map(|given| given.told(&format!("{field}.mandate."))).transpose()?;
        Ok(PartyTold { role: self.role, record: self.record(field)?, mandate })
    }

    /// What it is to the case.
    pub(super) fn role(&self) -> PartyRole {
        self.role
    }

    /// The record itself.
    pub(super) fn record(&self, field: &str) -> Result<PartyRecord, Error> {
        let wrong = |name: &str| {
            let field = format!("{field}.{name}");
            move |error: IdentError| Error::input(field, Problem::Ident(error))
        };
        let id_kind: IdKind = self.id_kind.parse().map_err(wrong("id_kind"))?;
        Ok(PartyRecord {
            kind: self.kind,
            name: self.name.parse().map_err(wrong("name"))?,
            id_kind,
            id_number: id_kind.read(&self.id_number).map_err(wrong("id_number"))?,
            phone: self.phone.as_deref().map(str::parse).transpose().map_err(wrong("phone"))?,
            address: self.address.as_deref().map(str::parse).transpose().map_err(wrong("address"))?,
        })
    }
}

/// How and when something was handed over.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Serving {
    /// How.
    #[schema(value_type = words::Service)]
    service: Service,
    /// When: for `public_notice` the day on which its thirty days were over.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// Who took it; needed for `direct` and `by_agent`.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 200)]
    recipient: Option<String>,
    /// 委托代领: the agent's authority; needed for `by_agent`.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 4000)]
    authority: Option<String>,
    /// 送达回证: how that is proved.
    #[schema(min_length = 1, max_length = 4000)]
    proof: String,
    /// Where to, if not where the recipient confirmed.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 500)]
    elsewhere: Option<String>,
    /// Why not as the recipient confirmed: needed for another way and for `elsewhere`.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 4000)]
    otherwise: Option<String>,
    /// 送达回证扫描件: the caller's own files, complete and of no case yet.
    #[serde(default)]
    #[schema(value_type = Vec<String>, max_items = 100)]
    files: Vec<FileId>,
}

impl Serving {
    pub(super) fn take(self, texts: &mut Texts) -> Result<ServiceGiven, Error> {
        let recipient = self.recipient.map(|name| short("recipient", name, 200)).transpose()?;
        let mut proving = |field: &str, words: Option<String>| {
            words.map(|words| texts.take(field, "proof", words)).transpose()
        };
        let recipient = proving("recipient", recipient)?;
        let authority = proving("authority", self.authority)?;
        let proof = texts.take("proof", "proof", self.proof)?;
        let elsewhere = self.elsewhere.map(|place| short("elsewhere", place, 500)).transpose()?;
        let elsewhere = elsewhere.map(|place| texts.take("elsewhere", "place", place)).transpose()?;
        let otherwise = self.otherwise.map(|words| texts.take("otherwise", "reason", words)).transpose()?;
        let (service, on) = (self.service, self.on);
        crowd("files", &self.files, 100)?;
        let files = self.files;
        Ok(ServiceGiven { service, on, recipient, authority, proof, elsewhere, otherwise, files })
    }
}
