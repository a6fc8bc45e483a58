//! What letters refuse.

use crate::rule::rules;

rules! {
    SIGNER = "authority.letter.signer_not_principal", CityDocument, "资府办函〔2017〕210号 三（五）2", ["N-3.5.4"],
        "授权书须由部门主要负责人签署。", "A letter of authorization must be signed by the department's principal leader.";
    HOLDER_CONTRACT = "authority.letter.holder_contract_staff", CityDocument, "资府办函〔2017〕210号 三（三）、三（五）2", ["N-3.3.2", "N-3.5.4"],
        "聘用人员不能被授权。", "Contract staff cannot hold a letter of authorization.";
    HOLDER_ELSEWHERE = "authority.letter.holder_elsewhere", CityDocument, "资府办函〔2017〕210号 三（五）2", ["N-3.5.4"],
        "被授权人在该部门没有在岗的业务岗位。", "The holder has no post in that department's own work.";
    HOLDER_SIGNS = "authority.letter.holder_signs", CityDocument, "资府办函〔2017〕210号 三（五）2", ["N-3.5.4"],
        "授权书由主要负责人授予首席代表，不能授予本人。", "A letter is given by the principal leader to somebody else, not to himself.";
    NUMBER_FORM = "authority.letter.number_form", Setting, "GB/T 9704—2012 7.2.5", [],
        "“{written}”不是发文字号；应由机关代字、年份、发文顺序号组成，如资市监授〔2026〕1号。", "“{written}” is no document number: the organ, the year in brackets, the serial.";
    NUMBER_TAKEN = "authority.letter.number_taken", Setting, "系统规则：文号管理", [],
        "授权书字号{letter}已用于该部门另一份授权书。", "The number {letter} stands on another letter of this department.";
    EMPTY = "authority.letter.empty", CityDocument, "资府办函〔2017〕210号 三（五）2", ["N-3.5.4"],
        "授权书至少要载明一项权限和事项。", "A letter must give at least one power for at least one item.";
    ITEMS_UNKNOWN = "authority.letter.items_unknown", CityDocument, "资府办函〔2017〕210号 三（一）、三（五）2", ["N-3.5.4", "N-3.1.3"],
        "授权事项中有不属于该部门清单的事项。", "The letter names an item that is not on the department's list.";
    BACKDATED = "authority.letter.backdated", Setting, "记录条件：授权书不溯及既往", ["N-3.5.4"],
        "授权书的生效日期{from}不能早于签署日期{signed}。", "A letter cannot take effect ({from}) before it was signed ({signed}).";
    REVOKED_TWICE = "authority.letter.revoked_twice", Setting, "记录条件", [],
        "授权书已撤回。", "The letter was revoked already.";
    DEPUTY_OF_SELF = "authority.letter.deputy_of_self", Setting, "记录条件", [],
        "B岗授权书不能以本人为A岗。", "Nobody can be the deputy of himself.";
}
