//! 系统设置: thresholds that places differ in, with the date from which each holds. One stream for the installation.

mod command;
mod decide;
mod event;
pub mod rules;
mod state;

use crate::name::Name;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use command::Command;
pub use decide::decide;
pub use event::{Changed, Event};

/// What can be set. Each has a bound, so that no setting can switch a rule of law off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// 法律行为确认有效时间（分钟）
    ConfirmationMinutes,
    /// 到期预警提前（工作日）
    WarningDays,
    /// 理由、意见最少字数
    ReasonCharacters,
    /// 补正逾期进入休眠（自然日）
    DormantDays,
    /// 上报办理时限（工作日）
    UpwardDays,
    /// 收件录入宽限（分钟）
    EntryMinutes,
    /// 会话空闲超时（分钟）
    IdleMinutes,
    /// 会话最长时间（小时）
    SessionHours,
    /// 审查与决定由不同人员办理（1为要求，0为不要求）
    DecisionApart,
    /// 审查各环节由不同人员办理（1为要求，0为不要求）
    ReviewApart,
    /// 笔误更正最多字数
    SlipCharacters,
    /// 笔误更正最多改动字数
    SlipChanges,
    /// 陈述申辩期限（工作日）
    StatementDays,
    /// 特别程序一次告知最长时间（工作日）
    PauseDays,
    /// 线下办理事实最早可追溯（收件前年数）
    IrregularYears,
    /// 单个文件最大（兆字节）
    FileMegabytes,
    /// 图片最大像素（百万）
    FileMegapixels,
    /// 每份材料最多文件数
    PaperFiles,
    /// 每人待用文件总量（兆字节）
    PendingMegabytes,
    /// 待用文件保留时间（日）
    FileDays,
    /// 应急补录期限（停机之日后的工作日）
    OutageDays,
    /// 设备桥端口（本机127.0.0.1；0为不使用）
    BridgePort,
    /// 差评整改期限（工作日）
    RatingDays,
    /// 每人每小时查看完整个人信息次数
    HourLooks,
    /// 部门提出清单调整期限（事由发生后的工作日）
    ChangeProposeDays,
    /// 清单调整审核、批准期限（每个环节，工作日）
    ChangeReviewDays,
    /// 清单调整公布期限（批准后的工作日）
    ChangePublishDays,
    /// 变更类清单调整须经政府批准（1为须批准，0为审核后公布）
    ChangeApproval,
}

impl Key {
    /// Every key.
    pub const ALL: [Key; 28] = [
        Key::ConfirmationMinutes,
        Key::WarningDays,
        Key::ReasonCharacters,
        Key::DormantDays,
        Key::UpwardDays,
        Key::EntryMinutes,
        Key::IdleMinutes,
        Key::SessionHours,
        Key::DecisionApart,
        Key::ReviewApart,
        Key::SlipCharacters,
        Key::SlipChanges,
        Key::StatementDays,
        Key::PauseDays,
        Key::IrregularYears,
        Key::FileMegabytes,
        Key::FileMegapixels,
        Key::PaperFiles,
        Key::PendingMegabytes,
        Key::FileDays,
        Key::OutageDays,
        Key::BridgePort,
        Key::RatingDays,
        Key::HourLooks,
        Key::ChangeProposeDays,
        Key::ChangeReviewDays,
        Key::ChangePublishDays,
        Key::ChangeApproval,
    ];

    /// The smallest and the largest value that may be set.
    #[must_use]
    pub fn bounds(self) -> (u32, u32) {
        match self {
            Key::ConfirmationMinutes => (1, 5),
            Key::WarningDays => (1, 10),
            Key::ReasonCharacters => (2, 200),
            Key::DormantDays => (5, 365),
            Key::UpwardDays => (1, 60),
            Key::EntryMinutes => (5, 60),
            Key::IdleMinutes => (5, 120),
            Key::SessionHours => (1, 12),
            Key::DecisionApart | Key::ReviewApart | Key::ChangeApproval => (0, 1),
            Key::SlipCharacters => (4, 100),
            Key::SlipChanges => (1, 20),
            Key::StatementDays => (3, 30),
            Key::PauseDays => (10, 500),
            Key::IrregularYears => (1, 10),
            Key::FileMegabytes => (1, 64),
            Key::FileMegapixels => (10, 400),
            Key::PaperFiles => (1, 100),
            Key::PendingMegabytes => (20, 2000),
            Key::FileDays => (1, 30),
            Key::OutageDays => (1, 5),
            Key::BridgePort => (0, 65_535),
            Key::RatingDays => (1, 30),
            Key::HourLooks => (20, 1000),
            Key::ChangeProposeDays | Key::ChangeReviewDays => (1, 60),
            Key::ChangePublishDays => (1, 20),
        }
    }

