//! What ratings refuse.

use crate::rule::rules;

rules! {
    BY_STAFF = "rating.by_staff", Setting, "系统规则：自主自愿评价，不得强迫或者干扰（国办发〔2019〕51号）", [],
        "核对和评价由办事人在与窗口配对的屏幕上自行作出；这个浏览器里有工作人员登录，请在平板或者没有登录的浏览器里打开办事人屏幕。", "Only the applicant confirms and rates, at the screen that is paired with the window. Staff is signed in at this browser: open the screen on a tablet, or in a browser where nobody is.";
    NOT_ASKED = "rating.not_asked", Setting, "系统规则：一次一评", [],
        "窗口没有请您评价这次办理，或者已经收回；请告诉窗口工作人员。", "The window has not asked about this visit, or has taken the question back: tell the clerk.";
    NOT_VISITED = "rating.not_visited", Setting, "系统规则：现场服务“一次一评”（国办发〔2019〕51号）", [],
        "{on}没有办事人到窗口办理这件事的记录；只请当天到窗口来的办事人评价当天的这一次。", "Nobody is on record as having come to a window for this on {on}: only whoever came that day is asked, about that visit.";
    TWICE = "rating.twice", Setting, "系统规则：现场服务“一次一评”（国办发〔2019〕51号）", [],
        "{on}的这次办理已经评价过，一次办理只评价一次。", "The visit of {on} has been rated; each visit is rated once.";
    NOT_BAD = "rating.follow_up.not_bad", Setting, "系统规则：差评整改", [],
        "只有“不满意”“非常不满意”的评价登记整改。", "Only dissatisfied and very dissatisfied ratings are followed up.";
    ONESELF = "rating.follow_up.oneself", Setting, "系统规则：差评整改由他人核实", [],
        "被评价的人不能登记对自己的差评的整改，请由负责人核实登记。", "Whoever was rated does not record what was done about it: somebody who answers for it does.";
    SHORT = "rating.follow_up.short", Setting, "系统设置：理由、意见最少字数", [],
        "核实情况和整改措施至少写{least}个字。", "Say in {least} characters at least what was found and done.";
    OFTEN = "rating.follow_up.often", Setting, "系统规则：差评整改", [],
        "一条评价最多登记{most}次核实、整改情况。", "One rating takes {most} entries of what was done at most.";
}
