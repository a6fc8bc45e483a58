//! 人员: registered, appointed, absent. The name lies in the vault (N-3.3.2, SEC: personal data).

use daowei_domain::authority::Act;
use daowei_domain::organization::person::{self, Command, Hand, Registered};
use daowei_domain::organization::{Department, Duty, Employment, Person, Post, Validity, Window};
use daowei_domain::{Actor, Text};
use daowei_ident::{DepartmentId, PersonId, PersonName, PostId, SectionId, TextId, WindowId};
use jiff::civil::Date;

use super::{PersonView, known, named};
use crate::aggregate::{self, Kept};
use crate::authority::{grant, grant_over};
use crate::error::{Error, Result};
use crate::text::Texts;
use crate::unit::{Caller, Unit};
use crate::{Answer, App, Once, stream, text};

/// Somebody to be registered.
#[derive(Clone)]
pub struct NewPerson {
    /// 工号
    pub staff_number: String,
    /// Name.
    pub name: PersonName,
    /// Department of employment.
    pub department: DepartmentId,
    /// Employment.
    pub employment: Employment,
}

/// A post to be filled.
#[derive(Clone, Copy, Debug)]
pub struct NewPost {
    /// What it is for.
    pub duty: Duty,
    /// Department.
    pub department: DepartmentId,
    /// Section, where it belongs to one.
    pub section: Option<SectionId>,
    /// Window duty, where it has one.
    pub window: Option<WindowId>,
    /// When.
    pub validity: Validity,
}

impl App {
    /// Registers a person, once for each key.
    ///
    /// # Errors
    /// Rules of authority and `organization.…`; [`Error::NotFound`], [`Error::Input`], [`Error::KeyReused`].
    pub async fn register_person(
        &self,
        caller: Caller,
        new: NewPerson,
        once: Option<Once>,
    ) -> Result<Answer<PersonView>> {
        self.with_name(caller, once, move |unit| register(unit, &new)).await
    }

    /// Proposes a person for a post, which is held once somebody else has confirmed it.
    ///
    /// # Errors
    /// As [`App::register_person`].
    pub async fn propose_post(
        &self,
        caller: Caller,
        person: PersonId,
        post: NewPost,
        once: Option<Once>,
    ) -> Result<Answer<PersonView>> {
        self.with_name(caller, once, move |unit| appoint(unit, person, post).map(|(person, _)| person)).await
    }

    /// Confirms a proposed post: the security administrator, or the department's leader for its own staff.
    ///
    /// # Errors
    /// As [`App::register_person`].
    pub async fn confirm_post(
        &self,
        caller: Caller,
        person: PersonId,
        post: PostId,
        once: Option<Once>,
    ) -> Result<Answer<PersonView>> {
        self.with_name(caller, once, move |unit| confirm_post(unit, person, post)).await
    }

    /// Ends a post, or drops a proposal. The end of a post that administers, proposes or watches is proposed by it.
    ///
    /// # Errors
    /// As [`App::register_person`].
    pub async fn end_post(
        &self,
        caller: Caller,
        person: PersonId,
        post: PostId,
        on: Date,
        once: Option<Once>,
    ) -> Result<Answer<PersonView>> {
        self.with_name(caller, once, move |unit| end_post(unit, person, post, on)).await
    }

    /// Changes a person's employment: at once, or as a proposal where it needs a second hand.
    ///
    /// # Errors
    /// As [`App::register_person`].
    pub async fn change_employment(
        &self,
        caller: Caller,
        person: PersonId,
        employment: Employment,
        once: Option<Once>,
    ) -> Result<Answer<PersonView>> {
        self.with_name(caller, once, move |unit| change_employment(unit, person, employment.clone())).await
    }

    /// Confirms a proposed change of employment.
    ///
    /// # Errors
    /// As [`App::register_person`].
    pub async fn confirm_employment(
        &self,
        caller: Caller,
        person: PersonId,
        once: Option<Once>,
    ) -> Result<Answer<PersonView>> {
        self.with_name(caller, once, move |unit| confirm_employment(unit, person)).await
    }

    /// Records an absence: the deputy's letter lives during it.
    ///
    /// # Errors
    /// As [`App::register_person`].
    pub async fn record_absence(
        &self,
        caller: Caller,
        person: PersonId,
        validity: Validity,
        (reason, texts): (Option<Text>, Texts),
        once: Option<Once>,
    ) -> Result<Answer<PersonView>> {
        let record = move |unit: &mut Unit<'_, '_>| {
            let absent = record_absence(unit, person, validity, reason.clone())?;
            texts.save(unit.tx, &stream::name("person", person))?;
            Ok(absent)
        };
        self.with_name(caller, once, record).await
    }

    /// The name joins behind the unit of work: an answer kept for a repeated request holds none.
    async fn with_name<F>(
        &self,
        caller: Caller,
        once: Option<Once>,
        use_case: F,
    ) -> Result<Answer<PersonView>>
    where
        F: FnMut(&mut Unit<'_, '_>) -> Result<Person> + Send + 'static,
    {
        let Answer { value: person, replayed } = self.write_once(caller.clone(), once, use_case).await?;
        let name = self.person(caller, person.id).await?.name;
        Ok(Answer { value: PersonView { person, name }, replayed })
    }
}

