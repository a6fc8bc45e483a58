//! 咨询与一次性告知: told, found, read, printed.

mod by_number;
mod get;
mod list;
mod prints;
mod reveal;
mod tell;
mod view;

use daowei_ident::EnquiryId;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::Api;

/// An enquiry of a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct OfEnquiry {
    /// The enquiry.
    #[param(value_type = String, format = Uuid)]
    enquiry: EnquiryId,
}

/// The routes of enquiries.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list::list_enquiries, tell::tell_papers))
        .routes(routes!(by_number::get_enquiry_by_number))
        .routes(routes!(get::get_enquiry))
        .routes(routes!(reveal::reveal_enquiry))
        .routes(routes!(prints::print_enquiry))
}
