//! Enquiries as they are shown.

use daowei_app::enquiry::{EnquiryDetail, EnquiryListed};
use daowei_ident::{DepartmentId, EnquiryId, ItemId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::case::PrintedCopy;

/// An enquiry of a list.
#[derive(Serialize, ToSchema)]
pub(super) struct EnquiryRow {
    /// Id.
    #[schema(format = Uuid)]
    id: String,
    /// 告知单编号
    number: String,
    /// The item.
    #[schema(format = Uuid)]
    item: String,
    /// Its name in the version that was told.
    item_name: String,
    /// In whose name it was told.
    #[schema(format = Uuid)]
    department: String,
    /// The day of telling.
    #[schema(format = Date)]
    told_on: String,
    /// 经办人
    teller: String,
}

impl From<EnquiryListed> for EnquiryRow {
    fn from(listed: EnquiryListed) -> Self {
        let row = listed.row;
        Self {
            id: row.id,
            number: row.number,
            item: row.item,
            item_name: row.item_name,
            department: row.department,
            told_on: row.told_on,
            teller: listed.teller,
        }
    }
}

/// One enquiry, masked.
#[derive(Serialize, ToSchema)]
pub(super) struct Enquiry {
    /// Id.
    #[schema(value_type = String, format = Uuid)]
    id: EnquiryId,
    /// 告知单编号
    number: String,
    /// The day of telling.
    #[schema(value_type = Option<String>, format = Date)]
    told_on: Option<Date>,
    /// The instant of telling.
    #[schema(value_type = String, format = DateTime)]
    told_at: Timestamp,
    /// The item.
    #[schema(value_type = String, format = Uuid)]
    item: ItemId,
    /// Its name in the version that was told.
    item_name: String,
    /// The version that was told.
    item_version: u32,
    /// In whose name.
    #[schema(value_type = String, format = Uuid)]
    department: DepartmentId,
    /// Its name.
    department_name: String,
    /// The papers that were told, by name.
    papers: Vec<String>,
    /// 咨询人, masked.
    asker: Option<String>,
    /// 联系电话, masked.
    phone: Option<String>,
    /// 经办人
    teller: String,
    /// 责任人, of contract staff.
    responsible: Option<String>,
    /// 全文, masked; nothing where the law had it deleted.
    text: Option<String>,
    /// The newest printed copies of the sheet, the newest first.
    printed: Vec<PrintedCopy>,
}

impl From<EnquiryDetail> for Enquiry {
    fn from(detail: EnquiryDetail) -> Self {
        let enquiry = detail.enquiry;
        Self {
            id: enquiry.id,
            number: enquiry.sheet.as_ref().map_or_else(String::new, |sheet| sheet.number.to_string()),
            told_on: enquiry.sheet.as_ref().map(|sheet| sheet.on),
            told_at: detail.told_at,
            item: enquiry.item,
            item_name: enquiry.item_name,
            item_version: enquiry.item_version,
            department: enquiry.department,
            department_name: detail.department,
            papers: detail.papers,
            asker: detail.asker,
            phone: detail.phone,
            teller: detail.teller,
            responsible: detail.responsible,
            text: detail.text,
            printed: detail.printed.into_iter().map(PrintedCopy::from).collect(),
        }
    }
}