    /// Whether that value gives up a separation of duties, or the government's approval of a change of the lists (N-3.1.2).
    #[must_use]
    pub fn loosens(self, value: u32) -> bool {
        matches!(self, Key::DecisionApart | Key::ReviewApart | Key::ChangeApproval) && value == 0
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> Name {
        match self {
            Key::ConfirmationMinutes => {
                Name::new("法律行为确认有效时间（分钟）", "minutes that a confirmation holds")
            }
            Key::WarningDays => Name::new("到期预警提前（工作日）", "working days of warning ahead"),
            Key::ReasonCharacters => Name::new("理由、意见最少字数", "fewest characters of a reason"),
            Key::DormantDays => {
                Name::new("补正逾期进入休眠（自然日）", "calendar days until a correction sleeps")
            }
            Key::UpwardDays => Name::new("上报办理时限（工作日）", "working days of a submission upward"),
            Key::EntryMinutes => Name::new("收件录入宽限（分钟）", "minutes allowed for entering papers"),
            Key::IdleMinutes => Name::new("会话空闲超时（分钟）", "minutes until an idle session ends"),
            Key::SessionHours => Name::new("会话最长时间（小时）", "hours that a session lasts"),
            Key::DecisionApart => Name::new(
                "审查与决定由不同人员办理（1为要求，0为不要求）",
                "whoever examined does not decide (1 yes, 0 no)",
            ),
            Key::ReviewApart => Name::new(
                "审查各环节由不同人员办理（1为要求，0为不要求）",
                "each step of the review is somebody else's (1 yes, 0 no)",
            ),
            Key::SlipCharacters => {
                Name::new("笔误更正所引文字最多字数", "most characters of a passage with a slip of the pen")
            }
            Key::SlipChanges => {
                Name::new("笔误更正最多改动字数", "most characters that a slip of the pen changes")
            }
            Key::StatementDays => Name::new("陈述申辩期限（工作日）", "working days in which to be heard"),
            Key::PauseDays => Name::new(
                "特别程序一次告知最长时间（工作日）",
                "most working days that one notice of a special procedure tells",
            ),
            Key::IrregularYears => Name::new(
                "线下办理事实最早可追溯（收件前年数）",
                "years before the receipt in which a case can have been handled elsewhere",
            ),
            Key::FileMegabytes => Name::new("单个文件最大（兆字节）", "megabytes of one file at most"),
            Key::FileMegapixels => Name::new("图片最大像素（百万）", "megapixels of one image at most"),
            Key::PaperFiles => Name::new("每份材料最多文件数", "files of one paper at most"),
            Key::PendingMegabytes => Name::new(
                "每人待用文件总量（兆字节）",
                "megabytes that one person may have sent for no case yet",
            ),
            Key::FileDays => {
                Name::new("待用文件保留时间（日）", "days for which a file that no case has is kept")
            }
            Key::OutageDays => Name::new(
                "应急补录期限（收件后的工作日）",
                "working days after the receipt in which a slip of an outage is entered",
            ),
            Key::BridgePort => Name::new(
                "设备桥端口（办事员本机127.0.0.1，0为不使用）",
                "port of the device bridge on the clerk's own machine, 127.0.0.1 (0 for none)",
            ),
            Key::RatingDays => {
                Name::new("差评整改期限（工作日）", "working days in which a bad rating is followed up")
            }
            Key::HourLooks => Name::new(
                "每人每小时查看完整个人信息次数",
                "looks at personal data in clear that one person has in an hour",
            ),
            Key::ChangeProposeDays => Name::new(
                "部门提出清单调整期限（事由发生后的工作日）",
                "working days in which a department proposes a change of the lists",
            ),
            Key::ChangeReviewDays => Name::new(
                "清单调整审核、批准期限（每个环节，工作日）",
                "working days of each office that reviews or approves a change of the lists",
            ),
            Key::ChangePublishDays => Name::new(
                "清单调整公布期限（批准后的工作日）",
                "working days in which an approved change of the lists is published",
            ),
            Key::ChangeApproval => Name::new(
                "变更类清单调整须经政府批准（1为须批准，0为审核后公布）",
                "mere changes of the lists need the government's approval (1 yes, 0 no)",
            ),
        }
    }

    /// The Chinese name, as printed.
    #[must_use]
    pub fn zh(self) -> &'static str {
        self.name().zh
    }
}

