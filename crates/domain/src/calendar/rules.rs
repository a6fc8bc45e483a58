//! What the calendar refuses.

use crate::rule::rules;

rules! {
    UNREADABLE = "calendar.unreadable", Setting, "记录条件", [],
        "日历数据不能使用：{detail}。", "The calendar data cannot be used: {detail}.";
    YEAR_INCOMPLETE = "calendar.year_incomplete", Regulation, "全国年节及纪念日放假办法 第二条", [],
        "{year}年的安排缺{missing}，不能作为已公布的年度；未公布齐全的年度按暂定处理。", "The days of {year} lack {missing}: the year was not announced in full and stays provisional.";
    WITHOUT_DOCUMENT = "calendar.without_document", Setting, "记录条件", [],
        "须注明放假安排的文件。", "The notice that the days come from must be named.";
}
