//! Judging the answers. Pure.

use daowei_store::health::Engine;
use daowei_store::schema::Fault;
use jiff::{SignedDuration, Timestamp};

use super::ask::{Asked, People};
use super::{Check, Status, log};
use crate::install::Permission;

/// Effects are sent within seconds.
const EFFECT_LATE: SignedDuration = SignedDuration::from_mins(10);
/// The worker looks at time every few seconds.
const LAPSE_LATE: SignedDuration = SignedDuration::from_mins(10);
/// A backup a week old has missed a week.
const BACKUP_LATE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What is to be said of an answer: Chinese, English.
pub(super) type Words<'w> = (&'w str, &'w str);

pub(super) struct Checks(Vec<Check>);

impl Checks {
    /// Adds a check: as it should be, or of that status with its cure.
    pub(super) fn add(
        &mut self,
        id: &'static str,
        good: bool,
        otherwise: Status,
        found: (String, String),
        cure: (&'static str, &'static str),
    ) {
        let status = if good { Status::Good } else { otherwise };
        self.0.push(Check {
            id,
            status,
            zh: found.0,
            en: found.1,
            cure_zh: (!good).then_some(cure.0),
            cure_en: (!good).then_some(cure.1),
        });
    }
}

pub(super) fn words((zh, en): Words<'_>) -> (String, String) {
    (zh.to_owned(), en.to_owned())
}

pub(super) fn at(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// All checks, in the order in which a person would go through them.
#[must_use]
pub fn judge(asked: &Asked) -> Vec<Check> {
    let mut checks = Checks(Vec::new());
    engine(asked, &mut checks);
    files(asked, &mut checks);
    log::log(asked, &mut checks);
    worker(asked, &mut checks);
    records(asked, &mut checks);
    facts(asked, &mut checks);
    accounts(asked, &mut checks);
    checks.0
}

fn engine(asked: &Asked, checks: &mut Checks) {
    use Status::{Problem, Warning};
    checks.add(
        "database.version",
        asked.schema == asked.program,
        Problem,
        (
            format!("数据库版本 {}，程序版本 {}", asked.schema, asked.program),
            format!("database version {}, program version {}", asked.schema, asked.program),
        ),
        ("运行 daowei migrate", "run `daowei migrate`"),
    );
    let named = |words: fn(Fault) -> &'static str| {
        let named =
            asked.objects.iter().map(|found| format!("{} {} {}", found.kind, found.name, words(found.fault)));
        named.collect::<Vec<_>>().join("; ")
    };
    checks.add(
        "database.objects",
        asked.objects.is_empty(),
        Problem,
        if asked.objects.is_empty() {
            words((
                "表、索引、触发器与程序所建一致",
                "tables, indexes and triggers are those that the program makes",
            ))
        } else {
            let zh = |fault| match fault {
                Fault::Missing => "缺失",
                Fault::Foreign => "非本程序所建",
                Fault::Changed => "被改动或停用",
            };
            let en = |fault| match fault {
                Fault::Missing => "is missing",
                Fault::Foreign => "is none of ours",
                Fault::Changed => "was changed or switched off",
            };
            (named(zh), named(en))
        },
        (
            "查明是谁改的；运行 daowei audit verify；把备份恢复到新库",
            "find out who did it, run `daowei audit verify`, and restore a backup into a new database",
        ),
    );
    match &asked.engine {
        None => {}
        Some(Engine::Embedded { version, journal, encoding, intact }) => {
            checks.add(
                "engine.version",
                newer(version, &[3, 51, 3]),
                Problem,
                (format!("SQLite {version}"), format!("SQLite {version}")),
                (
                    "使用随程序提供的引擎（3.51.3 以上）",
                    "use the engine built into the program, 3.51.3 or newer",
                ),
            );
            checks.add(
                "engine.durability",
                journal == "wal",
                Problem,
                (format!("日志方式 {journal}"), format!("journal mode {journal}")),
                ("停止服务后重新启动，程序会改回 wal", "stop and start the server: it sets wal again"),
            );
            checks.add(
                "engine.integrity",
                intact == "ok",
                Problem,
                (format!("数据库文件检查：{intact}"), format!("check of the database file: {intact}")),
                ("停止服务，从备份恢复", "stop serving and restore a backup"),
            );
            encoding_check(encoding == "UTF-8", encoding, checks);
        }
        Some(Engine::Server {
            version,
            fsync,
            synchronous_commit,
            full_page_writes,
            checksums,
            encoding,
        }) => {
            checks.add(
                "engine.version",
                newer(version, &[13]),
                Problem,
                (format!("PostgreSQL {version}"), format!("PostgreSQL {version}")),
                ("升级到 PostgreSQL 13 以上", "use PostgreSQL 13 or newer"),
            );
            let durable = fsync == "on" && full_page_writes == "on" && synchronous_commit != "off";
            let settings = format!(
                "fsync={fsync}, synchronous_commit={synchronous_commit}, full_page_writes={full_page_writes}"
            );
            checks.add(
                "engine.durability",
                durable,
                Problem,
                (settings.clone(), settings),
                ("在 postgresql.conf 中设为 on", "set them to on in postgresql.conf"),
            );
            checks.add(
                "engine.integrity",
                checksums == "on",
                Warning,
                (format!("数据页校验 {checksums}"), format!("data checksums {checksums}")),
                ("停库后运行 pg_checksums --enable", "stop the server and run `pg_checksums --enable`"),
            );
            encoding_check(encoding == "UTF8", encoding, checks);
        }
    }
}