/// The values in force on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// [`Key::ConfirmationMinutes`]
    pub confirmation_minutes: u32,
    /// [`Key::WarningDays`]
    pub warning_days: u32,
    /// [`Key::ReasonCharacters`]
    pub reason_characters: u32,
    /// [`Key::DormantDays`]
    pub dormant_days: u32,
    /// [`Key::UpwardDays`]
    pub upward_days: u32,
    /// [`Key::EntryMinutes`]
    pub entry_minutes: u32,
    /// [`Key::IdleMinutes`]
    pub idle_minutes: u32,
    /// [`Key::SessionHours`]
    pub session_hours: u32,
    /// [`Key::DecisionApart`]
    pub decision_apart: u32,
    /// [`Key::ReviewApart`]
    pub review_apart: u32,
    /// [`Key::SlipCharacters`]
    pub slip_characters: u32,
    /// [`Key::SlipChanges`]
    pub slip_changes: u32,
    /// [`Key::StatementDays`]
    pub statement_days: u32,
    /// [`Key::PauseDays`]
    pub pause_days: u32,
    /// [`Key::IrregularYears`]
    pub irregular_years: u32,
    /// [`Key::FileMegabytes`]
    pub file_megabytes: u32,
    /// [`Key::FileMegapixels`]
    pub file_megapixels: u32,
    /// [`Key::PaperFiles`]
    pub paper_files: u32,
    /// [`Key::PendingMegabytes`]
    pub pending_megabytes: u32,
    /// [`Key::FileDays`]
    pub file_days: u32,
    /// [`Key::OutageDays`]
    pub outage_days: u32,
    /// [`Key::BridgePort`]
    pub bridge_port: u32,
    /// [`Key::RatingDays`]
    pub rating_days: u32,
    /// [`Key::HourLooks`]
    pub hour_looks: u32,
    /// [`Key::ChangeProposeDays`]
    pub change_propose_days: u32,
    /// [`Key::ChangeReviewDays`]
    pub change_review_days: u32,
    /// [`Key::ChangePublishDays`]
    pub change_publish_days: u32,
    /// [`Key::ChangeApproval`]
    pub change_approval: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            confirmation_minutes: 5,
            warning_days: 1,
            reason_characters: 10,
            dormant_days: 30,
            upward_days: 20,
            entry_minutes: 30,
            idle_minutes: 15,
            session_hours: 12,
            decision_apart: 1,
            review_apart: 0,
            slip_characters: 30,
            slip_changes: 4,
            statement_days: 5,
            pause_days: 250,
            irregular_years: 2,
            file_megabytes: 20,
            file_megapixels: 100,
            paper_files: 20,
            pending_megabytes: 200,
            file_days: 7,
            outage_days: 1,
            bridge_port: 0,
            rating_days: 15,
            hour_looks: 100,
            change_propose_days: 10,
            change_review_days: 15,
            change_publish_days: 3,
            change_approval: 1,
        }
    }
}

/// Everything that was ever set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// Changes, in the order of recording.
    pub changes: Vec<Changed>,
}

