//! What the registration of foreign cases refuses.

use crate::rule::rules;

rules! {
    NUMBER_TAKEN = "foreign.number_taken", Setting, "系统规则：专网办件一件一号", [],
        "系统“{system}”的办件{number}已经登记；办理情况有变化的，请在原登记上更新。", "The case {number} of “{system}” is registered already; what has changed is amended there.";
    ITEM_UNLISTED = "foreign.item_unlisted", Setting, "系统规则：专网办件须对应事项", [],
        "没有选择清单上的事项；“{item}”确实不在清单上的，请注明“清单外事项”。", "No item of the list is named; where “{item}” is on no list, say so.";
    ITEM_OF_OTHER = "foreign.item_of_other", Setting, "系统规则：专网办件须对应本部门事项", [],
        "事项“{item}”不是该部门的事项。", "“{item}” is no item of that department.";
    TIME_FUTURE = "foreign.time_future", Setting, "记录条件：专网办件", [],
        "收件、受理、办结、送达时间不能晚于现在。", "No time of the case lies ahead.";
    TIME_ORDER = "foreign.time_order", Setting, "记录条件：专网办件", [],
        "时间应依次为收件、受理、办结、送达。", "Times follow each other: received, accepted, decided, delivered.";
    RESULT_INCOMPLETE = "foreign.result_incomplete", Setting, "记录条件：专网办件", [],
        "办结时间和办理结果须同时填写；结果文书编号和送达时间只有办结后才能填写。", "The time of the decision and the result stand together; number of the document and delivery come after them.";
    PROGRESS_ALTERS = "foreign.progress_alters", Setting, "记录条件：专网办件", [],
        "办理进展只补充还没有登记的内容；改动已登记的内容，更新原因请选“登记有误”或者“专网已更正”。", "Progress only adds what was not registered yet; whoever alters what stands says that it was mistyped or changed there.";
    UNCHANGED = "foreign.unchanged", Setting, "记录条件：专网办件", [],
        "与已登记的办理情况相同，没有需要更新的内容。", "The same as is registered; there is nothing to amend.";
}