fn encoding_check(good: bool, encoding: &str, checks: &mut Checks) {
    checks.add(
        "engine.encoding",
        good,
        Status::Problem,
        (format!("字符编码 {encoding}"), format!("encoding {encoding}")),
        ("新建 UTF-8 数据库并恢复备份", "make a database in UTF-8 and restore a backup into it"),
    );
}

/// Whether a version such as `15.8 (Debian 15.8-0)` is this one or newer.
pub(super) fn newer(version: &str, oldest: &[u32]) -> bool {
    let digits = version.split(|c: char| !c.is_ascii_digit() && c != '.').next().unwrap_or_default();
    let parts: Vec<u32> = digits.split('.').map_while(|part| part.parse().ok()).collect();
    parts.as_slice() >= oldest
}

fn files(asked: &Asked, checks: &mut Checks) {
    use Status::{Problem, Warning};
    let mut private = |id, found: Permission, (zh, en): Words<'_>, cure| {
        let said = match found {
            Permission::Absent => (format!("{zh}不在"), format!("{en}: not there")),
            Permission::Private => (format!("{zh}只有属主可用"), format!("{en}: for its owner alone")),
            Permission::Open(mode) => (format!("{zh}权限 {mode:o}"), format!("{en}: mode {mode:o}")),
        };
        checks.add(id, found == Permission::Private, Problem, said, cure);
    };
    if let Some((directory, database)) = asked.directory {
        private(
            "files.directory",
            directory,
            ("数据目录", "data directory"),
            ("chmod 700 数据目录", "chmod 700 the data directory"),
        );
        private(
            "files.database",
            database,
            ("数据库文件", "database file"),
            ("chmod 600 数据库文件", "chmod 600 the database file"),
        );
    }
    private(
        "files.keys",
        asked.keys,
        ("密钥文件", "key file"),
        (
            "chmod 600 密钥文件；如已丢失，从保管处取回",
            "chmod 600 the key file; put it back where it was lost",
        ),
    );
    checks.add(
        "files.keys_apart",
        !asked.keys_beside_database,
        Warning,
        words(if asked.keys_beside_database {
            ("密钥与数据库在同一目录", "keys and database lie in one directory")
        } else {
            ("密钥与数据库分开存放", "keys and database lie apart")
        }),
        (
            "另存一份密钥于他处；正式环境建议用 PostgreSQL 与独立密钥目录",
            "keep a copy of the keys elsewhere; in service, use PostgreSQL with a key folder of its own",
        ),
    );
    if let Some(room) = asked.room {
        checks.add(
            "files.room",
            room,
            Problem,
            words(if room {
                ("磁盘可写且有余量", "the disk takes writes")
            } else {
                ("磁盘不可写或已满", "the disk is full or takes no writes")
            }),
            ("清理磁盘空间或检查挂载", "free some space, or look at the mount"),
        );
    }
    let late = asked.last_backup.is_none_or(|last| asked.now.duration_since(last) > BACKUP_LATE);
    checks.add(
        "backup.age",
        !late,
        Warning,
        match asked.last_backup {
            None => words(("没有备份记录", "no backup was noted")),
            Some(last) => (format!("最近备份 {last}"), format!("last backup {last}")),
        },
        ("运行 daowei backup create", "run `daowei backup create`"),
    );
}

