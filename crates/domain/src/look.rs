//! 查阅: who looked at whose data, for whom he searched and what he took away. Such streams stand beside those of the cases, so
//! that a look never gets in the way of an act (个人信息保护法 art. 51, 54).

use daowei_ident::{
    CaseId, DepartmentId, DocumentId, EnquiryId, FileId, ForeignCaseId, ItemId, PartyId, RatingId,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::{DocumentKind, Stage};
use crate::foreign::ForeignResult;
use crate::record::events;
use crate::text::TextRef;

/// By what a party is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// 证件号码
    IdNumber,
    /// 姓名或者名称
    Name,
    /// 地址
    Address,
}

impl Field {
    /// Every field.
    pub const ALL: [Field; 3] = [Field::IdNumber, Field::Name, Field::Address];

    /// The identifier that it has in JSON, and in the blind index.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Field::IdNumber => "id_number",
            Field::Name => "name",
            Field::Address => "address",
        }
    }
}

/// The form of an exported file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Comma-separated values.
    Csv,
    /// A workbook.
    Xlsx,
}

/// A party's record was shown in clear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revealed {
    /// The case.
    pub case: CaseId,
    /// The party.
    pub party: PartyId,
    /// Version of the record.
    pub version: u32,
    /// What for, in the vault.
    pub purpose: TextRef,
}

/// A document was shown or printed in clear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentShown {
    /// The case.
    pub case: CaseId,
    /// The document.
    pub document: DocumentId,
    /// What for, in the vault.
    pub purpose: TextRef,
}

/// On what a document was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sheet {
    /// A4
    A4,
    /// 80 mm 小票
    Slip,
    /// 58 mm 小票
    NarrowSlip,
}

/// A document was printed; every copy behind the first is a reprint (补打, UX-21).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentPrinted {
    /// The case.
    pub case: CaseId,
    /// The document.
    pub document: DocumentId,
    /// The number of the copy, from 1.
    pub copy: u32,
    /// On what.
    pub sheet: Sheet,
    /// What for, in the vault, where somebody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<TextRef>,
}

/// The sheet of an enquiry was printed; every copy behind the first is a reprint, as of a case's documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnquiryPrinted {
    /// The enquiry.
    pub enquiry: EnquiryId,
    /// The number of the copy, from 1.
    pub copy: u32,
    /// On what.
    pub sheet: Sheet,
    /// What for, in the vault, where somebody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<TextRef>,
}

/// A file of a paper was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileShown {
    /// The case.
    pub case: CaseId,
    /// The file.
    pub file: FileId,
    /// What for, in the vault.
    pub purpose: TextRef,
}

/// What people wrote in the case was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextsShown {
    /// The case.
    pub case: CaseId,
    /// What for, in the vault.
    pub purpose: TextRef,
}

/// The sheet of an enquiry was shown or printed in clear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnquiryShown {
    /// The enquiry.
    pub enquiry: EnquiryId,
    /// What for, in the vault.
    pub purpose: TextRef,
}

/// The words of a rating were shown in clear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatingShown {
    /// The rating.
    pub rating: RatingId,
    /// What for, in the vault.
    pub purpose: TextRef,
}

/// The name of a foreign case's applicant was shown in clear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForeignShown {
    /// The foreign case.
    pub foreign: ForeignCaseId,
    /// What for, in the vault.
    pub purpose: TextRef,
}

/// Cases were looked for by a party's data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Searched {
    /// By what.
    pub field: Field,
    /// The value, in the vault.
    pub value: TextRef,
    /// What was found within scope.
    pub found: Vec<CaseId>,
    /// What for, in the vault; searches of the first versions had none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<TextRef>,
}

/// Other cases of the applicant of a case, and of his address, were looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelatedSought {
    /// The case.
    pub case: CaseId,
    /// What was found within scope.
    pub found: Vec<CaseId>,
    /// What for, in the vault.
    pub purpose: TextRef,
}

/// A list of cases was exported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exported {
    /// In which form.
    pub format: Format,
    /// In these stages.
    pub stages: Vec<Stage>,
    /// Of this department.
    pub department: Option<DepartmentId>,
    /// Only those held.
    pub mine: bool,
    /// The words, in the vault.
    pub words: Option<TextRef>,
    /// How many cases.
    pub cases: u32,
    /// What for, in the vault.
    pub purpose: TextRef,
}

/// A list of documents was exported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentsExported {
    /// In which form.
    pub format: Format,
    /// Of this department.
    pub department: DepartmentId,
    /// Of this kind.
    pub kind: Option<DocumentKind>,
    /// Issued on this day or later.
    pub from: Option<Date>,
    /// On this day or before.
    pub until: Option<Date>,
    /// The words, in the vault.
    pub words: Option<TextRef>,
    /// How many documents.
    pub documents: u32,
    /// What for, in the vault.
    pub purpose: TextRef,
}

