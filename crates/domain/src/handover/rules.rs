//! What hand-overs refuse.

use crate::rule::rules;

rules! {
    ONESELF = "handover.oneself", Setting, "系统规则：交接班由双方确认", ["N-3.5.7"],
        "不能向本人交接。", "Nobody hands over to himself.";
    TOO_MANY = "handover.too_many", Setting, "系统规则：交接班限额", ["N-3.5.7"],
        "承办的办件超过{most}件，一次不能全部交接；请先由首席代表、部门负责人转办一部分。", "More than {most} cases are held, which is more than one hand-over takes: have some assigned to others first.";
    STOCK_TWICE = "handover.stock_twice", Setting, "记录条件：交接班", [],
        "同一种印章、凭证只能登记一次数量。", "Each seal or stock is counted once.";
    REMARKS_SHORT = "handover.remarks_short", Setting, "系统设置：理由、意见最少字数", ["N-3.5.7"],
        "交接说明至少{least}字。", "What is to be known must be {least} characters at least.";
    CLOSED = "handover.closed", Setting, "记录条件：交接班", [],
        "该交接已经确认、退回或者撤回。", "This hand-over was confirmed, given back or taken back already.";
    NOT_TAKER = "handover.not_taker", Setting, "系统规则：交接班由双方确认", ["N-3.5.7"],
        "只有接班人本人可以确认或者退回。", "Only the taker confirms it or gives it back.";
    NOT_GIVER = "handover.not_giver", Setting, "系统规则：交接班由双方确认", ["N-3.5.7"],
        "只有交班人本人可以撤回。", "Only the giver takes it back.";
    CHANGED = "handover.changed", Setting, "系统规则：交接班清点一致", ["N-3.5.7"],
        "提出交接后，交班人承办的办件有变化，清单与实际不一致；请退回，由交班人重新提出。", "The cases that the giver holds have changed since: give it back and have it proposed anew.";
}
