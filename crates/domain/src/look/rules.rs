//! What looking refuses.

use crate::rule::rules;

rules! {
    TOO_MANY = "look.too_many", Setting, "系统设置：每人每小时查看完整个人信息次数（个人信息保护法第五十一条：合理确定操作权限）", [],
        "一小时内已查看完整个人信息{most}次，达到上限，已记入查阅记录；请稍后再看，确需批量查看的请向监督部门说明。", "You have seen personal data in clear {most} times within an hour, which is the limit and on record: look again later, and tell the supervisors where you need so many.";
}