/// A list of foreign cases was exported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForeignExported {
    /// In which form.
    pub format: Format,
    /// Of this department.
    pub department: DepartmentId,
    /// Of this system.
    pub system: Option<String>,
    /// With this number there.
    pub number: Option<String>,
    /// About this item.
    pub item: Option<ItemId>,
    /// Only those without a result.
    pub open: bool,
    /// With this result.
    pub result: Option<ForeignResult>,
    /// Received on this day or later.
    pub from: Option<Date>,
    /// On this day or before.
    pub until: Option<Date>,
    /// How many foreign cases.
    pub cases: u32,
    /// What for, in the vault.
    pub purpose: TextRef,
}

events! {
    /// Looks: a stream for each case, enquiry and foreign case that is looked into, and for each person that searches or exports.
    Event {
        /// A party in clear.
        Revealed(Revealed) = "look.revealed",
        /// A document in clear.
        DocumentShown(DocumentShown) = "look.document_shown",
        /// A document on paper.
        DocumentPrinted(DocumentPrinted) = "look.document_printed",
        /// A file of a paper.
        FileShown(FileShown) = "look.file_shown",
        /// Reasons and opinions in clear.
        TextsShown(TextsShown) = "look.texts_shown",
        /// The sheet of an enquiry in clear.
        EnquiryShown(EnquiryShown) = "look.enquiry_shown",
        /// The sheet of an enquiry on paper.
        EnquiryPrinted(EnquiryPrinted) = "look.enquiry_printed",
        /// The words of a rating in clear.
        RatingShown(RatingShown) = "look.rating_shown",
        /// The applicant of a foreign case in clear.
        ForeignShown(ForeignShown) = "look.foreign_shown",
        /// A search for somebody.
        Searched(Searched) = "look.searched",
        /// A search for whatever else belongs to the applicant of a case.
        RelatedSought(RelatedSought) = "look.related_sought",
        /// A list that left.
        Exported(Exported) = "look.exported",
        /// A list of documents that left.
        DocumentsExported(DocumentsExported) = "look.documents_exported",
        /// A list of foreign cases that left.
        ForeignExported(ForeignExported) = "look.foreign_exported",
    }
}

impl Event {
    /// The case that was looked into; a search or an export is of no single one.
    #[must_use]
    pub fn case(&self) -> Option<CaseId> {
        match self {
            Event::Revealed(look) => Some(look.case),
            Event::DocumentShown(look) => Some(look.case),
            Event::DocumentPrinted(look) => Some(look.case),
            Event::FileShown(look) => Some(look.case),
            Event::TextsShown(look) => Some(look.case),
            Event::RelatedSought(look) => Some(look.case),
            Event::EnquiryShown(_)
            | Event::EnquiryPrinted(_)
            | Event::RatingShown(_)
            | Event::ForeignShown(_)
            | Event::Searched(_)
            | Event::Exported(_)
            | Event::DocumentsExported(_)
            | Event::ForeignExported(_) => None,
        }
    }

    /// How many cases it concerned; of a list of documents, how many of those.
    #[must_use]
    pub fn cases(&self) -> u32 {
        match self {
            Event::Revealed(_)
            | Event::DocumentShown(_)
            | Event::DocumentPrinted(_)
            | Event::FileShown(_)
            | Event::TextsShown(_)
            | Event::ForeignShown(_) => 1,
            Event::EnquiryShown(_) | Event::EnquiryPrinted(_) | Event::RatingShown(_) => 0,
            Event::Searched(look) => u32::try_from(look.found.len()).unwrap_or(u32::MAX),
            Event::RelatedSought(look) => u32::try_from(look.found.len()).unwrap_or(u32::MAX),
            Event::Exported(look) => look.cases,
            Event::DocumentsExported(look) => look.documents,
            Event::ForeignExported(look) => look.cases,
        }
    }

    /// What was printed, a document or the sheet of an enquiry, by its id, and the number of that copy.
    #[must_use]
    pub fn copy(&self) -> Option<(String, u32)> {
        match self {
            Event::DocumentPrinted(look) => Some((look.document.to_string(), look.copy)),
            Event::EnquiryPrinted(look) => Some((look.enquiry.to_string(), look.copy)),
            _ => None,
        }
    }

    /// What for, where that is on record.
    #[must_use]
    pub fn purpose(&self) -> Option<&TextRef> {
        match self {
            Event::Revealed(look) => Some(&look.purpose),
            Event::DocumentShown(look) => Some(&look.purpose),
            Event::DocumentPrinted(look) => look.purpose.as_ref(),
            Event::FileShown(look) => Some(&look.purpose),
            Event::TextsShown(look) => Some(&look.purpose),
            Event::EnquiryShown(look) => Some(&look.purpose),
            Event::EnquiryPrinted(look) => look.purpose.as_ref(),
            Event::RatingShown(look) => Some(&look.purpose),
            Event::ForeignShown(look) => Some(&look.purpose),
            Event::Searched(look) => look.purpose.as_ref(),
            Event::RelatedSought(look) => Some(&look.purpose),
            Event::Exported(look) => Some(&look.purpose),
            Event::DocumentsExported(look) => Some(&look.purpose),
            Event::ForeignExported(look) => Some(&look.purpose),
        }
    }
}
