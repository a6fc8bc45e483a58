//! What the procedure of the lists refuses.

use crate::rule::rules;

rules! {
    STAGE = "change.stage", CityDocument, "资府办函〔2017〕210号 三（一）", ["N-3.1.2"],
        "该清单调整目前{stage}，不能办理这一步。", "This change is {stage}; that step is not open.";
    OTHER_DIVISION = "change.other_division", CityDocument, "资府办函〔2017〕210号 二", ["N-2.2"],
        "清单调整由本级机构编制、法制部门审核，由本级政府批准；该件属于其他行政区划。", "A list is for the offices and the government of its own division; this change belongs to another.";
    SAME_HAND = "change.same_hand", Setting, "系统规则：清单调整各环节由不同人员办理", ["N-3.1.2"],
        "您已经办理过该调整的其他环节，本环节须由他人办理。", "You have had another hand in this change; this one is for somebody else.";
    DEPARTMENT = "change.department", CityDocument, "资府办函〔2017〕210号 三（一）", ["N-3.1.2"],
        "清单调整由实施该事项的部门提出：“{item}”不是本部门的事项。", "A change is proposed by the department that implements the item: “{item}” is not this department's.";
    BASE_UNKNOWN = "change.base.unknown", Setting, "记录条件：清单调整", [],
        "拟调整的事项不存在。", "The item that is to be changed is not there.";
    BASE_MOVED = "change.base.moved", Setting, "记录条件：清单调整", ["N-3.1.2"],
        "事项“{item}”在提出调整后已有新版本，请退回部门，按现版本重新提出。", "“{item}” has a newer version since: return the change and have it proposed anew on that.";
    BASE_STATE = "change.base.state", CityDocument, "资府办函〔2017〕210号 三（一）", ["N-3.1.3"],
        "事项“{item}”目前的状态不能办理{kind}。", "“{item}” is not in a state for this change: {kind}.";
    OPEN_ALREADY = "change.open_already", Setting, "系统规则：一个事项同时只办理一件清单调整", ["N-3.1.2"],
        "该事项已有清单调整正在办理，请待其办结后再提出。", "Another change of that item is open; wait for its end.";
    KIND_CHANGED = "change.kind_changed", Setting, "记录条件：清单调整", [],
        "重新提出时不能改变调整类型和所涉及的事项，请撤回后另行提出。", "Kind and items stay the same when a change is proposed anew; withdraw it and propose another.";
    NOTHING_CHANGED = "change.nothing_changed", Setting, "记录条件：清单调整", [],
        "内容与现版本相同，没有需要调整的内容。", "It says the same as the version in force: there is nothing to change.";
    SPLIT_FEW = "change.split.few", Setting, "记录条件：清单调整", [],
        "拆分、合并须涉及两个以上不同事项。", "A split or a merger concerns two different items at least.";
    TOO_MANY = "change.too_many", Setting, "系统规则：清单调整限额", [],
        "一件清单调整最多涉及{most}个事项。", "One change concerns {most} items at most.";
    DELEGATE_WHERE = "change.delegate.where", CityDocument, "资府办函〔2017〕210号 二", ["N-2.2"],
        "下放的承接部门须是下级行政区划的同一条线部门，且不得重复。", "An item is delegated to departments of the same line in divisions below, each once.";
    BASIS_EMPTY = "change.basis_empty", CityDocument, "资府办函〔2017〕210号 三（一）", ["N-3.1.2"],
        "请写明调整依据（法律法规条款或者文件名称、文号）。", "Name the basis: articles of law, or documents by number or title.";
    REASON_SHORT = "change.reason_short", Setting, "系统设置：理由、意见最少字数", ["N-3.1.2"],
        "理由、意见至少{least}字。", "A reason or an opinion must be {least} characters at least.";
    OCCURRED_FUTURE = "change.occurred_future", Setting, "记录条件：清单调整", [],
        "事由发生日期{on}晚于今天。", "What calls for it cannot have come about on {on}, after today.";
    INCOMPLETE = "change.incomplete", CityDocument, "资府办函〔2017〕210号 三（一）；行政许可法 第三十条", ["N-3.1.2"],
        "事项“{item}”要素不全，不能同意或者公布：{missing}。", "“{item}” is incomplete and can be neither agreed to nor published: {missing}.";
    DISGUISED = "change.disguised", CityDocument, "资府办函〔2017〕210号 三（一）", ["N-3.1.5"],
        "事项“{item}”有变相审批的疑点：{signals}。审核意见须逐项作出结论；属于变相审批的，请退回。", "“{item}” shows signs of an approval in disguise: {signals}. An opinion concludes on each; what is one goes back.";
    DOCUMENT = "change.document", CityDocument, "资府办函〔2017〕210号 三（一）", ["N-3.1.2"],
        "请写明批准文件的文号。", "Give the number of the document that approves.";
    EFFECTIVE = "change.effective", Setting, "记录条件：清单调整", ["N-3.1.2"],
        "生效日期{on}不能早于{least}。", "It cannot take effect on {on}, before {least}.";
}