/// Registers a person, inside a unit of work.
///
/// # Errors
/// As [`App::register_person`].
pub fn register(unit: &mut Unit<'_, '_>, new: &NewPerson) -> Result<Person> {
    let grant = grant(unit, Act::ArrangePeople, Some(new.department))?;
    known(unit, new.department)?;
    named("staff_number", &new.staff_number)?;
    let id = unit.ids.next(PersonId::from_parts);
    let text = unit.ids.next(TextId::from_parts);
    let stream = stream::name("person", id);
    let name = new.name.reveal().as_bytes();
    let name = text::put(unit.inner, unit.tx, &stream, "staff_name", text, name)?;
    let entry = Registered {
        person: id,
        staff_number: new.staff_number.clone(),
        name,
        department: new.department,
        employment: new.employment.clone(),
    };
    let events = person::register(entry, unit.world.facts.people.values())?;
    aggregate::keep(unit, id, Kept::NEW, &grant, events)
}

/// Fills a post, inside a unit of work: at once by the host's hand, as a proposal by anybody else's.
///
/// # Errors
/// As [`App::propose_post`].
pub fn appoint(unit: &mut Unit<'_, '_>, person: PersonId, new: NewPost) -> Result<(Person, PostId)> {
    let (department, _) = aggregate::open::<Department>(unit, new.department)?;
    if new.section.is_some_and(|section| !department.sections.contains_key(&section)) {
        return Err(Error::NotFound { what: "section" });
    }
    if let Some(window) = new.window {
        aggregate::open::<Window>(unit, window)?;
    }
    // Whoever fills a post must be in charge of its department as well as of the person's.
    grant_over(unit, Act::ProposePost, new.department, person)?;
    let id = unit.ids.next(PostId::from_parts);
    let post = Post {
        id,
        duty: new.duty,
        department: new.department,
        section: new.section,
        window: new.window,
        validity: new.validity,
    };
    let command = match &unit.actor {
        Actor::Staff(staff) => Command::Propose { post, by: staff.person },
        Actor::Host | Actor::Law { .. } | Actor::Visitor => Command::Appoint(post),
    };
    Ok((change(unit, Act::ProposePost, person, command)?, id))
}

/// Confirms a proposed post, inside a unit of work.
///
/// # Errors
/// As [`App::confirm_post`].
pub fn confirm_post(unit: &mut Unit<'_, '_>, id: PersonId, post: PostId) -> Result<Person> {
    let (act, by, hand) = second_hand(unit)?;
    let (person, head) = aggregate::open::<Person>(unit, id)?;
    let proposed = person.proposed.get(&post).map(|proposal| &proposal.post);
    let concerned = proposed.or_else(|| person.posts.get(&post));
    let department = concerned.map_or(person.department, |post| post.department);
    let grant = grant_over(unit, act, department, id)?;
    let events = person::decide(&person, Command::Confirm { post, by, hand })?;
    aggregate::keep(unit, id, Kept { state: Some(person), head }, &grant, events)
}

/// Confirms a proposed change of employment, inside a unit of work.
///
/// # Errors
/// As [`App::confirm_employment`].
pub fn confirm_employment(unit: &mut Unit<'_, '_>, person: PersonId) -> Result<Person> {
    let (act, by, hand) = second_hand(unit)?;
    let today = daowei_calendar::legal_date(unit.now);
    change(unit, act, person, Command::ConfirmEmployment { today, by, hand })
}

/// As what the caller confirms.
fn second_hand(unit: &Unit<'_, '_>) -> Result<(Act, PersonId, Hand)> {
    let staff = unit.staff()?;
    Ok(match staff.duty {
        Duty::DepartmentLeader => (Act::ConfirmStaff, staff.person, Hand::Leader),
        _ => (Act::ConfirmPost, staff.person, Hand::Security),
    })
}

/// The one hand that acts; nobody's where it is the host's.
fn one_hand(unit: &Unit<'_, '_>) -> Option<PersonId> {
    unit.actor.staff().map(|staff| staff.person)
}

/// Ends a post, inside a unit of work.
///
/// # Errors
/// As [`App::end_post`].
pub fn end_post(unit: &mut Unit<'_, '_>, person: PersonId, post: PostId, on: Date) -> Result<Person> {
    let by = one_hand(unit);
    change(unit, Act::ArrangePeople, person, Command::EndPost { post, on, by })
}

/// Changes employment, inside a unit of work.
///
/// # Errors
/// As [`App::change_employment`].
pub fn change_employment(
    unit: &mut Unit<'_, '_>,
    person: PersonId,
    employment: Employment,
) -> Result<Person> {
    let (today, by) = (daowei_calendar::legal_date(unit.now), one_hand(unit));
    change(unit, Act::ArrangePeople, person, Command::ChangeEmployment { employment, today, by })
}

/// Records an absence, inside a unit of work.
///
/// # Errors
/// As [`App::record_absence`].
pub fn record_absence(
    unit: &mut Unit<'_, '_>,
    person: PersonId,
    validity: Validity,
    reason: Option<Text>,
) -> Result<Person> {
    let today = daowei_calendar::legal_date(unit.now);
    change(unit, Act::ArrangePeople, person, Command::RecordAbsence { validity, today, reason })
}

fn change(unit: &mut Unit<'_, '_>, act: Act, id: PersonId, command: Command) -> Result<Person> {
    let (person, head) = aggregate::open::<Person>(unit, id)?;
    let grant = grant_over(unit, act, person.department, id)?;
    let events = person::decide(&person, command)?;
    aggregate::keep(unit, id, Kept { state: Some(person), head }, &grant, events)
}
