//! What the security administrator does with accounts; a lasting password is known to nobody but its holder (SEC-22).

use daowei_calendar::legal_date;
use daowei_domain::organization::{Duty, Validity};
use daowei_domain::{Actor, Grant, Refusal, Rule};
use daowei_ident::{AccountId, PersonId};
use daowei_store::account::{self as rows, Account, By};
use daowei_store::view::order::Order;
use jiff::Timestamp;
use zeroize::Zeroizing;

use super::door::{hashing, in_line};
use super::event::{Event, record};
use super::secret::one_time_password;
use super::{confirmed_lately, id, instant, no_token, password, permit, permit_over, rules};
use crate::error::{Error, Problem, Result};
use crate::unit::{Caller, Unit};
use crate::{App, sorted};

/// Accounts that one page of a search looks at.
const LOOKED_AT: u32 = 2_000;
/// Characters of a login.
const LONGEST_LOGIN: usize = 64;
const SHORTEST_LOGIN: usize = 2;

/// An account with the password that opens it once.
pub struct NewAccount {
    /// Its id.
    pub account: AccountId,
    /// To be handed over and changed at the first sign-in.
    pub one_time_password: Zeroizing<String>,
}

/// An account, as its administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountView {
    /// Its id.
    pub id: AccountId,
    /// Whose it is.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
    /// The name of the person's department.
    pub department_name: String,
    /// The name to sign in with.
    pub login: String,
    /// Whether the password must be changed at the next sign-in.
    pub must_change: bool,
    /// When it was disabled.
    pub disabled_at: Option<Timestamp>,
    /// Until when sign-ins from places that it does not know are refused.
    pub locked_until: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When somebody last signed in.
    pub last_used_at: Option<Timestamp>,
    /// Whether only the host may change it.
    pub by_host: bool,
}

/// Which accounts.
#[derive(Clone, Debug, Default)]
pub struct AccountQuery {
    /// Words in the login, the name or the department's name, or initials of the pinyin of either; two characters are enough.
    pub words: Option<String>,
    /// In which order.
    pub order: Order<By>,
    /// Behind the account of this id: a login would tell of one that is not the caller's to see.
    pub after: Option<String>,
    /// How many.
    pub limit: u32,
}

/// A page of a list, and where the next one begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// What the caller may see of it; fewer than were asked for where some of it is for others.
    pub rows: Vec<T>,
    /// Where the next page begins; nothing at the end.
    pub next: Option<String>,
}

/// The form in which logins are kept and compared.
///
/// # Errors
/// [`Error::Input`] for what cannot be a login.
pub fn login_form(login: &str) -> Result<String> {
    let problem = |problem| Err(Error::input("login", problem));
    if login.is_empty() {
        return problem(Problem::Empty);
    }
    if login.len() > LONGEST_LOGIN {
        return problem(Problem::TooLong);
    }
    if login.len() < SHORTEST_LOGIN {
        return problem(Problem::Range);
    }
    if !login.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'@')) {
        return problem(Problem::Characters);
    }
    Ok(login.to_ascii_lowercase())
}

impl App {
    /// Makes an account for a person, opened once by the password that comes back.
    ///
    /// # Errors
    /// The rules of [`rules`] and of authority, `authority.confirmation.stale`.
    pub async fn create_account(&self, caller: Caller, person: PersonId, login: &str) -> Result<NewAccount> {
        let login = login_form(login)?;
        let asked = login.clone();
        // Nobody has passwords hashed who may not.
        self.read(caller.clone(), move |unit| creatable(unit, person, &asked).map(|_| ())).await?;
        let (one_time_password, kept) = self.one_time(&person.to_string(), &login).await?;
        let account = self.write(caller, move |unit| create(unit, person, &login, &kept, true)).await?;
        Ok(NewAccount { account, one_time_password })
    }

    /// Makes an account with a lasting password, by the host's own hand: the first administrators, the demo city. Blocks.
    ///
    /// # Errors
    /// As [`App::create_account`].
    pub fn create_account_as_host(&self, person: PersonId, login: &str, password: &str) -> Result<AccountId> {
        let login = login_form(login)?;
        password::choose(&login, password)?;
        let given = self.given(&person.to_string(), &login, password);
        let kept = password::keep(&given, &self.random())?;
        self.write_blocking(Caller::Host, move |unit| create(unit, person, &login, &kept, false))
    }

