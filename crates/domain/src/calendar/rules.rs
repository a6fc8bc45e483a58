//! What the calendar refuses.

use crate::rule::rules;

rules! {
    UNREADABLE = "calendar.unreadable", Setting, "记录条件", [],
        "日历数据不能使用：{detail}。", "The calendar data cannot be used: {detail}.";
    YEAR_INCOMPLETE = "calendar.year_incomplete", Regulation, "全国年节及纪念日放假办法 第二条", [],
        "{year}年的安排缺{missing}，不能作为已公布的年度；未公布齐全的年度按暂定处理。", "The days of {year} lack {missing}: the year was not announced in full and stays provisional.";
    WITHOUT_DOCUMENT = "calendar.without_document", Setting, "记录条件", [],
        "须注明放假安排的文件。", "The notice that the days come from must be named.";
    PAST = "calendar.past", Setting, "系统规则：日历不溯及既往", [],
        "{date}已经过去，按已公布的日历计算，不能再改为工作日或者休息日；只有尚未公布年度的暂定日可以补载。", "{date} has passed and was counted by the calendar published then; it is neither made a working day nor a rest day afterwards. Only the provisional days of a year not announced before can still be loaded.";
    TOO_FEW_WORKING_DAYS = "calendar.too_few_working_days", Setting, "系统规则：全年工作日（参照全国年节及纪念日放假办法 第二条）", [],
        "按此安排{year}年只有{days}个工作日，少于{least}个；请核对文件。", "By these days {year} would have {days} working days, fewer than {least}; check the notice.";
    LOCAL_AUTHORITY = "calendar.local_authority", Setting, "系统规则：本地工作日、休息日（参照全国年节及纪念日放假办法 第四条）", [],
        "本地休息日、工作日须注明人民政府文件的文号（如“资府发〔2026〕9号”）；大厅停办、停电不影响期限，只调整预约。", "A local rest day or workday needs the number of the document by which the people's government decreed it; a hall that is closed moves appointments, never limits.";
}
