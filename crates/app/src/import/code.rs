//! What an import says about a row: codes with their texts. docs/import.md explains each.

/// One thing that an import can say.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Dotted id, for ever the same.
    pub id: &'static str,
    /// In Chinese; `{name}` is replaced by the fact of that name.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
}

macro_rules! codes {
    ($all:ident: $($name:ident = $id:literal, $zh:literal, $en:literal;)+) => {
        $(
            #[doc = concat!("`", $id, "`: ", $en)]
            pub static $name: Code = Code { id: $id, zh: $zh, en: $en };
        )+
        /// Every code of this kind.
        pub static $all: &[&Code] = &[$(&$name),+];
    };
}

codes! { WARNINGS:
    ROW_UNCHANGED = "row.unchanged", "与已有记录相同，未作改动。", "The same as on record; nothing was changed.";
    COLUMN_UNKNOWN = "column.unknown", "不认识的列：{columns}；内容按原文保留在备注中。", "Unknown columns: {columns}; their content is kept as written in the notes.";
    INFERRED = "inferred", "来源注明为推定：{columns}。", "Inferred, not read in a source: {columns}.";
    DIVISION_INFERRED = "division.inferred", "“{written}”没有区划代码，暂记为{division}。", "“{written}” has no division code; recorded under {division}.";
    SINCE_UNKNOWN = "department.since_unknown", "没有写明何时设立，从{from}起记。", "Since when it exists is not said; recorded from {from}.";
    CODE_ASSIGNED = "department.code_assigned", "没有三位单位码，编为{code}。", "No three-digit unit code; {code} was assigned.";
    SHORT_NAME_ASSIGNED = "department.short_name_assigned", "没有机关代字，暂用“{short_name}”。", "No short name for document numbers; “{short_name}” is used.";
    REMEDIES_MISSING = "department.remedies_missing", "没有复议机关或者管辖法院：本机关的不予决定无法告知救济途径。", "No reviewing organ or court: refusals of this organ cannot tell remedies.";
    PREDECESSOR_UNKNOWN = "department.predecessor_unknown", "前身{row}没有记录。", "The predecessor {row} is not on record.";
    DEPARTMENT_SPLIT = "department.split", "前身{row}的职责已由“{first}”承继，本机构也记为承继者。", "“{first}” took over from {row} already; this organ is recorded as a further successor.";
    DEPARTMENT_CHANGED = "department.changed", "与已有记录不同：{columns}；记为机构变更。", "On record with other {columns}; recorded as a change of the organ.";
    DEPARTMENT_UNKNOWN = "department.unknown", "实施主体“{written}”没有对应的部门，按原文保留，不能受理。", "“{written}” is no department on record; kept as written, takes no acceptance.";
    DEPARTMENT_SUCCEEDED = "department.succeeded", "“{old}”已由“{new}”承继，记在后者名下。", "“{old}” was succeeded by “{new}”; recorded under the latter.";
    ITEM_LISTED_TWICE = "item.listed_twice", "第{line}行已有同名事项（{department}）。", "Line {line} has an item of this name already ({department}).";
    ITEM_DETAILED = "item.detailed", "由详细事项{detailed}代替，本行未写入。", "The detailed item {detailed} takes this row's place; the row was not recorded.";
    TYPE_AS_WRITTEN = "type.as_written", "事项类型“{written}”不是国标类型，记为其他行政权力。", "“{written}” is no type of GB/T 39046; recorded as other power.";
    LEVEL_AS_WRITTEN = "level.as_written", "行使层级“{written}”读不出，按原文保留。", "The level “{written}” could not be read; kept as written.";
    CODE_SCHEME = "code.scheme_unknown", "编码“{written}”不属于已知的编码规则，按原文保留。", "The code “{written}” follows no known scheme; kept as written.";
    LIMIT_BLANK = "limit.blank", "没有办理时限，不能受理。", "No time limit; takes no acceptance.";
    LIMIT_AS_WRITTEN = "limit.as_written", "时限“{written}”读不出，按原文保留，不能计算。", "The limit “{written}” could not be read; kept as written, cannot run.";
    START_AS_WRITTEN = "limit.start_as_written", "起算“{written}”读不出，按原文保留，不能计算。", "The start “{written}” could not be read; kept as written, cannot run.";
    CALENDAR_YEAR = "calendar.year_provisional", "{year}年的法定节假日没有列齐，仍按暂定处理。", "Not every statutory holiday of {year} is named; the year stays provisional.";
    DAY_AS_CALENDAR = "limit.day_read_as_calendar", "“{written}”按自然日读。", "“{written}” was read as calendar days.";
    PROMISE_INSTANT = "promise.instant_with_days", "即办件却承诺{promised}。", "Decided on the spot, yet promised within {promised}.";
    PROMISE_FAR_BELOW = "promise.far_below_statutory", "承诺{promised}，远短于法定{statutory}。", "The promise ({promised}) is far below the statutory limit ({statutory}).";
    PROMISE_EQUAL = "promise.equals_statutory", "承诺时限与法定时限相同（{statutory}），没有压缩。", "The promise equals the statutory limit ({statutory}).";
    PROMISE_LONGER = "promise.longer_than_statutory", "承诺{promised}，长于法定{statutory}。", "The promise ({promised}) is longer than the statutory limit ({statutory}).";
    DUTY_AS_WRITTEN = "duty.as_written", "分离岗位“{written}”不在办件职责之内，记在备注中。", "The separated duties “{written}” are none of a case's; kept in the notes.";
    DOCUMENT_AS_WRITTEN = "document.as_written", "须用公章的文书“{written}”不在办件文书之内，记在备注中。", "The documents under the office seal “{written}” are none of a case's; kept in the notes.";
    COLUMN_NOT_READ = "column.not_read", "未导入的列：{columns}。", "Columns that are not taken in: {columns}.";
    FOREIGN_AMENDED = "foreign.amended", "与已登记的办理情况不同，以文件为准：{differences}。", "Other than registered; as the file has it from now on: {differences}.";
    FOREIGN_CONFIRMED = "foreign.confirmed", "与窗口登记一致，已对账。", "As registered by hand; reconciled.";
    FOREIGN_DIFFERS = "foreign.differs", "{columns}与原登记不同，保留原登记。", "Registered with other {columns}, which stay as registered.";
    FOREIGN_MISSING = "foreign.missing", "系统“{system}”的办件{number}（{day}收件）由窗口登记，文件中没有。", "The case {number} of “{system}”, received on {day}, was registered by hand and is not in the file.";
}