    /// Gives an account a one-time password and ends its sessions; its lock is over. Blocks not.
    ///
    /// # Errors
    /// [`Error::NotFound`], the rules of authority, `account.disabled`, `account.by_host`, `account.reset_meanwhile`,
    /// `authority.confirmation.stale`.
    pub async fn reset_password(&self, caller: Caller, account: AccountId) -> Result<Zeroizing<String>> {
        let asked = move |unit: &mut Unit<'_, '_>| {
            let (row, _) = in_hand(unit, account)?;
            confirmed_lately(unit).map(|()| row)
        };
        let row = self.read(caller.clone(), asked).await?;
        let (one_time_password, kept) = self.one_time(&row.person, &row.login).await?;
        let before = row.password.clone();
        self.write(caller, move |unit| {
            let (row, grant) = in_hand(unit, account)?;
            confirmed_lately(unit)?;
            // Of two that are given in one moment one opens: nobody is handed the other.
            if !rows::replace_password(unit.tx, &row.id, &kept, &before)? {
                return Err(Refusal::by(&rules::RESET_MEANWHILE).into());
            }
            let ended = rows::end_sessions(unit.tx, &row.id, "", unit.now.as_microsecond(), None)?;
            rows::forget_misses(unit.tx, &known_by(unit, &row.login))?;
            record(unit, &row.id, grant, Event::PasswordReset { ended })
        })
        .await?;
        self.inner.door.forgive(&self.inner.keys.blind().index("login", &row.login));
        Ok(one_time_password)
    }

    /// Disables an account: its sessions and tokens open nothing from the next request on.
    ///
    /// # Errors
    /// [`Error::NotFound`], the rules of authority, `account.disabled`, `account.by_host`, `authority.confirmation.stale`.
    pub async fn disable_account(&self, caller: Caller, account: AccountId) -> Result<()> {
        self.write(caller, move |unit| {
            let (row, grant) = in_hand(unit, account)?;
            confirmed_lately(unit)?;
            let at = unit.now.as_microsecond();
            rows::disable(unit.tx, &row.id, at)?;
            let ended = rows::end_sessions(unit.tx, &row.id, "", at, None)?;
            record(unit, &row.id, grant, Event::Disabled { ended })
        })
        .await
    }

    /// Accounts in the order that is asked for, by login where none is, those of the caller's division. A search looks at
    /// [`LOOKED_AT`] of them at a time: a page of it may hold fewer than were asked for though a next one follows.
    ///
    /// # Errors
    /// The rules of authority.
    pub async fn accounts(&self, caller: Caller, query: AccountQuery) -> Result<Page<AccountView>> {
        self.read(caller, move |unit| {
            no_token(unit)?;
            // Whoever manages no accounts at all is told so whatever he asks for: which logins there are is not to be guessed.
            permit(unit, None)?;
            let words = query.words.as_deref().map(str::trim).filter(|words| !words.is_empty());
            let most = if words.is_some() { LOOKED_AT } else { query.limit };
            let after = match &query.after {
                Some(id) => Some(rows::by_id(unit.tx, id)?.ok_or_else(sorted::nowhere)?),
                None => None,
            };
            let found = rows::page(unit.tx, query.order, after.as_ref(), most)?;
            let locked = rows::locked(unit.tx, unit.now.as_microsecond())?;
            let full = u32::try_from(found.len()).is_ok_and(|count| count == most);
            let mut next = found.last().filter(|_| full).map(|last| last.id.clone());
            let wanted = usize::try_from(query.limit).unwrap_or(usize::MAX);
            let mut before = None;
            let mut seen = Vec::new();
            for row in found {
                if seen.len() == wanted {
                    next = before;
                    break;
                }
                before = Some(row.id.clone());
                if !words.map_or(Ok(true), |words| fits(unit, &row, words))? {
                    continue;
                }
                match permit(unit, Some(id(&row.person)?)) {
                    Ok(_) => {
                        let key = known_by(unit, &row.login);
                        let locked = locked.iter().find(|(login, _)| *login == key);
                        seen.push(view(unit, &row, locked.map(|(_, until)| *until))?);
                    }
                    Err(Error::Refused(refusal)) if refusal.rule.id == "authority.out_of_scope" => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(Page { rows: seen, next })
        })
        .await
    }

    async fn one_time(&self, person: &str, login: &str) -> Result<(Zeroizing<String>, String)> {
        let password = one_time_password(&self.random());
        let (given, salt) = (self.given(person, login, &password), self.random());
        let kept =
            hashing(&self.inner, in_line(&self.inner)?, move |_| password::keep(&given, &salt)).await?;
        Ok((password, kept))
    }
}

fn department_name<'u>(unit: &'u Unit<'_, '_>, person: PersonId) -> &'u str {
    let facts = &unit.world.facts;
    let department = facts.people.get(&person).and_then(|person| facts.departments.get(&person.department));
    department.map_or("", |department| department.name.as_str())
}

/// Whether an account is found by these words.
fn fits(unit: &Unit<'_, '_>, row: &Account, words: &str) -> Result<bool> {
    let person = id(&row.person)?;
    let (name, department) = (unit.world.name(person), department_name(unit, person));
    Ok(row.login.contains(&words.to_ascii_lowercase()) || sorted::found_by(words, "", &[name, department]))
}