impl History {
    /// The values in force on that day: for each key the last change that had taken effect.
    #[must_use]
    pub fn on(&self, day: Date) -> Settings {
        let mut settings = Settings::default();
        for key in Key::ALL {
            let held = self.changes.iter().filter(|change| change.key == key && change.from <= day);
            // Of two changes from the same day the later recorded one holds.
            let last = held.fold(None::<&Changed>, |last, change| match last {
                Some(last) if change.from < last.from => Some(last),
                _ => Some(change),
            });
            if let Some(change) = last {
                settings.set(key, change.value);
            }
        }
        settings
    }
}

impl Settings {
    /// The port of the device bridge on each clerk's machine, always at 127.0.0.1; nothing where none is used (UX-17).
    #[must_use]
    pub fn bridge(&self) -> Option<u16> {
        u16::try_from(self.bridge_port).ok().filter(|port| *port > 0)
    }

    /// One value.
    #[must_use]
    pub fn get(&self, key: Key) -> u32 {
        match key {
            Key::ConfirmationMinutes => self.confirmation_minutes,
            Key::WarningDays => self.warning_days,
            Key::ReasonCharacters => self.reason_characters,
            Key::DormantDays => self.dormant_days,
            Key::UpwardDays => self.upward_days,
            Key::EntryMinutes => self.entry_minutes,
            Key::IdleMinutes => self.idle_minutes,
            Key::SessionHours => self.session_hours,
            Key::DecisionApart => self.decision_apart,
            Key::ReviewApart => self.review_apart,
            Key::SlipCharacters => self.slip_characters,
            Key::SlipChanges => self.slip_changes,
            Key::StatementDays => self.statement_days,
            Key::PauseDays => self.pause_days,
            Key::IrregularYears => self.irregular_years,
            Key::FileMegabytes => self.file_megabytes,
            Key::FileMegapixels => self.file_megapixels,
            Key::PaperFiles => self.paper_files,
            Key::PendingMegabytes => self.pending_megabytes,
            Key::FileDays => self.file_days,
            Key::OutageDays => self.outage_days,
            Key::BridgePort => self.bridge_port,
            Key::RatingDays => self.rating_days,
            Key::HourLooks => self.hour_looks,
            Key::ChangeProposeDays => self.change_propose_days,
            Key::ChangeReviewDays => self.change_review_days,
            Key::ChangePublishDays => self.change_publish_days,
            Key::ChangeApproval => self.change_approval,
        }
    }

    fn set(&mut self, key: Key, value: u32) {
        *match key {
            Key::ConfirmationMinutes => &mut self.confirmation_minutes,
            Key::WarningDays => &mut self.warning_days,
            Key::ReasonCharacters => &mut self.reason_characters,
            Key::DormantDays => &mut self.dormant_days,
            Key::UpwardDays => &mut self.upward_days,
            Key::EntryMinutes => &mut self.entry_minutes,
            Key::IdleMinutes => &mut self.idle_minutes,
            Key::SessionHours => &mut self.session_hours,
            Key::DecisionApart => &mut self.decision_apart,
            Key::ReviewApart => &mut self.review_apart,
            Key::SlipCharacters => &mut self.slip_characters,
            Key::SlipChanges => &mut self.slip_changes,
            Key::StatementDays => &mut self.statement_days,
            Key::PauseDays => &mut self.pause_days,
            Key::IrregularYears => &mut self.irregular_years,
            Key::FileMegabytes => &mut self.file_megabytes,
            Key::FileMegapixels => &mut self.file_megapixels,
            Key::PaperFiles => &mut self.paper_files,
            Key::PendingMegabytes => &mut self.pending_megabytes,
            Key::FileDays => &mut self.file_days,
            Key::OutageDays => &mut self.outage_days,
            Key::BridgePort => &mut self.bridge_port,
            Key::RatingDays => &mut self.rating_days,
            Key::HourLooks => &mut self.hour_looks,
            Key::ChangeProposeDays => &mut self.change_propose_days,
            Key::ChangeReviewDays => &mut self.change_review_days,
            Key::ChangePublishDays => &mut self.change_publish_days,
            Key::ChangeApproval => &mut self.change_approval,
        } = value;
    }
}

#[cfg(test)]
mod tests;
