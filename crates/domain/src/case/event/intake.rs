//! From the receipt of papers to acceptance, or to the answer that there is none.

use daowei_ident::{
    CaseId, CaseNumber, DemandId, DepartmentId, DivisionCode, DocumentId, ItemId, PartyId, WindowId,
};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::{
    Channel, Demand, Mandate, Mark, PaperIn, Party, Remedies, ScreenObjection, ScreenSignature,
};
use crate::catalog::{CaseDuty, DecisionLevel};
use crate::file::FileRef;
use crate::limits::Clock;
use crate::text::TextRef;

record! {
    /// 收件
    Received {
        /// The case.
        case: CaseId,
        /// Its number.
        number: CaseNumber,
        /// The item, where the list has one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        item: Option<ItemId>,
        /// The version in force at receipt.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        item_version: Option<u32>,
        /// The item's name on the day; [`UNLISTED`](crate::case::UNLISTED) where the list has none.
        item_name: String,
        /// What the applicant calls it, where the list has none; in the vault.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        matter: Option<TextRef>,
        /// Whose case it is.
        department: DepartmentId,
        /// Division.
        division: DivisionCode,
        /// The window.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        window: Option<WindowId>,
        /// How it came.
        channel: Channel,
        /// True time of receipt.
        received_at: Timestamp,
        /// The working date on which it counts as received.
        received_on: Date,
        /// Parties.
        parties: Vec<Party>,
        /// Papers.
        papers: Vec<PaperIn>,
        /// 清单外材料: what came beyond the list, not demanded; in the vault.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unlisted: Option<TextRef>,
        /// Files of that.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        unlisted_files: Vec<FileRef>,
        /// The applicant's consent to electronic service, in the vault: written by receipts of before, when there was no confirmation.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        electronic: Option<TextRef>,
        /// 收件凭证
        receipt: DocumentId,
        /// 告知时限, for licenses.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clock: Option<Clock>,
        /// Entered later than it happened.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        entered_late: Option<Mark>,
        /// Why it was entered later.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        late_reason: Option<TextRef>,
        /// 停机应急: the number of the paper slip, in the vault.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        slip: Option<TextRef>,
        /// When the applicant confirmed these very data at the second screen (UX-23).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        confirmed_at: Option<Timestamp>,
        /// 屏上签名, where he signed for them there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        signature: Option<ScreenSignature>,
        /// 信息有误: what he said there is wrong before, and what became of it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        objections: Vec<ScreenObjection>,
    }
}
record! {
    /// 当场更正 (行政许可法 art. 32(1)③): what the applicant put right on the form, on the spot
    PutRight {
        /// What, in the vault.
        what: TextRef,
        /// The party who did it.
        by: PartyId,
        /// The paper concerned, where it is not the application itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        paper: Option<String>,
    }
}
record! {
    /// 授权委托: it takes the place of what stood of that agent before
    MandateRecorded {
        /// Whose: who acts for the applicant.
        party: PartyId,
        /// When.
        on: Date,
        /// The mandate.
        mandate: Mandate,
        /// Why the one before ended, where it held still by its days, in the vault.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reasons: Option<TextRef>,
    }
}
record! {
    /// 增加代理人
    AgentAdded {
        /// Who, with what he may do.
        agent: Party,
        /// When.
        on: Date,
    }
}
record! {
    /// Papers that came later
    PapersRecorded {
        /// The papers.
        papers: Vec<PaperIn>,
    }
}
record! {
    /// 扫描、补传: files of a paper that is on record
    PaperScanned {
        /// The line of the item's list; none for what came beyond it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        paper: Option<String>,
        /// The files.
        files: Vec<FileRef>,
    }
}
record! {
    /// 退还原件
    OriginalsReturned {
        /// The papers whose originals went back.
        papers: Vec<String>,
        /// When.
        on: Date,
        /// Who signed for them, in the vault.
        recipient: TextRef,
    }
}
record! {
    /// 更正事项: what was really applied for, with the clock that has been running since the papers came
    ItemSet {
        /// The item.
        item: ItemId,
        /// The version in force at receipt.
        item_version: u32,
        /// Its name on that day.
        item_name: String,
        /// Whose case it is now.
        department: DepartmentId,
        /// Division.
        division: DivisionCode,
        /// The papers that came in, by the lines of its list.
        papers: Vec<PaperIn>,
        /// 告知时限, for licenses.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clock: Option<Clock>,
        /// Why, in the vault.
        reasons: TextRef,
    }
}
record! {
    /// 一次性告知补正
    CorrectionRequested {
        /// The notice.
        document: DocumentId,
        /// When.
        on: Date,
        /// Line by line.
        demands: Vec<Demand>,
    }
}
record! {
    /// 补正材料已交
    CorrectionHandedIn {
        /// The working date on which it counts as handed in.
        on: Date,
        /// The demands that were met.
        met: Vec<DemandId>,
        /// The papers.
        papers: Vec<PaperIn>,
        /// Five new working days.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clock: Option<Clock>,
    }
}
record! {
    /// 补正逾期未交: sleeps
    CorrectionDormant {
        /// Since when.
        on: Date,
    }
}
record! {
    /// 依法不需要取得行政许可
    NotRequired {
        /// The notice.
        document: DocumentId,
        /// When.
        on: Date,
        /// Why.
        reasons: TextRef,
        /// What the applicant can do about it.
        remedies: Remedies,
    }
}
record! {
    /// 不属于本机关职权范围
    NotCompetent {
        /// The notice.
        document: DocumentId,
        /// When.
        on: Date,
        /// The right organ (art. 32(1)②), in the vault.
        organ: TextRef,
        /// Why.
        reasons: TextRef,
        /// What the applicant can do about it.
        remedies: Remedies,
    }
}
record! {
    /// 不予受理
    NotAccepted {
        /// The notice.
        document: DocumentId,
        /// When.
        on: Date,
        /// Why.
        reasons: TextRef,
        /// What the applicant can do about it.
        remedies: Remedies,
    }
}
record! {
    /// 受理
    Accepted {
        /// The date that limits run from.
        on: Date,
        /// The notice; none for a case decided on the spot, where one paper is enough.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        document: Option<DocumentId>,
        /// The version pinned.
        item_version: u32,
        /// The document that founds the item.
        founding: String,
        /// The chart pinned.
        chart: String,
        /// Its version.
        chart_version: u32,
        /// Duties that the version keeps apart.
        separated: Vec<(CaseDuty, CaseDuty)>,
        /// Who may decide at all.
        level: DecisionLevel,
        /// The clocks that start.
        clocks: Vec<Clock>,
        /// A statutory license that the list forgot.
        #[serde(default)]
        list_forgot: bool,
    }
}
record! {
    /// 视为受理: by the law, with the written notice owed
    DeemedAccepted {
        /// Dated back to the receipt of the papers.
        on: Date,
        /// The version pinned.
        item_version: u32,
        /// The chart pinned.
        chart: String,
        /// Its version.
        chart_version: u32,
        /// Duties that the version keeps apart.
        separated: Vec<(CaseDuty, CaseDuty)>,
        /// Who may decide at all.
        level: DecisionLevel,
        /// The clocks that have been running since.
        clocks: Vec<Clock>,
    }
}
record! {
    /// The notice that deemed acceptance owed: with its true date and the day deemed.
    OwedNoticeIssued {
        /// The notice.
        document: DocumentId,
        /// True date.
        on: Date,
        /// 视为受理日
        deemed_on: Date,
    }
}