fn creatable(unit: &mut Unit<'_, '_>, person: PersonId, login: &str) -> Result<Grant> {
    no_token(unit)?;
    let grant = permit_over(unit, person)?;
    beyond_one_hand(unit, person)?;
    let refuse = |rule: &'static Rule| Err(Error::from(Refusal::by(rule)));
    let today = legal_date(unit.now);
    match unit.world.facts.people.get(&person) {
        None => return Err(Error::NotFound { what: "person" }),
        Some(person) if !person.is_employed(today) => return refuse(&rules::PERSON_NOT_EMPLOYED),
        Some(_) => {}
    }
    confirmed_lately(unit)?;
    if rows::by_login(unit.tx, login)?.is_some() {
        return refuse(&rules::LOGIN_TAKEN);
    }
    if rows::of_person(unit.tx, &person.to_string())?.is_some() {
        return refuse(&rules::PERSON_HAS_ACCOUNT);
    }
    Ok(grant)
}

fn create(
    unit: &mut Unit<'_, '_>,
    person: PersonId,
    login: &str,
    kept: &str,
    must_change: bool,
) -> Result<AccountId> {
    let grant = creatable(unit, person, login)?;
    let account: AccountId = unit.ids.next(AccountId::from_parts);
    let new = rows::NewAccount {
        id: &account.to_string(),
        person: &person.to_string(),
        login,
        password: kept,
        must_change,
        at: unit.now.as_microsecond(),
    };
    rows::add(unit.tx, &new)?;
    record(unit, new.id, grant, Event::Created { person })?;
    Ok(account)
}

/// An account that the caller may manage, held against others where the unit of work writes.
pub(super) fn managed(unit: &mut Unit<'_, '_>, account: AccountId) -> Result<(Account, Grant)> {
    no_token(unit)?;
    // Who may manage nobody is told that before anything is looked up.
    permit(unit, None)?;
    let missing = Error::NotFound { what: "account" };
    let row = rows::by_id(unit.tx, &account.to_string())?.ok_or(missing)?;
    let grant = permit_over(unit, id(&row.person)?).map_err(|error| match error {
        Error::Refused(refusal) if refusal.rule.id == "authority.out_of_scope" => {
            Error::NotFound { what: "account" }
        }
        other => other,
    })?;
    Ok((row, grant))
}

/// An account in use whose password may be set anew, or that may be disabled.
fn in_hand(unit: &mut Unit<'_, '_>, account: AccountId) -> Result<(Account, Grant)> {
    let (row, grant) = managed(unit, account)?;
    beyond_one_hand(unit, id(&row.person)?)?;
    in_use(&row)?;
    Ok((row, grant))
}

/// Whoever gives out a password knows it for a moment, and whoever disables an account keeps its holder out. So the security
/// administrator has in hand the accounts of window and review staff only: not those that propose, confirm, watch or lead,
/// and none whose holder may decide by a letter, today or later.
fn beyond_one_hand(unit: &Unit<'_, '_>, person: PersonId) -> Result<()> {
    if unit.actor != Actor::Host && by_host(unit, person) {
        return Err(Refusal::by(&rules::BY_HOST).into());
    }
    Ok(())
}

/// Whether the account of that person is changed on the host alone.
fn by_host(unit: &Unit<'_, '_>, person: PersonId) -> bool {
    let today = legal_date(unit.now);
    let facts = &unit.world.facts;
    let open = |validity: Validity| validity.to.is_none_or(|end| today < end);
    let posts = facts.people.get(&person).is_some_and(|person| {
        let waiting = person.proposed.values().map(|proposal| &proposal.post);
        let mut posts = person.posts.values().chain(waiting).filter(|post| open(post.validity));
        posts.any(|post| !matches!(post.duty, Duty::Clerk | Duty::Assistant | Duty::Reviewer))
    });
    let decides = || {
        let mut letters = facts.letters.values();
        letters.any(|letter| letter.holder == person && letter.revoked.is_none() && open(letter.validity))
    };
    let leads = || {
        let mut leaders = facts.departments.values().flat_map(|department| &department.leaders);
        leaders.any(|leader| leader.person == person && open(leader.validity))
    };
    posts || decides() || leads()
}

fn in_use(account: &Account) -> Result<()> {
    match account.disabled_at {
        None => Ok(()),
        Some(_) => Err(Refusal::by(&rules::ACCOUNT_DISABLED).into()),
    }
}

/// By what a login is known where wrong passwords are counted.
fn known_by(unit: &Unit<'_, '_>, login: &str) -> [u8; 16] {
    unit.inner.keys.blind().index("login", login)
}

fn view(unit: &Unit<'_, '_>, row: &Account, locked_until: Option<i64>) -> Result<AccountView> {
    let person = id(&row.person)?;
    Ok(AccountView {
        id: id(&row.id)?,
        person,
        name: unit.world.name(person).to_owned(),
        department_name: department_name(unit, person).to_owned(),
        login: row.login.clone(),
        must_change: row.must_change,
        disabled_at: row.disabled_at.map(instant).transpose()?,
        locked_until: locked_until.map(instant).transpose()?,
        created_at: instant(row.created_at)?,
        last_used_at: row.last_used_at.map(instant).transpose()?,
        by_host: by_host(unit, person),
    })
}
