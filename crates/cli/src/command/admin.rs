//! `daowei admin create|open|reset|disable`: accounts beyond the security administrator's one hand, by the host's own (OPS-20).

use clap::{Args, Subcommand, ValueEnum};
use daowei_app::account::login_form;
use daowei_app::organization::{self, NewDepartment, NewPerson, NewPost};
use daowei_app::{App, Caller};
use daowei_domain::organization::department::Managed;
use daowei_domain::organization::{Duty, Employment, EmploymentKind, Validity};
use daowei_ident::{AccountId, DepartmentId, DivisionCode, PersonId, PersonName};
use daowei_store::{Abort, account};
use jiff::civil::Date;
use serde_json::json;

use crate::place::{self, PlaceArguments};
use crate::trouble::{Done, Trouble, Verdict};
use crate::{lines, machine};

/// `daowei admin …`
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// 建一个管理员账号，显示一次性口令 | Make an administrator's account and print its one-time password
    Create(CreateArguments),
    /// 给在册人员开账号，显示一次性口令 | Give somebody on record an account and print its one-time password
    Open(OpenArguments),
    /// 重置账号口令，显示一次性口令 | Give an account a new one-time password
    Reset(AccountArguments),
    /// 停用账号 | Disable an account
    Disable(AccountArguments),
}

#[derive(Debug, Args)]
struct OpenArguments {
    /// 工号 | Staff number
    #[arg(long)]
    staff_number: String,
    #[command(flatten)]
    account: AccountArguments,
}

