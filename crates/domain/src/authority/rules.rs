//! What the question «may this person, in this post, do this, now, here?» is answered with when the answer is no.

use crate::rule::rules;

rules! {
    NOT_EMPLOYED = "authority.not_employed", Setting, "记录条件：在职登记", ["N-3.3.2"],
        "该人员今天没有在职记录。", "The person is not employed today.";
    POST_NOT_HELD = "authority.post.not_held", Setting, "记录条件：岗位登记", ["N-3.3.2"],
        "该人员今天不在所选岗位上。", "The person does not hold the chosen post today.";
    ABSENT = "authority.absent", Setting, "系统规则：AB岗", [],
        "您今天登记为不在岗，只能查看；请由B岗或者其他在岗人员办理，已返岗的请先销假。", "You are on record as absent today and may only read; leave this to the deputy or to others on duty, or have your return recorded.";
    DUTY = "authority.duty", Setting, "系统规则：岗位职责分工", [],
        "{duty}不办理此事；应由{needed}办理。", "The duty {duty} does not do this; it is for {needed}.";
    CONTRACT_STAFF = "authority.contract_staff", CityDocument, "资府办函〔2017〕210号 三（三）", ["N-3.3.2"],
        "聘用人员只能从事辅助工作，不能作为审批事项的责任人。", "Contract staff may only assist; they cannot be responsible for an act of approval.";
    RESPONSIBLE_MISSING = "authority.responsible.missing", CityDocument, "资府办函〔2017〕210号 三（三）", ["N-3.3.2"],
        "辅助人员办理时必须指明在岗的正式职工为责任人。", "Assisting staff need a named responsible person: formal staff on duty.";
    RESPONSIBLE_UNFIT = "authority.responsible.unfit", CityDocument, "资府办函〔2017〕210号 三（三）", ["N-3.3.2"],
        "所指明的责任人今天不是该部门窗口在岗的正式职工。", "The named responsible person is not formal staff on duty at a window of that department today.";
    WINDOW = "authority.window", CityDocument, "资府办函〔2017〕210号 三（三）、三（四）", ["N-3.3.1", "N-3.4.1"],
        "所在窗口今天不为该部门办理业务。", "The window does not serve that department today.";
    WINDOW_RECEIVES = "authority.window.receive", Setting, "系统规则：首问负责", [],
        "所在窗口今天不为该部门收件，请引导申请人到该部门的窗口；申请人仍要在此提交的，不选事项、写明申请内容，以本部门名义收件，再书面告知应向哪个机关申请。", "The window does not take papers in for that department: show the applicant to the one that does. Papers that are to be left here all the same are received without an item, under what the applicant calls it, and then answered in writing with the organ to turn to.";
    COMPOSITE_WINDOW = "authority.window.composite", CityDocument, "资府办函〔2017〕210号 三（三）；行政许可法 第二十四条", ["N-3.3.1", "N-3.3.2"],
        "综合窗口只代收材料、代发结果；受理、不予受理、补正告知和准予撤回须由该部门的正式职工以部门名义作出。", "A composite window takes papers and hands out results; acceptance, non-acceptance, correction notices and leave to withdraw are for the department's own formal staff, in its name.";
    ORGAN_SUCCEEDED = "authority.organ.succeeded", Law, "行政许可法 第二十二条", [],
        "{organ}的职责自{on}起由{successor}承继，应由{successor}办理。", "The functions of {organ} went over to {successor} on {on}; it is for {successor} to do this.";
    ORGAN_ENDED = "authority.organ.ended", Law, "行政许可法 第二十二条", [],
        "{organ}自{on}起不再存在，也没有登记承继机构，不能办理。", "{organ} has not existed since {on}, and no successor is on record; it cannot act.";
    OTHER_DEPARTMENT = "authority.other_department", CityDocument, "资府办函〔2017〕210号 二", ["N-2.2"],
        "该件属于其他部门。", "The case belongs to another department.";
    LETTER_NONE = "authority.letter.none", CityDocument, "资府办函〔2017〕210号 三（五）2", ["N-3.5.4"],
        "没有授予{power}的授权书。", "No letter of authorization gives {power}.";
    LETTER_POWER = "authority.letter.power", CityDocument, "资府办函〔2017〕210号 三（五）2", ["N-3.5.4"],
        "授权书{letter}没有授予{power}。", "The letter {letter} does not give {power}.";
    LETTER_ITEM = "authority.letter.item", CityDocument, "资府办函〔2017〕210号 三（五）2", ["N-3.5.4"],
        "授权书{letter}授予的{power}不包括本事项。", "The letter {letter} gives {power}, and not for this item.";
    LETTER_NOT_YET = "authority.letter.not_yet_valid", CityDocument, "资府办函〔2017〕210号 三（五）2", ["N-3.5.4"],
        "授权书{letter}自{from}起生效。", "The letter {letter} takes effect on {from}.";
    LETTER_EXPIRED = "authority.letter.expired", CityDocument, "资府办函〔2017〕210号 三（五）2", ["N-3.5.4"],
        "授权书{letter}的有效期已于{to}届满。", "The letter {letter} expired on {to}.";
    LETTER_REVOKED = "authority.letter.revoked", CityDocument, "资府办函〔2017〕210号 三（五）2", ["N-3.5.4"],
        "授权书{letter}已于{on}撤回。", "The letter {letter} was revoked on {on}.";
    DEPUTY_NOT_CALLED = "authority.letter.deputy_not_called", Setting, "系统规则：AB岗", ["N-3.5.4"],
        "B岗授权书{letter}只在A岗登记不在岗期间有效。", "The deputy's letter {letter} lives only during the recorded absence of the one deputized for.";
    LEADER_SEALS = "authority.leader", Setting, "系统规则：部门负责人办理的事项", [],
        "行政公章由该部门主要负责人或分管负责人批准使用。", "The office seal is for the department's principal leader or deputy in charge.";
    LEADER_CONFIRMS = "authority.leader.staff", Setting, "系统规则：任岗由两人办理", [],
        "本部门人员的任岗由本部门主要负责人或分管负责人确认。", "Posts of a department's staff are confirmed by that department's principal leader or deputy in charge.";
    LEADER_REDECIDES = "authority.leader.redecision", Setting, "系统规则：重新作出决定（行政许可法 第六十九条）", [],
        "改变已经作出的决定，由本部门主要负责人或分管负责人核对依据文书后作出；授权书授予的审批决定权不包括重新决定。", "What was decided is changed by the department's principal leader or deputy in charge, who has the instrument at hand; the power to decide that a letter gives is none to decide again.";
    LEADER_EXTENDS = "authority.leader.extension", Law, "行政许可法 第四十二条", [],
        "延长期限须经本行政机关负责人（主要负责人或分管负责人）批准。", "An extension needs the approval of the organ's head: the principal leader or the deputy in charge.";
    LEADER_AUTHORIZES = "authority.leader.letter", CityDocument, "资府办函〔2017〕210号 三（五）2", ["N-3.5.4"],
        "授权书由本部门负责人签发和撤回。", "A letter of authorization is given and revoked by the department's own leaders.";
    CONFIRMATION = "authority.confirmation.stale", Setting, "系统设置：法律行为确认有效时间", [],
        "请先再次输入密码确认身份；确认在{minutes}分钟内有效。", "Confirm with your password first; a confirmation holds for {minutes} minutes.";
    TOKEN = "authority.token", Setting, "系统规则：接口令牌只供查询", [],
        "接口令牌只能查询；受理、审查、决定、送达等行为须由本人登录办理。", "An API token only reads; receiving, examining, deciding, serving and every other deed is for a person in a session.";
    SEPARATED = "authority.duties.separated", Setting, "事项要素、系统设置：审查与决定分离", ["N-3.5.1"],
        "本件要求{first}与{second}由不同人员办理；您已办理过{first}。", "This case keeps {first} and {second} in different hands; you have performed the {first}.";
    STEPS_SEPARATED = "authority.duties.steps_separated", Setting, "系统设置：审查各环节由不同人员办理（review_apart）", ["N-3.5.1"],
        "本件要求审查的各个环节由不同人员办理；您已在其他环节签署意见，请由另一位审查人员办理本环节。", "This case keeps the steps of its review in different hands; you have given your opinion at another step: this one is for somebody else.";
    ONESELF = "authority.oneself", Law, "公务员法 第七十六条第（一）项", [],
        "涉及本人，须回避：本人的任职、授权、考勤和账号由他人办理。", "This concerns yourself: your own posts, letters, absences and account are for somebody else.";
    OUT_OF_SCOPE = "authority.out_of_scope", CityDocument, "资府办函〔2017〕210号 二", ["N-2.2"],
        "不在您的查看范围内。", "This is outside what you may see.";
}
