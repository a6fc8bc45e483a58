//! What the clocks refuse.

use crate::rule::rules;

rules! {
    UNREADABLE = "limits.unreadable", CityDocument, "资府办函〔2017〕210号 三（五）1", ["N-3.5.1"],
        "事项的办理时限“{written}”无法计算，请先按程序完善时限。", "The item's limit “{written}” cannot be counted; have it put right by the list procedure first.";
    PAUSE_GROUND = "limits.pause.ground", Law, "行政许可法 第四十五条", [],
        "{ground}不属于第四十五条所列、依法可以不计入期限的情形。", "{ground} is not among the grounds of art. 45 that may be left out of the count.";
    PAUSE_WITHOUT_LAW = "limits.pause.without_law", Law, "行政许可法 第四十五条", [],
        "事项没有规定依法需要{ground}，不能停止计算法定期限。", "No law of this item calls for {ground}; the statutory clock cannot be stopped for it.";
    PAUSE_UNSERVED = "limits.pause.unserved", Law, "行政许可法 第四十五条", [],
        "特别程序所需时间未书面告知申请人，不得从期限中扣除。", "The applicant was not told in writing how long the special procedure takes; nothing may be deducted.";
    PAUSE_OPEN = "limits.pause.already_open", Setting, "记录条件", [],
        "已有进行中的特别程序，请先结束。", "A special procedure is open; end it first.";
    PAUSE_UNKNOWN = "limits.pause.unknown", Setting, "记录条件", [],
        "没有进行中的此项特别程序。", "No such special procedure is open.";
    PAUSE_START = "limits.pause.start", Setting, "记录条件", [],
        "特别程序开始日期{started}不能早于受理之日{accepted}，也不能晚于今天。", "The special procedure cannot begin on {started}: the case was accepted on {accepted}, and the future cannot be recorded.";
    PAUSE_DAYS = "limits.pause.days", Law, "行政许可法 第四十五条", [],
        "须写明特别程序所需的工作日数。", "The notice says how many working days the special procedure takes.";
    PAUSE_TOO_LONG = "limits.pause.too_long", Setting, "系统设置：特别程序最长时间", [],
        "一次告知的特别程序时间不能超过{most}个工作日；需要更长的，届时结束后另行启动、另行告知。", "One notice tells of {most} working days at most; what takes longer is ended then and started anew, with its own notice.";
    PAUSE_DATE = "limits.pause.date", Setting, "记录条件", [],
        "特别程序结束日期{ended}不能早于开始日期{started}，也不能晚于今天。", "The special procedure cannot end on {ended}: it began on {started}, and the future cannot be recorded.";
    EXTENSION_SECOND = "limits.extension.second", Law, "行政许可法 第四十二条", [],
        "期限已经延长过一次，不得再次延长。", "The limit was extended once; it cannot be extended again.";
    EXTENSION_AFTER_LIMIT = "limits.extension.after_limit", Law, "行政许可法 第四十二条", [],
        "法定期限已于{due}届满，不得再延长；事实上的迟延请作不规范情形记录。", "The limit ended on {due}; it cannot be extended any more. Record the delay as an irregular fact.";
    EXTENSION_APPROVER = "limits.extension.approver", Law, "行政许可法 第四十二条", [],
        "延长期限须经{approver}批准。", "An extension needs the approval of {approver}.";
    EXTENSION_TOO_LONG = "limits.extension.too_long", Law, "行政许可法 第四十二条", [],
        "最多可延长{most}个工作日。", "At most {most} working days can be added.";
    EXTENSION_NONE = "limits.extension.none", Setting, "事项要素：法定时限", [],
        "该事项没有可延长的法定期限。", "This item has no statutory limit that may be extended.";
    CALENDAR_RANGE = "limits.calendar.range", Setting, "记录条件", [],
        "日期超出可计算的范围：{detail}。", "The date is outside the range that can be counted: {detail}.";
}
