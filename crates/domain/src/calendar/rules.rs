//! What the calendar refuses.

use crate::rule::rules;

rules! {
    UNREADABLE = "calendar.unreadable", Setting, "记录条件", [],
        "日历数据不能使用：{detail}。", "The calendar data cannot be used: {detail}.";
    WITHOUT_DOCUMENT = "calendar.without_document", Setting, "记录条件", [],
        "须注明放假安排的文件。", "The notice that the days come from must be named.";
}
