//! What enquiries refuse.

use crate::rule::rules;

rules! {
    PAPER_UNLISTED = "enquiry.paper_unlisted", Law, "行政许可法 第三十条、第三十一条", [],
        "材料{paper}不在事项“{item}”的材料清单上，不能告知申请人提交；清单有误的，先按程序调整清单。", "The paper {paper} is not on the list of “{item}” and cannot be asked for; a wrong list is first changed by its procedure.";
    PAPERS_INCOMPLETE = "enquiry.papers_incomplete", Setting, "系统规则：一次性告知（行政许可法 第三十条）", [],
        "事项“{item}”的必要材料须一次告知完毕，还缺：{papers}。", "The required papers of “{item}” are told all at once; missing: {papers}.";
    NOTHING_TOLD = "enquiry.nothing_told", Setting, "系统规则：一次性告知", [],
        "没有列出材料，也没有写明告知内容。清单没有材料的，请在补充说明中写明如何办理。", "Nothing is told: no paper is named and nothing is written. Where the list has no papers, write down how to go about it.";
}
