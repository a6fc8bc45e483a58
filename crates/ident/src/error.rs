//! Why a number, code or name was refused.

macro_rules! refusals {
    ($($variant:ident => $code:literal, $zh:literal, $en:literal;)*) => {
        /// Why a number, code or name was refused. Carries nothing of what was typed, so that it may be logged.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
        #[error("{}", self.en())]
        pub enum IdentError {
            $(#[doc = $en] $variant,)*
        }

        impl IdentError {
            /// Every refusal, for the documentation and its tests.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable dotted code, as printed in problem+json.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The sentence shown to users in Chinese.
            #[must_use]
            pub const fn zh(self) -> &'static str {
                match self { $(Self::$variant => $zh,)* }
            }

            /// The sentence shown to users in English.
            #[must_use]
            pub const fn en(self) -> &'static str {
                match self { $(Self::$variant => $en,)* }
            }
        }
    };
}

refusals! {
    ResidentIdForm => "ident.resident_id.form", "公民身份号码应为18位，前17位为数字，末位为数字或X", "A resident identity number is 17 digits and a digit or X.";
    ResidentIdDivision => "ident.resident_id.division", "公民身份号码的前六位不是行政区划代码", "The first six digits of the resident identity number are no division code.";
    ResidentIdBirthDate => "ident.resident_id.birth_date", "公民身份号码中的出生日期不存在", "The birth date in the resident identity number does not exist.";
    ResidentIdCheckDigit => "ident.resident_id.check_digit", "公民身份号码校验位不符，请核对", "The check digit of the resident identity number does not match.";
    ResidentIdFuture => "ident.resident_id.future", "公民身份号码中的出生日期晚于今天", "The birth date in the resident identity number lies in the future.";
    CreditCodeForm => "ident.credit_code.form", "统一社会信用代码应为18位，由数字和大写字母（不含I、O、S、V、Z）组成", "A credit code is 18 digits and capital letters without I, O, S, V and Z.";
    CreditCodeDivision => "ident.credit_code.division", "统一社会信用代码的第3至8位不是行政区划代码", "Characters 3 to 8 of the credit code are no division code.";
    CreditCodeOrganization => "ident.credit_code.organization", "统一社会信用代码中的主体标识码校验位不符", "The check character of the body code inside the credit code does not match.";
    CreditCodeCheckDigit => "ident.credit_code.check_digit", "统一社会信用代码校验位不符，请核对", "The check character of the credit code does not match.";
    DivisionForm => "ident.division.form", "行政区划代码应为6位数字，或以000000结尾的12位数字", "A division code is 6 digits, or 12 digits ending in 000000.";
    DocumentNumberForm => "ident.document_number.form", "发文字号应写作“机关代字〔年份〕序号号”，如资府办函〔2017〕210号", "A document number is written organ〔year〕serial号, such as 资府办函〔2017〕210号.";
    DocumentNumberOrgan => "ident.document_number.organ", "发文机关代字应为2至12个汉字", "The organ's short name is 2 to 12 Chinese characters.";
    DocumentNumberYear => "ident.document_number.year", "发文字号的年份应为1949至2199之间的四位数字", "The year of a document number is four digits from 1949 to 2199.";
    DocumentNumberSerial => "ident.document_number.serial", "发文字号的序号应为1至99999，不编虚位，不加“第”", "The serial of a document number is 1 to 99999 without leading zeros and without 第.";
    CaseNumberForm => "ident.case_number.form", "办件编号应为21位数字", "A case number is 21 digits.";
    CaseNumberDate => "ident.case_number.date", "办件编号中的日期不存在或不在2000至2099年之间", "The date in the case number does not exist or lies outside 2000 to 2099.";
    CaseNumberUnit => "ident.case_number.unit", "办件编号的单位号应为0至999", "The unit of a case number is 0 to 999.";
    CaseNumberSerial => "ident.case_number.serial", "办件编号的顺序号应为1至999999", "The serial of a case number is 1 to 999999.";
    QueryCodeForm => "ident.query_code.form", "查询码应为8至32位，不含0、O、1、I、L", "A query code is 8 to 32 characters without 0, O, 1, I and L.";
    QueryCodeRandom => "ident.query_code.random", "生成查询码的随机数不足16字节", "A query code is made from at least 16 random bytes.";
    MobileForm => "ident.mobile.form", "手机号码应为1开头的11位数字", "A mobile number is 11 digits starting with 13 to 19.";
    PostcodeForm => "ident.postcode.form", "邮政编码应为6位数字", "A postcode is 6 digits.";
    IdForm => "ident.id.form", "标识应为小写、带连字符的UUID", "An id is a hyphenated lower-case UUID.";
    IdKindUnknown => "ident.id_kind.unknown", "证件类型代码未知", "The kind of identity document is not known.";
    IdNumberEmpty => "ident.id_number.empty", "证件号码不能为空", "The identity document number is empty.";
    IdNumberLength => "ident.id_number.length", "证件号码不能超过50个字符", "An identity document number has at most 50 characters.";
    IdNumberCharacter => "ident.id_number.character", "证件号码含有不允许的字符（不可见字符、自造字、控制字符或星号）", "The identity document number has invisible, private or control characters, or asterisks.";
    IdNumberForm => "ident.id_number.form", "证件号码与证件类型的格式不符", "The number does not have the form of this kind of document.";
    IdNumberCheckDigit => "ident.id_number.check_digit", "证件号码校验位不符，请核对", "The check digit of the document number does not match.";
    PersonNameEmpty => "ident.person_name.empty", "姓名不能为空", "The name is empty.";
    PersonNameLength => "ident.person_name.length", "姓名不能超过200个字符", "A name has at most 200 characters.";
    PersonNameCharacter => "ident.person_name.character", "姓名含有不允许的字符（不可见字符、自造字、控制字符或星号）", "The name has invisible, private or control characters, or asterisks.";
    PhoneEmpty => "ident.phone.empty", "电话号码不能为空", "The telephone number is empty.";
    PhoneLength => "ident.phone.length", "电话号码不能超过40个字符", "A telephone number has at most 40 characters.";
    PhoneCharacter => "ident.phone.character", "电话号码含有不允许的字符（不可见字符、自造字、控制字符或星号）", "The telephone number has invisible, private or control characters, or asterisks.";
    AddressEmpty => "ident.address.empty", "地址不能为空", "The address is empty.";
    AddressLength => "ident.address.length", "地址不能超过500个字符", "An address has at most 500 characters.";
    ElectronicAddressEmpty => "ident.electronic_address.empty", "电子送达地址不能为空", "The electronic address is empty.";
    ElectronicAddressLength => "ident.electronic_address.length", "电子送达地址不能超过200个字符", "An electronic address has at most 200 characters.";
    ElectronicAddressCharacter => "ident.electronic_address.character", "电子送达地址含有不允许的字符（不可见字符、自造字、控制字符或星号）", "The electronic address has invisible, private or control characters, or asterisks.";
    AddressCharacter => "ident.address.character", "地址含有不允许的字符（不可见字符、自造字、控制字符或星号）", "The address has invisible, private or control characters, or asterisks.";
}