fn worker(asked: &Asked, checks: &mut Checks) {
    use Status::{Problem, Warning};
    let work = &asked.work;
    checks.add(
        "outbox.dead",
        work.dead == 0,
        Problem,
        (
            format!("{} 条外发任务反复失败", work.dead),
            format!("{} effects failed again and again", work.dead),
        ),
        ("查看原因，修复接收方后重发", "see why, mend the receiver, then send them anew"),
    );
    let late = |since: Option<i64>, limit: SignedDuration| {
        since.is_some_and(|since| asked.now.duration_since(at(since)) > limit)
    };
    let effects = late(work.effect_since, EFFECT_LATE);
    checks.add(
        "outbox.delay",
        !effects,
        Warning,
        words(if effects {
            ("外发任务积压", "effects wait to be sent")
        } else {
            ("外发任务无积压", "no effect waits to be sent")
        }),
        ("启动 worker，并检查接收方", "start the worker, and look at the receivers"),
    );
    let lapse = late(work.lapse_since, LAPSE_LATE);
    checks.add(
        "worker.lapse",
        !lapse,
        Problem,
        words(if lapse {
            ("到期事项未处理", "what time has brought about was not recorded")
        } else {
            ("到期事项已处理", "what time has brought about is recorded")
        }),
        ("启动 daowei serve 或 daowei worker", "start `daowei serve` or `daowei worker`"),
    );
    let ahead = &asked.leases_ahead;
    checks.add(
        "worker.leases",
        ahead.is_empty(),
        Warning,
        if ahead.is_empty() {
            words(("后台租约的期限正常", "no lease of the background work lasts too long"))
        } else {
            let names = ahead.join(", ");
            (format!("租约期限远在将来：{names}"), format!("leases end far ahead: {names}"))
        },
        (
            "核对各机时钟（NTP）；后台工作会自行接管",
            "look at the clocks of all machines (NTP); the worker takes such leases over by itself",
        ),
    );
}

fn records(asked: &Asked, checks: &mut Checks) {
    use Status::Warning;
    let records = &asked.records;
    checks.add(
        "catalog.acceptable",
        records.items == 0 || records.acceptable > 0,
        Warning,
        (
            format!("事项 {} 个，可受理 {} 个", records.items, records.acceptable),
            format!("{} items, {} of them take applications", records.items, records.acceptable),
        ),
        ("补齐事项的设定依据与时限", "give the items their founding documents and limits"),
    );
    checks.add(
        "cases.provisional",
        records.provisional == 0,
        Warning,
        (
            format!("{} 个办件中 {} 个期限为暂定", records.cases, records.provisional),
            format!("of {} cases, {} have a provisional due date", records.cases, records.provisional),
        ),
        ("导入正式日历后重新计算", "import the published calendar, then compute them anew"),
    );
}

/// What is decided on: whether it is what was written, and what it lacks.
fn facts(asked: &Asked, checks: &mut Checks) {
    checks.add(
        "facts.proven",
        asked.facts.is_ok(),
        Status::Problem,
        match &asked.facts {
            Ok(_) => words((
                "机构、授权、设置与日历的记录与其校验相符",
                "the records of organization, letters, settings and calendars hold",
            )),
            Err(why) => {
                (format!("所依据的记录不符：{why}"), format!("what is decided on does not hold: {why}"))
            }
        },
        (
            "停止服务，运行 daowei audit verify；从备份恢复",
            "stop serving, run `daowei audit verify`, and restore a backup",
        ),
    );
    if let Ok(told) = &asked.facts {
        calendar(told.calendar_covers, checks);
        people(&told.people, checks);
    }
}

