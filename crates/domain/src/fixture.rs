//! A small city for tests, of this crate and of others: two departments, a hall with two windows, people of every duty
//! and employment, letters in every state, items of every kind. Everything in it was decided by the rules and folded from
//! events, with ids from fixed parts, so that two runs are equal.

mod items;
mod people;
mod play;
mod procedure;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use daowei_calendar::{Calendar, CalendarData, LocalOverlay, OpeningHours};
use daowei_ident::{DepartmentId, DivisionCode, TextId, WindowId};
use jiff::Timestamp;
use jiff::civil::Date;

pub use items::{Matter, complete};
pub use people::Who;
pub use play::{
    Play, confirms, correction, demand, handed, paper, party, party_record, reasons, recourse, text,
};

pub use procedure::{Procedure, agree};

use crate::authority::Facts;
use crate::catalog::{Item, StoppedByLaw};
use crate::organization::department::{self, Established};
use crate::organization::window::{self, Opened};
use crate::organization::{Department, Managed, Validity, Window, WindowKind};
use crate::record::Staff;
use crate::setting::Settings;

/// The city: organization and letters, items, calendar, settings. Tests change what they want to break.
#[derive(Clone, Debug)]
pub struct City {
    /// Organization and letters.
    pub facts: Facts,
    /// The list.
    pub items: BTreeMap<Matter, Item>,
    /// The calendar in use.
    pub calendar: Arc<Calendar>,
    /// The settings in force.
    pub settings: Settings,
}

/// The departments of the city.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Organ {
    /// 市市场监督管理局
    Market,
    /// 市住房和城乡建设局
    Housing,
    /// 市政务服务中心
    Center,
    /// 市政府办公室
    Government,
    /// 市委编办
    Staffing,
    /// 市司法局
    Justice,
}

impl Organ {
    /// Every department.
    pub const ALL: [Organ; 6] =
        [Organ::Market, Organ::Housing, Organ::Center, Organ::Government, Organ::Staffing, Organ::Justice];

    /// Its id.
    #[must_use]
    pub fn id(self) -> DepartmentId {
        id(DepartmentId::from_parts, self.number())
    }

    fn number(self) -> u8 {
        match self {
            Organ::Market => 1,
            Organ::Housing => 2,
            Organ::Center => 3,
            Organ::Government => 4,
            Organ::Staffing => 5,
            Organ::Justice => 6,
        }
    }

    fn established(self) -> Established {
        let (name, short_name, line) = match self {
            Organ::Market => ("资阳市市场监督管理局", "资市监", "market"),
            Organ::Housing => ("资阳市住房和城乡建设局", "资住建", "housing"),
            Organ::Center => ("资阳市政务服务中心", "资政务", "center"),
            Organ::Government => ("资阳市人民政府办公室", "资府办", "government"),
            Organ::Staffing => ("中共资阳市委机构编制委员会办公室", "资委编办", "staffing"),
            Organ::Justice => ("资阳市司法局", "资司", "justice"),
        };
        Established {
            department: self.id(),
            unit: 100 + u16::from(self.number()),
            name: name.to_owned(),
            short_name: short_name.to_owned(),
            credit_code: None,
            division: division(),
            line: line.to_owned(),
            managed: if self == Organ::Staffing { Managed::Party } else { Managed::Municipal },
            review_organ: Some("资阳市人民政府".to_owned()),
            court: Some("资阳市雁江区人民法院".to_owned()),
            consult_phone: None,
            complaint_phone: None,
            validity: Validity::since(opening()),
            predecessors: Vec::new(),
            source: String::new(),
        }
    }
}

/// The windows of the hall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counter {
    /// 综合窗口, for both departments.
    Composite,
    /// The window of the market department.
    Market,
}

impl Counter {
    /// Its id.
    #[must_use]
    pub fn id(self) -> WindowId {
        id(
            WindowId::from_parts,
            match self {
                Counter::Composite => 1,
                Counter::Market => 2,
            },
        )
    }
}

