//! What the organization refuses.

use crate::rule::rules;

rules! {
    CONTRACT_POST = "organization.post.contract_staff", CityDocument, "资府办函〔2017〕210号 三（三）", ["N-3.3.2"],
        "聘用人员只能任窗口辅助岗，不能任{duty}。", "Contract staff may hold only an assisting post, not {duty}.";
    SECONDED_UNAPPROVED = "organization.employment.secondment_unapproved", CityDocument, "资府办函〔2017〕210号 三（三）", ["N-3.3.2"],
        "抽调下属单位正式职工须有批准文件。", "Seconding formal staff of a subordinate unit needs a recorded approval.";
    FORMAL_UNAPPROVED = "organization.employment.formal_unapproved", Setting, "系统规则：编制身份变动", ["N-3.3.2"],
        "聘用人员转为正式职工的，须载明批准文件的文号。", "Contract staff become formal staff by an approval: name its document and number.";
    NOTHING_PROPOSED = "organization.employment.nothing_proposed", Setting, "记录条件", [],
        "没有待确认的编制身份变动。", "No change of employment waits to be confirmed.";
    ADMINISTRATORS_APART = "organization.post.administrators_apart", Setting, "GB/T 22239—2019 8.1.4.2 d)", [],
        "系统管理员、安全管理员、安全审计员三员分设，不能由一人兼任，也不能同时担任其他岗位。", "The system, security and audit administrators are three people, and hold no other post at the same time.";
    ONE_HAND = "organization.post.one_hand", Setting, "GB/T 22239—2019 8.1.4.2 d)", [],
        "任岗、管理和监督岗位的离岗、转为正式身份、恢复或者延长聘用、窗口服务其他部门须由两人办理：提出的人不能自行确认。", "Two people stand behind a post, behind the end of one that administers or watches, behind formal employment, behind employment given back or made longer, and behind a window that serves a further department: whoever proposed it cannot confirm it.";
    CONFIRMED_BY_SECURITY = "organization.post.confirmed_by_security", Setting, "GB/T 22239—2019 8.1.4.2 d)", [],
        "{duty}岗位的任离须由安全管理员确认；部门负责人只确认本部门窗口和审查岗位。", "A post of {duty}, or its end, is confirmed by the security administrator; a leader confirms window and review posts of the department only.";
    PERIOD_REVERSED = "organization.period.reversed", Setting, "记录条件", [],
        "结束日期{to}必须晚于开始日期{from}。", "The end {to} must come after the beginning {from}.";
    POST_UNKNOWN = "organization.post.unknown", Setting, "记录条件", [],
        "该人员没有此岗位。", "The person has no such post.";
    ABSENCE_LATE = "organization.absence.late", Setting, "系统规则：AB岗", ["N-3.5.4"],
        "请假自{from}起，今天是{today}：补记须说明理由。", "The absence began on {from} and today is {today}: recording it late needs a reason.";
    ALREADY_SUCCEEDED = "organization.department.already_succeeded", Setting, "记录条件", [],
        "该机构已于{on}由其他机构承继职责：同一承继机构只登记一次，职责拆分的，各承继机构同日承继。", "The organ was succeeded on {on}: a successor is recorded once, and where functions are split all successors take over on that day.";
    SUCCEEDS_ITSELF = "organization.department.succeeds_itself", Setting, "记录条件", [],
        "机构不能承继自身。", "An organ cannot succeed itself.";
    OWN_SUCCESSION = "organization.department.own_succession", Setting, "系统规则：一人不得自定", [],
        "登记人所在机构不能将自己登记为承继机构，由其他机构登记。", "An organ is not put on record as successor by its own people; somebody of another organ records it.";
    UNIT_TAKEN = "organization.department.unit_taken", Setting, "系统规则：办件编号", [],
        "单位码{unit}在本区划内已属于{other}；单位码不重复使用。", "The unit code {unit} belongs to {other} of this division; unit codes are not used twice.";
    SHORT_NAME_TAKEN = "organization.department.short_name_taken", Setting, "系统规则：文号管理", [],
        "机关代字“{short_name}”已属于{other}；发文字号须能唯一指明机关。", "The short name “{short_name}” belongs to {other}; a document number must name one organ.";
    STAFF_NUMBER_TAKEN = "organization.person.staff_number_taken", Setting, "记录条件", ["N-3.5.3"],
        "工号{number}已有人使用；工号不重复使用。", "The staff number {number} is somebody's already; staff numbers are not used twice.";
    WINDOW_WITHOUT_DEPARTMENT = "organization.window.without_department", CityDocument, "资府办函〔2017〕210号 三（三）", ["N-3.3.1"],
        "窗口至少要服务一个部门；部门窗口只服务一个部门。", "A window serves at least one department; a department's window exactly one.";
    WINDOW_NOT_PROPOSED = "organization.window.nothing_proposed", Setting, "记录条件", ["N-3.3.1"],
        "没有提出由该窗口服务本部门，或者已经同意。", "That the window serve this department was not proposed, or is agreed already.";
    CHANGE_UNBASED = "organization.department.document", Setting, "系统规则：机构变更的依据", [],
        "机构变更、职责承继须写明依据文件的文号，或者至少四个字的文件名称。", "An organ is changed or succeeded by a document: give its number, or its title of at least four characters.";
    REMEDY_NAMELESS = "organization.department.remedies", Law, "行政许可法 第三十八条第二款", [],
        "行政复议机关和管辖法院须写全称（至少四个字）；没有确定的不填，不能写“无”。", "The organ of reconsideration and the court are written with their full names, four characters at least; where they are not settled the field stays empty.";
    ORGAN_OVER = "organization.department.over", Law, "行政许可法 第二十二条", [],
        "机构已于{on}终止或者由其他机构承继职责，不再变更；需要恢复的，作为新机构登记。", "The organ ended on {on}, or was succeeded then, and is changed no more; one that comes back is entered as a new organ.";
    BACKDATED = "organization.department.backdated", Setting, "系统规则：机构变更的生效日期", [],
        "已经设立的机构，设立日期不能更改；终止、承继的日期不能早于今天{days}日以前。", "The first day of an organ that has begun stays; an end or a succession lies no more than {days} days back.";
    NOT_IN_OFFICE = "organization.department.not_in_office", Setting, "记录条件", [],
        "机构在{on}不存在，不能办理。", "The organ does not exist on {on}.";
}