fn calendar((soon, year): (bool, bool), checks: &mut Checks) {
    use Status::Warning;
    checks.add(
        "calendar.soon",
        soon,
        Warning,
        words(if soon {
            ("未来60天有正式日历", "the next 60 days are in a published calendar")
        } else {
            ("未来60天缺正式日历", "the next 60 days are not all in a published calendar")
        }),
        (
            "国务院通知发布后运行 daowei import calendar",
            "run `daowei import calendar` with the State Council's notice",
        ),
    );
    checks.add(
        "calendar.year",
        year,
        Warning,
        words(if year {
            ("未来一年有正式日历", "the next year is in a published calendar")
        } else {
            (
                "未来一年的日历尚不完整，相关期限为暂定",
                "the next year is not all published: such limits are provisional",
            )
        }),
        ("每年11月前后关注国务院办公厅通知", "look for the State Council's notice around November"),
    );
}

fn people(people: &People, checks: &mut Checks) {
    use Status::{Problem, Warning};
    checks.add(
        "organization.leaders",
        people.without_leader == 0,
        Warning,
        (
            format!("部门 {} 个，缺主要负责人 {} 个", people.departments, people.without_leader),
            format!(
                "{} departments, {} without a principal leader",
                people.departments, people.without_leader
            ),
        ),
        ("登记主要负责人，否则无人能签授权书", "enter the principal leaders: nobody else can sign letters"),
    );
    checks.add(
        "organization.windows",
        people.windows > 0,
        Warning,
        (format!("窗口 {} 个", people.windows), format!("{} windows", people.windows)),
        ("设立窗口，否则不能受理", "open windows: nothing can be accepted without"),
    );
    checks.add(
        "letters.in_force",
        people.letters_in_force > 0,
        Warning,
        (
            format!("有效授权书 {} 份", people.letters_in_force),
            format!("{} letters of authorization in force", people.letters_in_force),
        ),
        ("签署授权书，否则无人能作决定", "sign letters: nobody can decide without"),
    );
    checks.add(
        "letters.expiring",
        people.letters_expiring == 0,
        Warning,
        (
            format!("30 天内到期的授权书 {} 份", people.letters_expiring),
            format!("{} letters end within 30 days", people.letters_expiring),
        ),
        ("及时续签", "sign new ones in time"),
    );
    let missing: Vec<&str> = people.missing_administrators.iter().map(|duty| duty.zh()).collect();
    checks.add(
        "administrators.present",
        missing.is_empty(),
        Problem,
        if missing.is_empty() {
            words(("三员齐备", "all three administrators are there"))
        } else {
            (format!("缺：{}", missing.join("、")), format!("missing: {}", missing.join(", ")))
        },
        ("运行 daowei admin create", "run `daowei admin create`"),
    );
    checks.add(
        "administrators.apart",
        people.united_administrators == 0,
        Problem,
        (
            format!("一人兼任多员：{} 人", people.united_administrators),
            format!("{} people hold two of the three duties", people.united_administrators),
        ),
        ("三员分设：结束其中一个岗位", "keep the three apart: end one of the posts"),
    );
}

fn accounts(asked: &Asked, checks: &mut Checks) {
    use Status::Warning;
    let accounts = &asked.accounts;
    checks.add(
        "accounts.unused",
        accounts.unused == 0,
        Warning,
        (
            format!("账号 {} 个，180 天未用 {} 个", accounts.enabled, accounts.unused),
            format!("{} accounts, {} unused for 180 days", accounts.enabled, accounts.unused),
        ),
        ("停用不再使用的账号", "disable accounts that nobody uses"),
    );
    checks.add(
        "accounts.first_password",
        accounts.first_password == 0,
        Warning,
        (
            format!("初始口令超过 7 天未改 {} 个", accounts.first_password),
            format!("{} accounts keep their first password for more than 7 days", accounts.first_password),
        ),
        ("请本人登录改口令，或停用", "have their owners sign in and change it, or disable them"),
    );
    checks.add(
        "tokens.expired",
        accounts.expired_tokens == 0,
        Warning,
        (
            format!("已过期未撤销的接口令牌 {} 个", accounts.expired_tokens),
            format!("{} tokens have run out and were not revoked", accounts.expired_tokens),
        ),
        ("撤销或换发", "revoke or replace them"),
    );
}
