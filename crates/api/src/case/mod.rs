//! 办件: received, acted upon by the verbs of the law, read, looked for.

mod acceptance;
mod act;
mod agents;
mod allowed;
mod answer;
mod archive;
mod assignment;
mod audit_trail;
mod brief;
mod by_number;
mod call;
mod calls;
mod clerical_corrections;
mod clock;
mod clocks;
mod confirmation_scan;
mod confirmation_signature;
mod confirmed_service;
mod corrections;
mod corrections_answer;
mod decision;
mod delivery;
mod detail;
mod document;
mod document_line;
mod documents;
mod examinations;
pub(crate) mod export;
mod extension;
mod file;
mod file_line;
mod files;
mod given;
mod grounds;
mod hand_over;
mod interested_notice;
mod irregular_facts;
mod issued_documents;
mod item;
mod list;
mod mandates;
mod non_acceptance;
mod not_competent;
mod not_required;
mod on_the_spot_decision;
mod originals_return;
mod owed_notices;
mod owing;
mod papers;
mod party;
mod path;
mod pause_end;
mod pauses;
mod prints;
mod proof_scan;
mod put_right;
mod receive;
mod recomputation;
mod record;
mod redecision;
mod reissue;
mod related;
mod reveal;
mod reveal_document;
mod reveal_file;
mod reveal_texts;
mod row;
mod seal;
mod search;
mod sent;
mod service;
mod service_confirmation;
mod service_given;
mod signed_scan;
mod sort;
mod statements;
mod submissions;
mod submissions_reply;
mod take_over;
mod termination;
#[cfg(test)]
mod tests;
mod timeline;
mod unserved;
mod void;
mod withdrawal;

pub(crate) use clock::ExplainedDay;

pub(crate) use answer::Previews;

use act::Act;
pub(crate) use allowed::Forbidden;
use answer::{Acted, Seen};
pub(crate) use confirmed_service::DestinationSeen;
pub(crate) use given::PartyInput;
use given::{PaperGiven, Serving};
use path::{OfCase, OfCaseFile, OfDocument, OfParty, OfPause};
pub(crate) use prints::{PrintRequest, PrintedCopy};
pub(crate) use service_given::ServiceInput;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::act::Nothing;
use crate::bounds::{crowd, short};
use crate::conditions::{Keyed, Matched};
use crate::state::Api;

/// Schemas that no single endpoint names.
#[derive(OpenApi)]
#[openapi(components(schemas(brief::Brief)))]
struct Shared;

/// The routes of cases.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::with_openapi(Shared::openapi())
        .routes(routes!(receive::receive_case, list::list_cases))
        .routes(routes!(export::export_cases))
        .routes(routes!(sent::list_sent_on))
        .routes(routes!(by_number::get_case_by_number))
        .routes(routes!(detail::get_case))
        .routes(routes!(clocks::explain_clocks))
        .routes(routes!(audit_trail::get_audit_trail))
        .routes(routes!(documents::list_documents))
        .routes(routes!(document::get_document))
        .routes(routes!(papers::record_papers))
        .routes(routes!(files::scan_paper))
        .routes(routes!(file::read_file))
        .routes(routes!(originals_return::return_originals))
        .routes(routes!(put_right::put_right))
        .routes(routes!(mandates::record_mandate))
        .routes(routes!(agents::add_agent))
        .routes(routes!(item::set_item))
        .routes(routes!(corrections::request_correction))
        .routes(routes!(corrections_answer::hand_in_corrections))
        .routes(routes!(not_required::tell_not_required))
        .routes(routes!(not_competent::tell_not_competent))
        .routes(routes!(non_acceptance::refuse_acceptance))
        .routes(routes!(acceptance::accept))
        .routes(routes!(on_the_spot_decision::decide_on_the_spot))
        .routes(routes!(examinations::examine))
        .routes(routes!(submissions::submit_upward))
        .routes(routes!(submissions_reply::record_reply))
        .routes(routes!(pauses::start_pause))
        .routes(routes!(pause_end::end_pause))
        .routes(routes!(extension::extend))
        .routes(routes!(decision::decide))
        .routes(routes!(redecision::redecide))
        .routes(routes!(seal::seal_document))
        .routes(routes!(signed_scan::scan_signed))
        .routes(routes!(proof_scan::scan_proof))
        .routes(routes!(service::serve_document))
        .routes(routes!(void::void_document))
        .routes(routes!(reissue::reissue_document))
        .routes(routes!(delivery::deliver))
        .routes(routes!(service_confirmation::confirm_service))
        .routes(routes!(confirmation_signature::sign_confirmation))
        .routes(routes!(confirmation_scan::scan_confirmation))
        .routes(routes!(interested_notice::inform_interested))
        .routes(routes!(statements::record_statement))
        .routes(routes!(call::record_call))
        .routes(routes!(calls::list_calls))
        .routes(routes!(owing::count_notices))
        .routes(routes!(owed_notices::list_owed_notices))
        .routes(routes!(unserved::list_unserved_documents))
        .routes(routes!(issued_documents::list_issued_documents))
        .routes(routes!(export::documents::export_documents))
        .routes(routes!(withdrawal::withdraw))
        .routes(routes!(termination::terminate))
        .routes(routes!(clerical_corrections::correct_clerically))
        .routes(routes!(irregular_facts::record_irregular_fact))
        .routes(routes!(assignment::reassign))
        .routes(routes!(hand_over::hand_over))
        .routes(routes!(take_over::take_over))
        .routes(routes!(recomputation::recompute))
        .routes(routes!(archive::archive))
        .routes(routes!(reveal::reveal_party))
        .routes(routes!(reveal_document::reveal_document))
        .routes(routes!(prints::print_document))
        .routes(routes!(reveal_file::reveal_file))
        .routes(routes!(reveal_texts::reveal_texts))
        .routes(routes!(related::find_related_cases))
        .routes(routes!(search::search_parties))
}