codes! { REFUSALS:
    FILE_UNREADABLE = "file.unreadable", "文件无法读取：{detail}。", "The file cannot be read: {detail}.";
    FILE_TOO_LARGE = "file.too_large", "文件超过64 MiB。", "The file is larger than 64 MiB.";
    FILE_NOT_UTF8 = "file.not_utf8", "文件不是UTF-8编码；请另存为“CSV UTF-8”。", "The file is not UTF-8; save it as “CSV UTF-8”.";
    FILE_NUL = "file.nul", "文件含有空字符（U+0000）。", "The file holds the character U+0000.";
    FILE_QUOTE = "file.quote_unclosed", "引号没有成对。", "A quotation mark is not closed.";
    FILE_HEADER = "file.header", "首行缺少列：{columns}。", "The first line lacks columns: {columns}.";
    FILE_HEADER_TWICE = "file.header_twice", "列名重复：{columns}。", "Columns occur twice: {columns}.";
    FILE_FORM = "file.form", "不是本程序认识的JSON格式：{detail}。", "Not a JSON of the known form: {detail}.";
    ROW_FIELDS = "row.fields", "应有{expected}个字段，实有{found}个。", "{expected} fields are due, {found} are there.";
    ROW_ID_MISSING = "row.id_missing", "没有行号row_id。", "There is no row_id.";
    ROW_ID_TWICE = "row.id_twice", "行号{row}在第{line}行已出现。", "The row_id {row} occurs on line {line} already.";
    ROW_FORM = "row.form", "该项无法读取：{detail}。", "This entry cannot be read: {detail}.";
    FIELD_EMPTY = "field.empty", "“{column}”不能为空。", "“{column}” cannot be empty.";
    FIELD_TOO_LONG = "field.too_long", "“{column}”超过10,000字。", "“{column}” is longer than 10,000 characters.";
    FIELD_CONTROL = "field.control", "“{column}”含有控制字符。", "“{column}” holds control characters.";
    FIELD_VALUE = "field.value", "“{column}”不能是“{written}”。", "“{column}” cannot be “{written}”.";
    DEPARTMENT_DIFFERS = "department.differs", "已有记录，但{columns}不同；这些已用于编号，不能改写：请登记新机构并由其承继。", "On record with other {columns}, which stand in numbers that were given out and stay: enter a new organ that succeeds this one.";
    DEPARTMENT_CODE_TAKEN = "department.code_taken", "单位码{code}已属于“{other}”。", "The unit code {code} belongs to “{other}”.";
    DEPARTMENT_SHORT_TAKEN = "department.short_name_taken", "机关代字“{short_name}”已属于“{other}”。", "The short name “{short_name}” belongs to “{other}”.";
    CALENDAR_DATE = "calendar.date", "“{written}”不是日期（如2026-10-01）。", "“{written}” is no date such as 2026-10-01.";
    CALENDAR_DATE_TWICE = "calendar.date_twice", "日期{date}重复。", "The date {date} occurs twice.";
    CALENDAR_KIND = "calendar.kind", "“{written}”既不是holiday也不是makeup_workday。", "“{written}” is neither holiday nor makeup_workday.";
    CALENDAR_NAME = "calendar.name", "名称不能为空，也不能超过40字。", "The name is empty or longer than 40 characters.";
    FOREIGN_TWICE = "foreign.number_twice", "办件编号{number}在第{line}行已出现。", "The number {number} occurs on line {line} already.";
}
