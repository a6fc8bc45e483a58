//! `daowei demo`: a city to try the program in, made where there is none, and served; or its accounts; or its story.

use std::path::{Path, PathBuf};

use clap::Args;
use daowei_app::install::{self, Installation, KEY_FILE, Place};
use daowei_store::{Abort, installation};
use daowei_web::Notice;
use jiff::civil::Date;

use super::deadline::date;
use super::serve::{Opening, WebArguments, serve, web_refused};
use crate::demo::{CASES, DemoAccount, Wish, accounts_beside, anchor, make};
use crate::place::{self, PlaceArguments, SuiteArgument};
use crate::trouble::{Done, Trouble, Verdict, say};
use crate::{lines, machine, story};

/// What every demo city follows from.
const SEED: u64 = 2017_0210;

/// `daowei demo`
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    place: PlaceArguments,
    #[command(flatten)]
    web: WebArguments,
    /// 演示基准日，2025-03-01 至今天，默认今天 | The day on which the city opens its doors, 2025-03-01 to today; by default today
    #[arg(long, value_parser = date, value_name = "DATE")]
    anchor: Option<Date>,
    /// 新建时的密码套件 | Suite of a new installation
    #[arg(long, value_enum, default_value_t)]
    suite: SuiteArgument,
    /// 只列出演示账号 | Only list the accounts
    #[arg(long, conflicts_with = "story")]
    accounts: bool,
    /// 演一遍完整办件故事 | Play the story of one case
    #[arg(long)]
    story: bool,
    /// 输出 JSON（用于 --accounts、--story）| As JSON (with --accounts, --story)
    #[arg(long)]
    json: bool,
}

/// Makes the city where there is none, then does what was asked for.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let place = arguments.place.place()?;
    // What cannot be made is refused before anything is.
    let anchor = anchor(arguments.anchor, daowei_calendar::legal_date(machine::now()))?;
    if arguments.accounts {
        return list(arguments, &existing(&place, arguments.anchor)?);
    }
    let listen = arguments.web.listen;
    if arguments.story && story::answers(listen) {
        return story::play(listen, &existing(&place, arguments.anchor)?, arguments.json);
    }
    // A city takes its time: whether it can be served afterwards is known before.
    let options = if arguments.story { story::options(listen) } else { arguments.web.options(None) };
    options.check().map_err(web_refused)?;
    std::net::TcpListener::bind(listen)
        .map_err(|source| web_refused(daowei_web::Error::Listen { address: listen, source }))?;
    let birth = place::birth(arguments.suite);
    let installation = install::create(&place, &birth, &place::server(None))?;
    let accounts = accounts_beside(&installation.key_file);
    found((anchor, arguments.anchor), &installation, &accounts)?;
    if arguments.story {
        return story::play_alone(&installation, listen, &accounts, arguments.json);
    }
    // The server opens it for itself.
    drop(installation);
    list(arguments, &accounts)?;
    let notice = Notice {
        zh: "演示系统：人员、企业、办件均为虚构；事项清单、授权书和承诺时限是演示数据（资阳市的设定清单没有公开），乐至县的事项目录借自四川另一区公布的目录。请勿录入真实个人信息。".to_owned(),
        en: "A demonstration: people, firms and cases are made up; the lists of items, letters and promised limits are demonstration data (Ziyang's founding lists are not public), and the catalog of Lezhi county is borrowed from another Sichuan district's. Enter no real personal data.".to_owned(),
    };
    serve(
        Opening { place, birth, migrates: true, log: None, server: place::server(None) },
        &arguments.web,
        Some(None),
        Some(notice),
    )
}

/// Makes the city in an installation in which nothing has happened yet; on the day that holds, or was asked for.
fn found(
    (anchor, asked): (Date, Option<Date>),
    installation: &Installation,
    accounts: &Path,
) -> Result<(), Trouble> {
    let unit =
        |tx: &mut daowei_store::Tx<'_>| Ok::<_, Abort<daowei_store::Error>>(installation::has_begun(tx)?);
    if installation.store.read(unit).map_err(Abort::into_store)? {
        // The accounts are written last: without them it is no demo city, or not a whole one.
        return there(accounts, asked);
    }
    let wish =
        Wish { anchor, now: machine::now(), seed: SEED, cases: CASES, accounts: Some(accounts.to_owned()) };
    say("正在建立演示城市…… | Making the demo city…");
    let made = make(installation.store.clone(), installation.keys_again()?, &wish)?;
    say(&format!(
        "演示城市（{}）：部门 {}，事项 {}，人员 {}，办件 {} | departments, items, people, cases",
        made.anchor,
        made.departments,
        made.items,
        made.people,
        made.cases.len()
    ));
    Ok(())
}

/// The accounts of a city that was made. `asked`: the anchor day that was asked for.
fn existing(place: &Place, asked: Option<Date>) -> Result<PathBuf, Trouble> {
    let accounts = match place {
        Place::Directory(directory) => accounts_beside(&directory.join(KEY_FILE)),
        Place::Server { .. } => accounts_beside(&install::look(place, &place::patient())?.key_file),
    };
    there(&accounts, asked)?;
    Ok(accounts)
}

/// The city is there. It keeps its anchor day, whatever was asked for.
fn there(accounts: &Path, asked: Option<Date>) -> Result<(), Trouble> {
    if accounts.is_file() {
        if asked.is_some() {
            say("此处已有演示城市，--anchor 未采用；要换基准日，请另选一个空目录");
            say(
                "a demo city is here already: --anchor was not used; for another day, choose an empty folder",
            );
        }
        return Ok(());
    }
    let shown = accounts.display();
    Err(Trouble::refused(format_args!(
        "没有 {shown}：此处不是（完整的）演示城市，请另选一个空目录\n\
         {shown} is not there: this is no demo city, or not a whole one; choose an empty folder"
    )))
}

fn list(arguments: &Arguments, accounts: &Path) -> Done {
    let text = std::fs::read(accounts).map_err(Trouble::file(accounts))?;
    let found: Vec<DemoAccount> = serde_json::from_slice(&text).map_err(Trouble::refused)?;
    if arguments.json && arguments.accounts {
        lines::json(&found)?;
        return Ok(Verdict::Good);
    }
    lines::line(format_args!("账号 accounts（{}）", accounts.display()))?;
    for account in found {
        let roles = account.roles.join(", ");
        lines::line(format_args!(
            "  {:<20} {}  {:<24} {}",
            account.login, account.password, roles, account.department
        ))?;
    }
    Ok(Verdict::Good)
}
