//! The columns of lists of items, people, letters and licenses.

use daowei_app::authority::LetterView;
use daowei_app::catalog::ItemRow;
use daowei_app::export::PersonListed;
use daowei_app::license::LicenseView;
use daowei_domain::authority::letter::Standing;
use daowei_domain::catalog::PowerType;
use daowei_domain::organization::EmploymentKind;
use daowei_domain::{Language, Name};

use super::sheet::{Cell, Column, column, either, maybe, said, text};
use super::words;

/// Of items.
pub(crate) const ITEMS: [Column<ItemRow>; 9] = [
    column("事项", "Item", 40, |item, _| text(&item.name)),
    column("事项类型", "Kind of power", 14, |item, language| {
        PowerType::read(&item.power).map_or(Cell::Empty, |power| text(said(power.name(), language)))
    }),
    column("部门", "Department", 24, |item, _| text(&item.department_name)),
    column("区划", "Division", 12, |item, _| text(&item.division)),
    column("事项编码", "Code", 34, |item, _| text(&item.code)),
    column("版本", "Version", 8, |item, _| u32::try_from(item.version).map_or(Cell::Empty, Cell::Number)),
    column("生效日期", "Valid from", 12, |item, _| text(&item.valid_from)),
    column("失效日期", "Valid to", 12, |item, _| maybe(item.valid_to.as_deref())),
    column("可受理", "Takes acceptances", 10, |item, language| either(item.acceptable, language)),
];

/// Of people.
pub(crate) const PEOPLE: [Column<PersonListed>; 6] = [
    column("姓名", "Name", 14, |person, _| text(&person.view.name)),
    column("工号", "Staff number", 14, |person, _| text(&person.view.person.staff_number)),
    column("部门", "Department", 24, |person, _| text(&person.department)),
    column("编制身份", "Employment", 14, |person, language| {
        let kind = match person.view.person.employment.kind {
            EmploymentKind::Regular => Name::new("正式职工", "regular"),
            EmploymentKind::Seconded => Name::new("抽调", "seconded"),
            EmploymentKind::Contract => Name::new("聘用", "contract"),
        };
        text(said(kind, language))
    }),
    column("岗位", "Posts", 30, |person, language| {
        let duties = person.duties.iter().map(|duty| said(duty.name(), language));
        text(joined(duties, language))
    }),
    column("今天", "Today", 10, |person, language| {
        let today = match (person.employed, person.absent) {
            (false, _) => Name::new("不在职", "not employed"),
            (true, true) => Name::new("不在岗", "absent"),
            (true, false) => Name::new("在岗", "on duty"),
        };
        text(said(today, language))
    }),
];

/// Of letters.
pub(crate) const LETTERS: [Column<LetterView>; 10] = [
    column("授权书编号", "Letter number", 26, |view, _| text(&view.letter.number)),
    column("被授权人", "Holder", 14, |view, _| text(&view.holder)),
    column("B岗，代", "Deputy of", 14, |view, _| maybe(view.deputy_of.as_deref())),
    column("部门", "Department", 24, |view, _| text(&view.department)),
    column("授权内容", "Powers", 36, |view, language| {
        text(joined(view.letter.grants.iter().map(|grant| said(grant.power.name(), language)), language))
    }),
    column("生效日期", "From", 12, |view, _| text(view.letter.validity.from.to_string())),
    column("失效日期", "To", 12, |view, _| {
        view.letter.validity.to.map_or(Cell::Empty, |day| text(day.to_string()))
    }),
    column("签发人", "Signed by", 14, |view, _| text(&view.signer)),
    column("签发日期", "Signed on", 12, |view, _| text(view.letter.signed_on.to_string())),
    column("状态", "Standing", 12, |view, language| {
        let standing = match view.standing {
            Standing::NotYet => Name::new("未生效", "not yet in force"),
            Standing::InForce => Name::new("有效", "in force"),
            Standing::Standby => Name::new("B岗待命", "standing by"),
            Standing::Expired => Name::new("已届满", "expired"),
            Standing::Revoked => Name::new("已撤回", "revoked"),
        };
        text(said(standing, language))
    }),
];

/// Of licenses.
pub(crate) const LICENSES: [Column<LicenseView>; 6] = [
    column("证照编号", "License number", 26, |view, _| text(&view.row.number)),
    column("证照名称", "License", 30, |view, _| text(&view.row.name)),
    column("持证人", "Holder", 24, |view, _| text(&view.holder)),
    column("生效日期", "Valid from", 12, |view, _| text(&view.row.valid_from)),
    column("有效期至", "Valid until", 12, |view, _| maybe(view.row.valid_until.as_deref())),
    column("状态", "State", 12, |view, language| words::license(&view.row.state, language)),
];

fn joined<'a>(words: impl Iterator<Item = &'a str>, language: Language) -> String {
    let between = match language {
        Language::Chinese => "、",
        Language::English => ", ",
    };
    words.collect::<Vec<_>>().join(between)
}