/// The day on which the city begins: before the oldest case that is told.
#[must_use]
pub fn opening() -> Date {
    jiff::civil::date(2000, 1, 1)
}

/// An id from fixed parts.
pub fn id<T>(make: impl FnOnce(u64, [u8; 10]) -> T, number: u8) -> T {
    make(946_684_800_000, [0, 0, 0, 0, 0, 0, 0, 0, 0, number])
}

/// 资阳市
#[must_use]
pub fn division() -> DivisionCode {
    "512000".parse().expect("a division code")
}

/// A day, as `2026-03-02`.
#[must_use]
pub fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

/// An instant in Shanghai, as `2026-03-02 09:00`.
#[must_use]
pub fn at(text: &str) -> Timestamp {
    format!("{}:00+08:00", text.replace(' ', "T")).parse().expect("an instant")
}

/// The id under which a text lies: made from its words.
pub(crate) fn text_id(words: &str) -> TextId {
    let (mut high, mut low) = (0xcbf2_9ce4_u32, 0x8422_2325_u32);
    for byte in words.bytes() {
        high = (high ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        low = low.rotate_left(5) ^ high;
    }
    let [a, b, c, d] = high.to_be_bytes();
    let [e, f, g, h] = low.to_be_bytes();
    TextId::from_parts(946_684_800_000, [a, b, c, d, e, f, g, h, 0, 0])
}

impl Default for City {
    fn default() -> Self {
        Self::new()
    }
}

impl City {
    /// The city as it stands on every day from 2000-01-01 on.
    #[must_use]
    pub fn new() -> Self {
        static CITY: LazyLock<City> = LazyLock::new(City::build);
        CITY.clone()
    }

    fn build() -> Self {
        let mut facts = Facts::default();
        for organ in Organ::ALL {
            let events =
                department::establish(organ.established(), facts.departments.values()).expect("an organ");
            let organ = events.iter().fold(None, Department::apply).expect("an organ");
            facts.departments.insert(organ.id, organ);
        }
        open(&mut facts, Counter::Composite, WindowKind::Composite, &[Organ::Market, Organ::Housing]);
        open(&mut facts, Counter::Market, WindowKind::Department, &[Organ::Market]);
        people::settle(&mut facts);
        let calendar = compile(&CalendarData::national());
        let items = Matter::ALL.into_iter().map(|matter| (matter, matter.item())).collect();
        Self { facts, items, calendar: Arc::new(calendar), settings: Settings::default() }
    }

    /// An item of the list.
    #[must_use]
    pub fn item(&self, matter: Matter) -> Option<&Item> {
        self.items.get(&matter)
    }

    /// The law abolishes an item from that day on.
    pub fn stop(&mut self, matter: Matter, on: &str) {
        let item = self.items.get_mut(&matter).expect("an item");
        item.stopped = Some(StoppedByLaw { on: day(on), document: "国发〔2026〕1号".to_owned() });
    }

    /// Somebody in their post, confirmed a moment before; assistants under the clerk of the composite window.
    #[must_use]
    pub fn staff(&self, who: Who) -> Staff {
        who.staff(&self.facts)
    }
}

/// A calendar of those national days, without local decrees.
#[must_use]
pub fn compile(data: &CalendarData) -> Calendar {
    Calendar::new(data, &LocalOverlay::default(), OpeningHours::default()).expect("a calendar")
}

fn open(facts: &mut Facts, counter: Counter, kind: WindowKind, serves: &[Organ]) {
    let opened = Opened {
        window: counter.id(),
        number: if counter == Counter::Composite { "A01" } else { "B02" }.to_owned(),
        kind,
        serves: serves.iter().map(|organ| organ.id()).collect(),
        place: "市政务服务中心一楼".to_owned(),
        division: division(),
        validity: Validity::since(opening()),
    };
    let events = window::open(opened, None).expect("a window");
    let window = events.iter().fold(None, Window::apply).expect("a window");
    facts.windows.insert(window.id, window);
}