#[derive(Debug, Args)]
struct AccountArguments {
    /// 登录名 | Name to sign in with
    #[arg(long)]
    login: String,
    #[command(flatten)]
    place: PlaceArguments,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct CreateArguments {
    /// 登录名 | Name to sign in with
    #[arg(long)]
    login: String,
    /// 职责（三员分设）| Duty; the three are kept apart
    #[arg(long, value_enum)]
    duty: DutyArgument,
    /// 姓名，默认同职责 | The person's name, by default the duty's
    #[arg(long)]
    name: Option<PersonName>,
    /// 所在部门，没有则设立 | Department; established where there is none of this name
    #[arg(long, default_value = "政务服务中心")]
    department: String,
    /// 设立部门时的机关代字 | Short name of a department to be established
    #[arg(long, default_value = "政务")]
    short_name: String,
    /// 设立部门时的行政区划，默认资阳市 | Division of a department to be established, by default Ziyang
    #[arg(long, default_value = "512000")]
    division: DivisionCode,
    #[command(flatten)]
    place: PlaceArguments,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

/// 三员，和提出任岗的中心管理人员
#[derive(Debug, Clone, Copy, ValueEnum)]
enum DutyArgument {
    /// 系统管理员
    #[value(name = "system_administrator")]
    System,
    /// 安全管理员
    #[value(name = "security_administrator")]
    Security,
    /// 安全审计员
    #[value(name = "audit_administrator")]
    Audit,
    /// 中心管理人员
    #[value(name = "center_manager")]
    Manager,
}

impl DutyArgument {
    const fn duty(self) -> Duty {
        match self {
            Self::System => Duty::SystemAdministrator,
            Self::Security => Duty::SecurityAdministrator,
            Self::Audit => Duty::AuditAdministrator,
            Self::Manager => Duty::CenterManager,
        }
    }
}

/// Makes an account, or opens one again.
pub(crate) fn run(arguments: &Arguments) -> Done {
    match &arguments.what {
        What::Create(arguments) => create(arguments),
        What::Open(arguments) => open(arguments),
        What::Reset(arguments) => reset(arguments),
        What::Disable(arguments) => disable(arguments),
    }
}

fn known(app: &App, login: &str) -> Result<Option<account::Account>, Trouble> {
    let asked = login.to_owned();
    let found =
        app.store().read(move |tx| Ok::<_, Abort<daowei_store::Error>>(account::by_login(tx, &asked)?));
    Ok(found.map_err(Abort::into_store)?)
}

/// The account of that login, and a runtime to change it in.
fn found(app: &App, login: &str) -> Result<(AccountId, tokio::runtime::Runtime), Trouble> {
    let Some(account) = known(app, login)? else {
        return Err(Trouble::refused(format_args!("没有这个登录名 | there is no such login: {login}")));
    };
    Ok((account.id.parse().map_err(Trouble::refused)?, runtime()?))
}

fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()
}

/// Prints the password that opens an account once.
fn shown(json: bool, account: AccountId, login: &str, password: &str) -> Done {
    if json {
        lines::json(&json!({ "account": account, "login": login, "one_time_password": password }))?;
    } else {
        lines::line(format_args!("{login}  {password}"))?;
        lines::line("一次性口令，首次登录须更改 | one-time password, to be changed at the first sign-in")?;
    }
    Ok(Verdict::Good)
}

fn open(arguments: &OpenArguments) -> Done {
    let OpenArguments { staff_number, account } = arguments;
    let app = place::app(&account.place.open()?)?;
    let login = login_form(&account.login)?;
    let asked = staff_number.clone();
    let person = app.read_blocking(Caller::Host, move |unit| {
        let mut people = unit.world.facts.people.values();
        Ok(people.find(|person| person.staff_number == asked).map(|person| person.id))
    })?;
    let Some(person) = person else {
        return Err(Trouble::refused(format_args!(
            "没有这个工号 | there is no such staff number: {staff_number}"
        )));
    };
    let made = runtime()?.block_on(app.create_account(Caller::Host, person, &login))?;
    shown(account.json, made.account, &login, made.one_time_password.as_str())
}

fn reset(arguments: &AccountArguments) -> Done {
    let app = place::app(&arguments.place.open()?)?;
    let login = login_form(&arguments.login)?;
    let (account, runtime) = found(&app, &login)?;
    let password = runtime.block_on(app.reset_password(Caller::Host, account))?;
    shown(arguments.json, account, &login, password.as_str())
}

fn disable(arguments: &AccountArguments) -> Done {
    let app = place::app(&arguments.place.open()?)?;
    let login = login_form(&arguments.login)?;
    let (account, runtime) = found(&app, &login)?;
    runtime.block_on(app.disable_account(Caller::Host, account))?;
    if arguments.json {
        lines::json(&json!({ "account": account, "login": login, "disabled": true }))?;
    } else {
        lines::line(format_args!("{login}  已停用 | disabled"))?;
    }
    Ok(Verdict::Good)
}

fn create(arguments: &CreateArguments) -> Done {
    let app = place::app(&arguments.place.open()?)?;
    let login = login_form(&arguments.login)?;
    if known(&app, &login)?.is_some() {
        return Err(Trouble::refused(format_args!("登录名已用 | the login is taken: {login}")));
    }
    let person = register(&app, arguments)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let made = runtime.block_on(app.create_account(Caller::Host, person, &login))?;
    let password = made.one_time_password.as_str();
    if arguments.json {
        lines::json(&json!({
            "account": made.account, "person": person, "login": login, "duty": arguments.duty.duty().id(),
            "one_time_password": password,
        }))?;
    } else {
        lines::line(format_args!("{login}  {password}"))?;
        lines::line("一次性口令，首次登录须更改 | one-time password, to be changed at the first sign-in")?;
    }
    Ok(Verdict::Good)
}

/// Puts the person, the post and, where it is missing, the department on record.
fn register(app: &App, arguments: &CreateArguments) -> Result<PersonId, Trouble> {
    let today = daowei_calendar::legal_date(machine::now());
    let duty = arguments.duty.duty();
    let name = match &arguments.name {
        Some(name) => name.clone(),
        None => duty.zh().parse().map_err(Trouble::refused)?,
    };
    let (login, department) = (arguments.login.clone(), arguments.department.clone());
    let (short_name, division) = (arguments.short_name.clone(), arguments.division);
    Ok(app.write_blocking(Caller::Host, move |unit| {
        let department = establish(unit, &department, &short_name, division, today)?;
        let new = NewPerson {
            staff_number: login.clone(),
            name: name.clone(),
            department,
            employment: Employment {
                kind: EmploymentKind::Regular,
                validity: Validity::since(today),
                approval: None,
            },
        };
        let person = organization::register(unit, &new)?.id;
        let post =
            NewPost { duty, department, section: None, window: None, validity: Validity::since(today) };
        organization::appoint(unit, person, post)?;
        Ok(person)
    })?)
}

/// The living department of that name, or a new one.
fn establish(
    unit: &mut daowei_app::Unit<'_, '_>,
    name: &str,
    short_name: &str,
    division: DivisionCode,
    today: Date,
) -> daowei_app::Result<DepartmentId> {
    let departments = &unit.world.facts.departments;
    let known = departments.values().find(|known| known.name == name && known.validity.holds_on(today));
    if let Some(known) = known {
        return Ok(known.id);
    }
    let taken =
        |number: &u16| departments.values().any(|known| known.unit == *number && known.division == division);
    let number = (1..=999).find(|number| !taken(number)).unwrap_or(999);
    let new = NewDepartment {
        unit: number,
        name: name.to_owned(),
        short_name: short_name.to_owned(),
        credit_code: None,
        division,
        line: "政务服务".to_owned(),
        managed: Managed::Municipal,
        review_organ: None,
        court: None,
        consult_phone: None,
        complaint_phone: None,
        validity: Validity::since(today),
        predecessors: Vec::new(),
    };
    Ok(organization::establish(unit, new)?.id)
}
