//! 事项: versions recorded, ended, stopped; lists, search, one item with all its versions (N-3.1); 办事指南 for the public.

mod change;
mod guide;
mod like;
mod read;

pub(crate) use change::show;
pub use change::{end, enter, record_version, stop_by_law};
pub use daowei_store::view::item::ItemRow;
pub use guide::{Directory, Guide, GuideQuery, GuideRow, Guides, Organ};
pub use like::Listed;
pub(crate) use like::called_like;
pub use read::{By, ItemQuery};
