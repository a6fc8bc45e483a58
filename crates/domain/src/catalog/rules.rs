//! What the list refuses.

use crate::rule::rules;

rules! {
    NOT_IN_FORCE = "catalog.item.not_in_force", CityDocument, "资府办函〔2017〕210号 三（一）", ["N-3.1.3"],
        "事项“{item}”在{on}不在清单有效期内，不能受理；可以收件后作出不予受理决定。", "The item “{item}” is not in force on {on} and cannot be accepted; papers can be received and then not accepted in writing.";
    SUSPENDED = "catalog.item.suspended", CityDocument, "资府办函〔2017〕210号 三（一）", ["N-3.1.3"],
        "事项“{item}”在{on}处于暂停实施期间，不能受理；可以收件后作出不予受理决定。", "The item “{item}” is suspended on {on} and cannot be accepted; papers can be received and then not accepted in writing.";
    STOPPED_BY_LAW = "catalog.item.stopped_by_law", Law, "行政许可法 第四条、第二十条", ["N-3.1.3"],
        "事项“{item}”自{on}起已被{document}取消，不能受理。", "The item “{item}” was abolished from {on} by {document} and cannot be accepted.";
    WITHOUT_FOUNDING = "catalog.item.without_founding", CityDocument, "资府办函〔2017〕210号 三（一）", ["N-3.1.1", "N-3.1.5"],
        "事项“{item}”没有清单文件或法定依据，不能受理。", "The item “{item}” has no founding document and cannot be accepted.";
    WITHOUT_LIMIT = "catalog.item.without_limit", CityDocument, "资府办函〔2017〕210号 三（五）1", ["N-3.5.1"],
        "事项“{item}”没有办理时限，不能受理。", "The item “{item}” has no time limit and cannot be accepted.";
    DEPARTMENT_UNKNOWN = "catalog.item.department_unknown", Setting, "记录条件", [],
        "事项“{item}”的实施主体“{department}”未与现有部门对应，不能受理。", "The implementing organ “{department}” of “{item}” is not matched with a department and cannot accept.";
    NAME_EMPTY = "catalog.version.name_empty", Setting, "记录条件", [],
        "事项名称不能为空。", "An item needs a name.";
    FOUNDING_EMPTY = "catalog.version.founding_empty", CityDocument, "资府办函〔2017〕210号 三（一）", ["N-3.1.2"],
        "清单文件不能为空。", "The founding document cannot be empty.";
    ORDER = "catalog.version.order", Setting, "记录条件", ["N-3.1.2"],
        "新版本的生效日期{from}必须晚于现版本的生效日期{last}。", "The new version must take effect after the last one ({last}), not on {from}.";
    NOTHING_TO_END = "catalog.version.nothing_to_end", Setting, "记录条件", [],
        "在{on}没有有效版本。", "No version is in force on {on}.";
    STOPPED_TWICE = "catalog.item.stopped_twice", Setting, "记录条件", [],
        "该事项已登记自{on}起依法停止。", "The item is on record as stopped by law from {on}.";
    STOPPED_BEFORE = "catalog.item.stopped_before", Setting, "记录条件", [],
        "停止日期{on}早于该事项最早的生效日期{from}。", "The item cannot stop on {on}, before it first took effect on {from}.";
    PAPER_TWICE = "catalog.version.paper_twice", Setting, "记录条件", [],
        "材料编号“{paper}”重复。", "The paper id “{paper}” occurs twice.";
    PROMISE_LONGER = "catalog.version.promise_longer", Regulation, "优化营商环境条例 第三十六条", [],
        "承诺时限不得长于法定时限。", "The promised limit cannot be longer than the statutory one.";
}
