//! What a case refuses.

use crate::rule::rules;

rules! {
    STAGE = "case.stage", Setting, "记录条件", [],
        "办件目前为“{stage}”，不能进行此项操作。", "The case stands at “{stage}”; this cannot be done now.";
    ITEM_MISSING = "case.item.missing", CityDocument, "资府办函〔2017〕210号 三（一）", ["N-3.1.3"],
        "所申请的内容不在清单内；可以作出不予受理决定或者告知不需要许可、不属职权。", "What was applied for is not on the list; it can be not accepted in writing, or told to be not required or not for this organ.";
    ITEM_SAME = "case.item.same", Setting, "记录条件", [],
        "办件已经记在该事项名下。", "The case is on record under that item already.";
    DEPARTMENT_MISSING = "case.department.missing", Setting, "记录条件", [],
        "办件所属部门没有记录。", "The department of the case is not on record.";
    RECEIVED_IN_FUTURE = "case.receive.future", Setting, "记录条件", [],
        "收件时间不能晚于现在。", "Papers cannot have been received in the future.";
    LATE_UNEXPLAINED = "case.receive.late_unexplained", Setting, "系统设置：收件录入宽限", [],
        "收件时间早于录入时间超过{minutes}分钟的，须说明原因并作补录标记。", "Entering papers more than {minutes} minutes after they came needs a reason and is marked.";
    LATE_CONTRACT_STAFF = "case.receive.late_contract_staff", Setting, "系统规则：应急补录和事后补录", [],
        "聘用人员只能凭停机时编号的纸质收件单、在收件后{days}个工作日内应急补录；其他补录由正式职工办理并说明原因。", "Contract staff enter late only from a numbered slip of an outage, within {days} working days of the receipt; every other late entry is made, with its reason, by formal staff.";
    LATE_BEYOND = "case.receive.late_beyond", Setting, "系统规则：应急补录和事后补录（行政许可法 第三十二条第一款第四项）", [],
        "收到材料已超过{days}个工作日的，补录后即视为受理，须由首席代表办理。", "Papers that came more than {days} working days ago are accepted by silence as soon as they are entered: the chief representative enters them.";
    LATE_TOO_OLD = "case.receive.too_old", Setting, "系统设置：线下办理事实最早可追溯（年数）", [],
        "收件时间不能早于{first}；更早收到的申请，请申请人重新提交，或者在另一件中登记线下办理的不规范情形。", "Papers cannot be entered as received before {first}: what came earlier is handed in anew, or recorded as an irregular fact in another case.";
    PARTY_MISSING = "case.receive.applicant_missing", Setting, "记录条件", [],
        "须登记一名申请人。", "Exactly one applicant must be on record.";
    AGENT_IS_PARTY = "case.receive.agent_is_party", Setting, "记录条件", [],
        "委托代理人、经办人与本件的申请人或者其他当事人是同一证件号码；申请人本人办理的，不登记代理人。", "Whoever acts for the applicant has the same document as the applicant or another party: an applicant who comes himself needs no agent.";
    RECEIVE_OBJECTED = "case.receive.objected", Setting, "系统规则：办事人在屏上提出信息有误的，重新送核后收件", [],
        "办事人已在屏幕上提出信息有误，尚未重新送其核对；请改正后重新送核，或者与办事人当面核实后写明继续收件。", "The applicant said at the screen that something is wrong, and was not shown it anew: put it right and show it again, or settle it with him and say that you go on.";
    PARTIES_TOO_MANY = "case.party.too_many", Setting, "系统规则：一件登记的当事人数上限", [],
        "一件最多登记{most}名当事人。", "A case has {most} parties at most.";
    PAPER_UNLISTED = "case.papers.unlisted", Setting, "记录条件", [],
        "本事项的材料清单没有“{paper}”这一项；清单以外的材料照收，请写入“清单外材料”。", "This item's list has no line “{paper}”; what came beyond the list is taken in too: name it under “unlisted papers”.";
    PAPER_COPIES = "case.papers.copies", Setting, "记录条件", [],
        "收取材料“{paper}”须登记份数。", "How many of the paper “{paper}” were taken must be said.";
    MANDATE = "case.party.mandate", Law, "民法典 第一百六十五条", [],
        "授权委托记在委托代理人、经办人名下，须写明代理事项和权限、起止日期、证明材料，终止日期不能早于起始日期。", "A mandate is of somebody who acts for another; it says what for, since when and until when, and the paper that proves it, and does not end before it begins.";
    MANDATE_DAYS = "case.party.mandate_days", Setting, "记录条件", [],
        "授权委托的起止日期须在{first}至{last}之间，请核对年份；授权委托书没有写终止日期的，终止日期留空。", "The days of a mandate lie between {first} and {last}: look at the year. Where the paper sets no end, leave the last day out.";
    MANDATE_SAME = "case.party.mandate_same", Setting, "记录条件", [],
        "这份授权委托（{from} 至 {to}，事项、权限和证明材料都相同）已经登记在案，不用再登记一次。", "This very mandate ({from} to {to}, for the same and by the same paper) is on record already and is not recorded twice.";
    MANDATE_HOLDS = "case.party.mandate_holds", Law, "民法典 第一百七十三条", [],
        "登记在案的授权（{from} 至 {to}）今天仍在有效期内。期限届满前换成新的授权，请写明原授权终止的原因，例如被代理人取消委托、代理人辞去委托、代理事务已经完成。", "The mandate on record ({from} to {to}) holds still today. Where another takes its place before its end, say why it ended: the applicant withdrew it, the agent renounced it, or what it was given for is done.";
    AGENT_KNOWN = "case.party.agent_known", Setting, "记录条件", [],
        "这个人已经是本办件的当事人：换新授权的，在他名下登记授权委托；申请人本人办理的，不用授权。", "This person is a party of the case already: a new mandate is recorded under his name, and an applicant needs none for himself.";
    MANDATE_OVER = "case.party.mandate_over", Law, "民法典 第一百七十一条第一款、第一百七十三条第一项", [],
        "代理人的授权（{from} 至 {to}）今天不在有效期内，不能代为办理；请由申请人本人办理。", "The agent's mandate ({from} to {to}) does not hold today: the applicant does this himself.";
    PAPER_VERIFIED = "case.paper.verified", CityDocument, "资府办函〔2017〕210号 三（三）", ["N-3.3.2"],
        "“与原件核对无误”只记在核原件、复印件上，由当日在岗的正式职工核对，核对日期不能晚于今天。", "What was compared with its original is an original that was seen, or a copy; formal staff on duty that day compare it, and not in the future.";
    EXEMPT_GROUND = "case.papers.exempt_ground", Setting, "系统规则：免提交（国务院令第716号 第七条）", [],
        "材料“{paper}”未注明可以共享获取；免提交的，须登记依据和核验情况。", "The list does not say that the paper “{paper}” can be had by sharing: where it need not be handed in, say why, and how it was checked.";
    PAPER_LESS = "case.papers.less", Setting, "系统规则：受理后材料登记只增不减", [],
        "受理以已收材料为据：材料“{paper}”的登记此后只增不减。", "The acceptance rests on what was taken in: from then on the record of the paper “{paper}” only grows.";
    PAPER_WITHOUT_LIST = "case.papers.without_list", Setting, "记录条件", [],
        "所申请的内容没有材料清单；收到的材料请写入申请内容。", "What was applied for has no list of papers; say with the matter what came in.";
    SCAN_EMPTY = "case.scan.empty", Setting, "记录条件", [],
        "须选择至少一个文件。", "At least one file must be named.";
    SCAN_PAPER = "case.scan.paper", Setting, "记录条件", [],
        "材料“{paper}”没有登记收到，不能补传文件；请先登记材料。", "The paper “{paper}” is not on record: record it first, then its files.";
    SCAN_UNNAMED = "case.scan.unnamed", Setting, "系统规则：清单外材料收件时写明", [],
        "清单以外的文件，须在收件时写明是什么材料（清单外材料）；清单内的材料请选择相应一项。", "Files beyond the list belong to papers that the receipt names as not demanded; for a paper of the list choose its line.";
    SCAN_CONFIRMATION = "case.scan.confirmation", Setting, "系统规则：送达地址确认书签署后扫描存档", [],
        "没有这份送达地址确认书，或者已被后来的确认取代、已经作废，或者尚未登记签署；登记签署后再附扫描件。", "There is no such confirmation of service, a later one took its place, it is void, or its signature is not on record: record the signature first, then the scan.";
    SCAN_DOCUMENT = "case.scan.document", Setting, "系统规则：纸质签署、用印后扫描回传", [],
        "没有这份文书，或者文书已经作废，或者尚未用印；纸质文书签署、用印登记后再扫描回传。", "There is no such document, it is void, or no seal is on record for it: sign and seal it on paper, record the seal, then scan it back.";
    SCAN_UNSERVED = "case.scan.unserved", Setting, "系统规则：送达回证随送达登记存档", [],
        "这份文书没有登记送达，没有可补附的送达回证；先登记送达。", "No service of this document is on record, so there is no proof of it to add: record the service first.";
    SCAN_THERE = "case.scan.there", Setting, "系统规则：扫描件只增不换，另附须写明原因", [],
        "这份签署件或者送达回证已经附有扫描件；原扫描件不清、缺页或者传错的，写明原因后另附，原扫描件保留。", "A scan of this signed paper or proof is there already; where it is illegible, incomplete or of another paper, say so and add a further one: the first one stays.";
    ORIGINALS_NONE = "case.originals.none_held", Setting, "系统规则：收存原件凭签收退还", [],
        "材料“{paper}”没有收存原件，或者已经退还。", "No original of the paper “{paper}” is held: none was taken, or it went back already.";
    ORIGINALS_SIGNED = "case.originals.unsigned", Setting, "系统规则：收存原件凭签收退还", [],
        "退还原件须登记签收人。", "Originals go back against signature: say who signs for them.";
    PUT_RIGHT_EMPTY = "case.put_right.empty", Law, "行政许可法 第三十二条第一款第三项", [],
        "须写明申请人当场更正了什么。", "Say what the applicant put right on the spot.";
    PUT_RIGHT_BY = "case.put_right.by", Law, "行政许可法 第三十二条第一款第三项", [],
        "当场更正须由申请人或者其代理人、经办人本人作出。", "Only the applicant, or who acts for the applicant, puts the application right.";
    CORRECTION_UNLISTED = "case.correction.unlisted_paper", Law, "行政许可法 第三十条、第三十一条", [],
        "不得要求提交清单以外的材料“{paper}”。", "A paper that the item's list does not have (“{paper}”) cannot be demanded.";
    CORRECTION_EMPTY = "case.correction.empty", Law, "行政许可法 第三十二条第一款第四项", [],
        "补正告知须逐项写明需要补正的全部内容。", "A correction notice must say, line by line, everything that must be put right.";
    CORRECTION_NEW_DEMAND = "case.correction.new_demand", Law, "行政许可法 第三十二条第一款第四项、第七十二条第四项", [],
        "补正要求须一次告知；再次告知只能重申尚未补正的原要求，不得提出新的要求。", "Everything must be told once; a second notice may only repeat an old demand that is still unmet.";
    CORRECTION_REPEAT = "case.correction.repeat_unknown", Law, "行政许可法 第三十二条第一款第四项、第五项", [],
        "所重申的补正要求不存在或者已经满足。", "The demand to repeat does not exist or was met.";
    CORRECTION_AFTER_ACCEPTANCE = "case.correction.after_acceptance", Law, "行政许可法 第三十二条第一款第四项、第五项", [],
        "已经受理（含视为受理），不得再要求补正。", "The case is accepted, or deemed accepted; no correction can be demanded any more.";
    CORRECTION_NONE = "case.correction.none_open", Setting, "记录条件", [],
        "没有待补正的告知。", "No correction is awaited.";
    CORRECTION_DEMAND = "case.correction.demand_unknown", Setting, "记录条件", [],
        "所列补正要求不存在、已经满足，或者已由后一次告知重申。", "The demand does not exist, was met, or is asked for again by a later notice.";
    REASONS_MISSING = "case.reasons.missing", Law, "行政许可法 第三十八条第二款、第四十二条、第七十二条第七项", [],
        "不受理、不予许可和延长期限，都必须书面说明理由。", "Not accepting, refusing and extending each need their reasons in writing.";
    REASONS_SHORT = "case.reasons.short", Setting, "系统设置：理由、意见最少字数", [],
        "理由、意见须写明，不少于{least}个字。", "A reason or an opinion must be written out, in {least} characters at least.";
    REMEDIES_MISSING = "case.remedies.missing", Law, "行政许可法 第三十八条第二款；行政复议法 第二十条", [],
        "{department}的行政复议机关和管辖法院没有登记，无法告知救济途径。", "The organ that reviews acts of {department}, or its court, is not on record; remedies cannot be told.";
    ORGAN_MISSING = "case.not_competent.organ_missing", Law, "行政许可法 第三十二条第一款第二项", [],
        "须告知申请人向哪个行政机关申请。", "The notice must name the organ to turn to.";
    ORGAN_OURS = "case.not_competent.ourselves", Law, "行政许可法 第三十二条第一款第二项", [],
        "不属于本机关职权范围的，须告知有权办理的其他行政机关，不能写本机关。", "Whoever is not competent names the organ that is; that cannot be this one.";
    ALREADY_ACCEPTED = "case.accept.already", Setting, "记录条件", [],
        "已经受理，不能再作此项决定。", "The case is accepted already.";
    PAPERS_MISSING = "case.accept.papers_missing", Law, "行政许可法 第三十二条第一款第四项、第五项", [],
        "必要材料“{papers}”尚未收齐；请一次性告知补正。", "Required papers are missing ({papers}); tell once everything that must be put right.";
    DEMANDS_OPEN = "case.accept.demands_open", Law, "行政许可法 第三十二条第一款第五项", [],
        "补正要求尚未全部满足。", "Demands of the correction notice are still unmet.";
    INTAKE_ENDED = "case.intake.ended", Setting, "记录条件", [],
        "对该申请已作出“{stage}”的处理。", "The application was answered already: {stage}.";
    NOT_INSTANT = "case.on_the_spot.not_instant", Setting, "事项要素：办件类型", [],
        "该事项不是即办件，不能当场办结。", "The item is not one that is decided on the spot.";
    EXAMINE_BEFORE_ACCEPTANCE = "case.examine.before_acceptance", Law, "行政许可法 第三十二条、第三十四条", [],
        "尚未受理，不能审查。", "The case is not accepted; it cannot be examined.";
    WRONG_STEP = "case.examine.wrong_step", CityDocument, "资府办函〔2017〕210号 三（五）1", ["N-3.5.2"],
        "当前环节是“{now}”，不能办理“{asked}”。", "The case waits at step “{now}”, not “{asked}”.";
    NOTHING_BEFORE = "case.examine.nothing_before", Setting, "记录条件", [],
        "没有上一环节可以退回。", "There is no step before to return to.";
    LEVEL = "case.decide.level", Setting, "事项要素：决定层级", ["N-3.5.4"],
        "该事项由{level}决定，请先提交；登记批复（集体讨论的，登记会议纪要）后再办理。", "This item is decided by {level}: submit it, and go on when the reply, or the minutes, are here.";
    REPLY_AWAITED = "case.decide.reply_awaited", Setting, "事项要素：决定层级", ["N-3.5.4"],
        "本件已提交{level}，登记批复（集体讨论的，登记会议纪要）后才能作出决定。", "The case was submitted to {level}; it is decided when the reply, or the minutes, are on record.";
    UPWARD_REPLIED = "case.upward.replied", Setting, "事项要素：决定层级", ["N-3.5.4"],
        "上级已有批复，不得就同一申请重新上报。", "The reply is here; the same application is not submitted upward again.";
    NOT_UPWARD = "case.upward.not_needed", Setting, "事项要素：决定层级", [],
        "该事项由本机关决定，不需要上报。", "This item is decided here; nothing is to be submitted upward.";
    REPLY_MISSING = "case.upward.reply_empty", Setting, "记录条件", [],
        "须登记批复文号（集体讨论的，写会议纪要编号）。", "The reply's document number must be recorded (of a collective discussion, its minutes).";
    UPWARD_OURS = "case.upward.ourselves", Setting, "事项要素：决定层级", ["N-3.5.4"],
        "须上报有权决定的机关，不能上报本机关。", "It is submitted to the organ that decides, not to this one.";
    REPLY_DATE = "case.upward.reply_date", Setting, "记录条件", [],
        "批复日期不能早于上报日期{submitted}，也不能晚于今天。", "The reply cannot be dated before the submission ({submitted}) nor in the future.";
    REPLY_RECOURSE = "case.upward.recourse_missing", Law, "行政许可法 第三十八条第二款；行政复议法 第二十条", [],
        "批复不予的，须一并登记对批复机关的行政复议机关；批复机关不在本系统登记的，须填写。诉讼以在文书上署名的本机关为被告，管辖法院按本机关登记。", "A reply that refuses is recorded with the organ that reviews it, where its organ is none of ours. A suit goes against the organ that signs the document, which is this one: its court is on record.";
    REPLY_DIFFERS = "case.decide.reply_differs", Setting, "事项要素：决定层级", ["N-3.5.4"],
        "决定与批复意见不一致。", "The decision differs from the reply from above.";
    GROUND_UNLISTED = "case.decide.ground", Setting, "记录条件", [],
        "该事项的设定依据、条件和材料中没有所选的这一项；请刷新后重新选择。", "The item's law, conditions and papers have no such line; load the page again and choose anew.";
    BEFORE_ACCEPTANCE = "case.decide.before_acceptance", Law, "行政许可法 第三十二条、第三十七条、第四十二条", [],
        "尚未受理，不能作出决定。", "The case is not accepted; it cannot be decided.";
    STEPS_OPEN = "case.decide.steps_open", CityDocument, "资府办函〔2017〕210号 三（五）1", ["N-3.5.2"],
        "环节“{step}”尚未办结，不能作出决定。", "Step “{step}” is not done; the case cannot be decided.";
    AFTER_WITHDRAWAL = "case.decide.after_withdrawal", Setting, "系统规则：撤回申请", [],
        "申请人已撤回申请，不能作出决定。", "The applicant has withdrawn; the case cannot be decided.";
    DECIDED_TWICE = "case.decide.twice", Law, "行政许可法 第八条、第六十九条", [],
        "该件已经作出决定；重新决定须有复议决定、判决或者自行纠正的文书。", "The case is decided; a second decision needs its instrument.";
    PAUSE_STILL_OPEN = "case.decide.pause_open", Setting, "记录条件", [],
        "特别程序尚未结束。", "A special procedure is still open.";
    INTERESTED_UNHEARD = "case.decide.interested_unheard", Law, "行政许可法 第三十六条", [],
        "申请直接关系他人重大利益的，须先告知该利害关系人（陈述申辩告知书用印、送达），并听取其陈述和申辩（或者其书面放弃、期满未提出），才能作出决定。", "Whoever's vital interests the application concerns is told so, under seal and served, and heard, before it is decided.";
    INTERESTED_NONE = "case.interested.none", Setting, "记录条件", [],
        "本件没有登记利害关系人。", "No interested party is on record.";
    INTERESTED_ROLE = "case.interested.role", Setting, "记录条件", [],
        "陈述申辩告知书告知登记为利害关系人的当事人；拟撤销已作出的准予决定的，告知被许可人。", "The notice is for parties that are on record as interested; and for the holder, where what was granted is to be taken back.";
    STATEMENT_ROLE = "case.statement.role", Law, "行政许可法 第三十六条", [],
        "陈述申辩是申请人、利害关系人的权利；代理人、经办人代为陈述的，记在其所代理的当事人名下。", "The right to be heard is the applicant's and that of those whom it concerns; what an agent says is recorded as theirs.";
    STATEMENT_EMPTY = "case.statement.empty", Law, "行政许可法 第三十六条", [],
        "须照录当事人的陈述申辩，长短不限；没有陈述的，登记书面放弃，或者期满后登记逾期未提出。", "Record what the party said, however short; of one who said nothing, record the written waiver, or the silence once the period is over.";
    WAIVER_FORM = "case.statement.waiver_form", Setting, "系统规则：放弃陈述申辩", [],
        "放弃陈述申辩须有当事人签名的书面材料。", "The right to be heard is waived on a form that the party has signed.";
    STATEMENT_PERIOD = "case.statement.period", Setting, "系统设置：陈述申辩期限（行政许可法 第三十六条未定期限）", [],
        "陈述申辩期限至{until}届满，此前不能登记逾期未提出；当事人已陈述或者书面放弃的，照实登记。", "The period in which to be heard runs until {until}; silence is recorded only after it. Whoever has spoken or waived in writing is recorded as such.";
    STATEMENT_HEARD = "case.statement.heard", Setting, "记录条件", [],
        "该当事人已经陈述或者书面放弃。", "The party has spoken, or waived in writing.";
    HOLDER_UNHEARD = "case.redecide.holder_unheard", Law, "行政许可法 第七条、第六十九条", [],
        "撤销已经准予的决定，须先告知被许可人（陈述申辩告知书用印、送达），并听取其陈述和申辩。", "What was granted is taken back only after its holder was told so, under seal and served, and was heard.";
    INTERESTED_UNTOLD = "case.interested.untold", Law, "行政许可法 第三十六条", [],
        "陈述申辩告知书尚未送达该当事人。", "The notice was not served on this party yet.";
    PAPERS_FOLLOW = "case.decide.papers_follow", Setting, "系统规则：容缺受理", [],
        "容缺后补的材料“{papers}”尚未补交，不能作出决定。", "Papers that were to follow are not here yet ({papers}); the case cannot be decided.";
    INSTRUMENT = "case.redecide.instrument", Law, "行政许可法 第八条、第六十九条；行政复议法 第六十三条、第六十四条；行政诉讼法 第七十条", [],
        "重新决定须写明依据文书的制作机关和文号（判决、裁定写案号）。", "A second decision must name the organ and the number of its instrument (of a judgment, the case number).";
    INSTRUMENT_DATE = "case.redecide.instrument_date", Setting, "记录条件", [],
        "依据文书的日期不能早于原决定之日（{decided}），也不能晚于今天。", "The instrument cannot be dated before the decision that it turns against ({decided}) nor in the future.";
    INSTRUMENT_ORGAN = "case.redecide.organ", Law, "行政许可法 第六十九条；行政复议法 第四条；行政诉讼法 第四条", [],
        "依据文书的制作机关与种类不符：自行纠正由本机关作出；判决、裁定由人民法院作出；复议决定由复议机关、责令纠正由上级机关作出，不能写本机关。", "The organ cannot have issued an instrument of this kind: a self-correction is this organ's own; a judgment is a court's; a decision on reconsideration and an order from above are others', never this organ's.";
    INSTRUMENT_USED = "case.redecide.instrument_used", Law, "行政许可法 第八条", [],
        "现有决定已依据{on}的文书作出；再次改变须有此后作出的新依据文书。", "The standing decision rests on an instrument of {on}; changing it again needs a later one.";
    ELSEWHERE_DIFFERS = "case.decide.elsewhere_differs", Law, "行政许可法 第八条", [],
        "有权人员已于{on}在线下作出相反的决定；须先按该决定制发文书，改变须另有依据文书。", "Somebody entitled decided the opposite elsewhere on {on}: confirm it under number and seal first; changing it needs an instrument.";
    NOT_DECIDED = "case.redecide.not_decided", Setting, "记录条件", [],
        "尚未作出决定，不能重新决定。", "Nothing was decided that could be decided again.";
    DOCUMENT_UNKNOWN = "case.document.unknown", Setting, "记录条件", [],
        "本件没有此文书。", "The case has no such document.";
    DOCUMENT_VOID = "case.document.void", Setting, "系统规则：文号管理", [],
        "该文书已作废。", "The document is void.";
    SEAL_OFFICE = "case.seal.office_due", Setting, "系统规则：行政审批专用章使用范围", [],
        "该文书依法应当加盖行政公章，不能使用行政审批专用章。", "The law wants the office seal on this document, not the approval seal.";
    SEAL_NONE = "case.seal.none_due", Setting, "记录条件", [],
        "该文书不需要用印。", "No seal is due on this document.";
    SEALED_TWICE = "case.seal.twice", Setting, "记录条件", [],
        "该文书已经用印。", "The document bears its seal already.";
    SEAL_COUNT = "case.seal.count", Setting, "系统规则：用印登记", [],
        "用印须登记份数和页数。", "Copies and pages must be counted.";
    SERVICE_DATE = "case.serve.date", Setting, "记录条件", [],
        "送达日期不能早于文书制发、用印之日（{issued}），也不能晚于今天。", "Service cannot be dated before the document was issued and sealed ({issued}) nor in the future.";
    SERVED_TWICE = "case.serve.twice", Setting, "记录条件", [],
        "该文书已经送达。", "The document was served already.";
    SERVE_RESULT = "case.serve.result", Setting, "记录条件", [],
        "办理结果请用“颁发送达”办理。", "Use delivery for the result.";
    SERVE_UNSEALED = "case.serve.unsealed", Law, "行政许可法 第三十二条第二款", [],
        "受理、不予受理的书面凭证须加盖专用印章后才能送达。", "A notice of acceptance or non-acceptance is served only under the organ's special seal.";
    SERVE_UNSEALED_NOTICE = "case.serve.unsealed_notice", Setting, "系统规则：行政审批专用章使用范围", [],
        "该文书须先用印才能送达。", "This document bears its seal before it is served.";
    RECIPIENT_MISSING = "case.serve.recipient_missing", Setting, "系统规则：送达回证（参照民事诉讼法 第八十七条、第八十八条）", [],
        "直接送达、委托代领须登记签收人。", "Who took it must be named, where it was handed over in person or to an agent.";
    AUTHORITY_MISSING = "case.serve.agent_authority_missing", Setting, "系统规则：委托代领", [],
        "委托代领须登记代领人的授权委托书。", "An agent takes it only with a proof of authority on record.";
    SERVED_OTHERWISE = "case.serve.otherwise_unexplained", Setting, "系统规则：送达地址确认书", [],
        "受送达人确认的送达方式为“{confirmed}”；不按确认的方式或者地址送达的，须说明原因。", "The recipient confirmed service “{confirmed}”: to serve in another way or elsewhere, say why.";
    CONFIRM_PARTY = "case.confirm_service.party", Setting, "系统规则：送达地址确认书", [],
        "送达地址由申请人或者利害关系人确认；代理人、经办人可以代为签署。", "The applicant or an interested party confirms how documents reach him; who acts for him may sign.";
    CONFIRM_METHOD = "case.confirm_service.method", Setting, "系统规则：送达地址确认书", [],
        "受送达人可以确认窗口领取、委托代理人代收、邮寄或者电子送达；留置送达、公告送达不能事先确认。", "A recipient confirms collection at the window, an agent, mail or electronic service; nobody chooses to have papers left behind or made public.";
    CONFIRM_ADDRESS = "case.confirm_service.address_missing", Setting, "系统规则：送达地址确认书", [],
        "确认邮寄送达须填写收件人、联系电话和邮寄地址。", "Service by mail needs a recipient, a telephone number and an address.";
    CONFIRM_ELECTRONIC = "case.confirm_service.electronic_address_missing", Setting, "系统规则：送达地址确认书（参照民事诉讼法 第九十条）", [],
        "确认电子送达须填写收件人、联系电话和电子送达地址。", "Electronic service needs a recipient, a telephone number and an electronic address.";
    CONFIRM_AGENT = "case.confirm_service.agent_missing", Setting, "系统规则：送达地址确认书", [],
        "办件没有登记委托代理人或者经办人，不能确认由其代收。", "Nobody acts for this party in the case who could take documents in.";
    CONFIRM_NOT_STANDING = "case.confirm_service.not_standing", Setting, "记录条件：送达地址确认书", [],
        "该文书不是现行有效的送达地址确认书，没有可登记的签署。", "This is no confirmation that stands; there is no signature to record.";
    CONFIRM_SIGNED_TWICE = "case.confirm_service.signed_twice", Setting, "记录条件：送达地址确认书", [],
        "该送达地址确认书已经签署。", "The confirmation is signed already.";
    CONFIRM_SIGNER = "case.confirm_service.signer", Setting, "系统规则：送达地址确认书", [],
        "送达地址确认书由受送达人本人签署，申请人的也可以由其代理人、经办人签署。", "The recipient signs the confirmation himself; who acts for the applicant may sign the applicant's.";
    CONSENT_MISSING = "case.serve.consent_missing", Setting, "系统规则：电子送达（参照民事诉讼法 第九十条）", [],
        "电子送达须经受送达人同意；请先由其确认电子送达并登记其签署的送达地址确认书，或者改用其他送达方式。", "Electronic service needs the recipient's consent: let the recipient confirm electronic service and record the signed confirmation, or serve in another way.";
    PUBLIC_NOTICE_DAYS = "case.serve.public_notice_days", Setting, "系统规则：公告送达（参照民事诉讼法 第九十五条）", [],
        "公告送达自公告之日起满{days}日方为送达，最早为{first}。", "What was made public counts as served after {days} days, on {first} at the earliest.";
    WITNESS_MISSING = "case.serve.left_without_witness", Setting, "系统规则：留置送达（参照民事诉讼法 第八十九条）", [],
        "留置送达的，须在送达证明中记明拒收情形和见证人，或者拍照、录像记录送达过程的情况。", "Of what is left at the place the proof says that it was refused and who witnessed it, or that the service was photographed or filmed.";
    PROOF_MISSING = "case.deliver.proof_missing", Setting, "系统规则：送达回证", [],
        "送达须有送达回证。", "Service needs its proof.";
    DELIVER_UNSEALED = "case.deliver.unsealed", Law, "行政许可法 第三十九条", [],
        "决定文书尚未用印，不能送达。", "The decision does not bear its seal yet.";
    NOT_YET_DECIDED = "case.deliver.not_decided", Setting, "记录条件", [],
        "尚未作出决定，没有可送达的结果。", "There is no decision to deliver.";
    FORM_MISSING = "case.withdraw.form_missing", Setting, "系统规则：撤回申请", [],
        "撤回申请须有申请人签名的撤回申请书，并写明其名称或者编号（至少两个字）。", "Withdrawal needs the form that the applicant has signed, by its name or number: two characters at least.";
    WITHDRAW_DECIDED = "case.withdraw.after_decision", Setting, "系统规则：撤回申请", [],
        "已经作出决定，不能再撤回申请。", "The case is decided; the application cannot be withdrawn any more.";
    LAPSE_RULE = "case.terminate.no_correction_rule", Setting, "事项要素：逾期未补正的处理", [],
        "该事项没有规定逾期未补正可以终止，或者规定的{days}日尚未届满。", "The item has no rule that ends the case for want of correction, or its {days} days are not over.";
    LAW_STANDS = "case.terminate.law_stands", Setting, "系统规则：法律修改后的在办件", [],
        "“{item}”没有因法律修改停止实施的登记，不能以法律修改为由终止。", "No law that stops “{item}” is on record; the case cannot be ended on that ground.";
    TWIN_MISSING = "case.terminate.twin_missing", Setting, "系统规则：重复登记", [],
        "以误录、重复登记终止的，须在理由中写明另一件的办件编号。", "Whoever ends a case as entered twice names the number of the other case in the reasons.";
    TWIN_UNLIKE = "case.terminate.twin_unlike", Setting, "系统规则：重复登记", [],
        "理由中所写编号没有对应到同一部门、同一事项、同一申请人的另一件，或者该件本身已作为误录终止，不能以重复登记终止。", "None of the numbers in the reasons is another case of this organ, for the same item and the same applicant, that was not itself ended as entered in error: the case cannot be ended as entered twice.";
    TWIN_LATER = "case.terminate.twin_later", Setting, "系统规则：重复登记（行政许可法 第三十二条：期限自收到申请材料之日起算）", [],
        "重复登记的，保留先收到的一件，期限自先收到之日起算；另一件收到在后，或者在本件收到之前已经办结的，本件不能终止。", "Of a double entry the one received first stays, for the days run from then: this case is not ended for one that came later, or that was over before it came.";
    GROUND_UNCITED = "case.terminate.ground_uncited", Setting, "系统规则：终止办理", [],
        "以其他法定情形终止的，须在理由中引用具体条款（第……条）。", "Whoever ends a case on another ground of law cites the article in the reasons.";
    UNANSWERED = "case.terminate.unanswered", Law, "行政许可法 第三十二条", [],
        "对尚未答复的申请，须作出受理、不予受理、不属职权或者不需要许可的答复，不能径行终止。", "An application that was not answered yet is answered: accepted, not accepted, sent to the right organ, or told that no license is needed; it is not simply ended.";
    VOIDED_TWICE = "case.void.twice", Setting, "系统规则：文号管理", [],
        "该文书已作废。", "The document is void already.";
    REISSUE_STANDS = "case.reissue.stands", Setting, "系统规则：文号管理", [],
        "该文书有效，或者作废后已经重新制发。", "The document stands, or was issued anew already.";
    REISSUE_ACT = "case.reissue.act", Setting, "系统规则：文号管理", [],
        "补正告知、不予受理等答复和决定不能照原样重新制发，须重新作出。", "A demand, an answer or a decision is not issued anew as it was; it is made anew by its own act.";
    VOID_STANDING = "case.void.standing_decision", Law, "行政许可法 第八条、第六十九条", [],
        "有效的决定不能以作废文号的方式撤销。", "A decision that stands cannot be undone by voiding its number.";
    CORRECTION_SUBJECT = "case.correct.subject_missing", Setting, "记录条件", [],
        "更正须写明更正的内容是什么。", "A correction must say what it is about.";
    CORRECTION_SAME = "case.correct.nothing_changes", Setting, "记录条件", [],
        "更正前后内容相同。", "Old and new are the same.";
    CORRECTION_DIFFERS = "case.correct.differs", Setting, "记录条件", [],
        "更正书上的原内容、更正后内容须与记录一致；原来没有登记的，写“无”。", "Old and new on the deed must be what stands on record and what then does; for what was not on record, write none.";
    CORRECTION_PRINTED = "case.correct.not_written", Law, "行政许可法 第八条", [],
        "更正文书只限于其中由人填写的文字（如理由、补正要求）中的笔误，且须与原文一致；结果、期限、救济途径、受送达人、文号、日期不能以更正改变：当事人信息按当事人更正，决定的改变须重新作出。", "A deed of correction puts right a slip in what somebody wrote in the document (reasons, demands), word for word; outcome, limits, remedies, addressee, number and date are not changed by it: a party's data are corrected as such, and a decision is changed by another one.";
    CORRECTION_LONG = "case.correct.long", Setting, "系统设置：笔误更正最多字数", [],
        "一处笔误不超过{most}个字；需要改写的内容不是笔误。", "A slip is no longer than {most} characters; what has to be rewritten is none.";
    CORRECTION_REWRITES = "case.correct.rewrites", Setting, "系统设置：笔误更正最多改动字数", [],
        "一处笔误改动不超过{most}个字，且不超过所引文字的一半（请连同上下文引用）；同一段文字历次更正合计也不得改写原文。需要改写的，须重新作出决定。", "A slip changes {most} characters at most, and no more than half of the passage that is quoted (quote what stands around it); corrections one after another do not rewrite a text either. What has to be rewritten is decided again.";
    CORRECTION_TURNS = "case.correct.turns", Law, "行政许可法 第八条、第三十八条第二款", [],
        "更正不得增删否定词（不、未、无、非、否、免等）、结论（准、驳、许、拒、撤销等）或者认定（符合、齐全、合格等）：改变理由或者结论就是改变决定，须重新作出。", "A correction puts in or leaves out no negation, no outcome and no finding: whoever exchanges the reasons or the outcome changes the decision, and decides again.";
    CORRECTION_ONE_DATUM = "case.correct.one_datum", Setting, "记录条件", [],
        "一份更正书只更正当事人的一项信息。", "One deed corrects one datum of a party.";
    CORRECTION_IDENTITY = "case.correct.identity", Law, "行政许可法 第九条", [],
        "更正不得变更当事人：主体类型、证件种类不能更正；姓名（名称）、证件号码与收件时的记录相比只能有笔误（自然人姓名一字，单位名称三字，号码一处）。登记错人的，终止后重新收件。", "A correction cannot turn one person into another: kinds of persons and documents are no slips; against the record of the day of receipt, a person's name may differ by one character, a firm's by three, a number in one place. Whoever entered somebody else ends the case and receives anew.";
    CORRECTION_UNREADABLE = "case.correct.unreadable", Setting, "记录条件", [],
        "更正后的内容无法识别。", "What it should say cannot be read.";
    PARTY_UNKNOWN = "case.correct.party_unknown", Setting, "记录条件", [],
        "本件没有此当事人。", "The case has no such party.";
    IRREGULAR_DATE = "case.irregular.date", Setting, "记录条件", [],
        "事实发生日期不能早于{from}，也不能晚于今天。", "This cannot have happened before {from} nor in the future.";
    IRREGULAR_DECIDER = "case.irregular.decider", CityDocument, "资府办函〔2017〕210号 三（五）2", ["N-3.5.4"],
        "登记线下决定须指明作出决定的人员；无权决定的人所作的处理，请按“线下办理”登记。", "A decision taken elsewhere names who took it; what somebody without the power did is recorded as handling elsewhere.";
    IRREGULAR_RECIPIENT = "case.irregular.recipient", Setting, "系统规则：不规范情形记录", ["N-3.5.3"],
        "登记线下颁发、送达须写明签收人；用印之前交出的，请按“线下办理”登记，不停止送达期限。", "Who took the result must be named; what was handed over before it bore its seal is recorded as handling elsewhere and stops no clock.";
    IRREGULAR_EMPTY = "case.irregular.incomplete", Setting, "系统规则：不规范情形记录", ["N-3.5.3"],
        "须写明地点、人员、日期和证据。", "Place, person, date and evidence must be given.";
    ASSIGNEE = "case.reassign.unfit", CityDocument, "资府办函〔2017〕210号 三（三）、三（五）2", ["N-3.3.2", "N-3.5.7"],
        "接办人须为本部门今天在岗的正式职工。", "The new holder must be formal staff of the department, on duty today.";
    ASSIGNED = "case.assigned.to_another", Setting, "系统规则：转办和交接", ["N-3.5.7"],
        "该件已指派给其他人员；由其办理或者交接，首席代表、部门负责人可以接手。", "The case is assigned to somebody else, who does this or hands it over; the chief representative or a leader may take it over.";
    HELD = "case.take_over.held", Setting, "记录条件", ["N-3.5.7"],
        "该件已由您承办，无需接手。", "You hold this case already.";
    NOT_HOLDER = "case.hand_over.not_holder", Setting, "记录条件", ["N-3.5.7"],
        "只有当前承办人可以交接。", "Only the one who holds the case can hand it over.";
    CALL_TIME = "case.call.time", Setting, "记录条件：电话记录", [],
        "通话时间须在收件之后、现在之前。", "A call lies after the receipt of the papers and not in the future.";
    CALL_EMPTY = "case.call.empty", Setting, "记录条件：电话记录", [],
        "电话记录须写明通话对象、号码和内容。", "A record of a call says with whom, under which number, and what was said.";
    NOTHING_TO_RECOMPUTE = "case.recompute.nothing", Setting, "记录条件", [],
        "没有需要重新计算的期限。", "No clock needs computing again.";
    ARCHIVE_OPEN = "case.archive.open", Setting, "DA/T 85—2019 政务服务事项电子文件归档规范", [],
        "办件尚未办结，或者仍有应补的文书，不能归档。", "The case has not ended, or still owes a document.";
    ARCHIVE_UNSERVED = "case.archive.unserved", Setting, "DA/T 85—2019 政务服务事项电子文件归档规范", [],
        "终结办件的通知书、更正书尚未用印、送达，不能归档；无人签收的，可以留置送达或者公告送达。", "The notice that ends the case, or a deed of correction, is not sealed and served yet; where nobody takes it, it is left at the place or made public.";
    ARCHIVE_ACCEPTANCE = "case.archive.acceptance_unserved", Law, "行政许可法 第三十二条第二款", [],
        "受理通知书尚未用印、送达，不能归档。", "The notice of acceptance is not sealed and served yet.";
    ARCHIVED = "case.archive.closed", Setting, "DA/T 85—2019 政务服务事项电子文件归档规范", [],
        "办件已归档；归档后只能更正（更正书照常用印、送达），或者依法律文书重新作出决定。", "The case is archived: it can only be corrected, by a deed that is sealed and served, or decided again on an instrument.";
    EXPORT_TOO_MANY = "case.export.too_many", Setting, "系统规则：导出限额", [],
        "符合条件的办件超过{most}件，一次不能导出这么多；请按状态、部门或者名称缩小范围，分次导出。", "More than {most} cases match, which is more than one file may hold: narrow them by state, department or name and export them in parts.";
    ARCHIVE_EMPTY = "case.archive.incomplete", Setting, "DA/T 85—2019 政务服务事项电子文件归档规范", [],
        "归档须写明案卷号和页数。", "Archiving needs the file's number and its pages.";
}
