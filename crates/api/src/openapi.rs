//! The description of the API (OpenAPI 3.1), as the routes make it.

use std::sync::OnceLock;

use utoipa::openapi::path::{Operation, Parameter, ParameterIn};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, HeaderBuilder, Info, InfoBuilder, LicenseBuilder, OpenApi,
    OpenApiBuilder, Ref, RefOr, ResponseBuilder,
};
use utoipa::{IntoParams, PartialSchema, ToSchema};

use crate::caller::COOKIE;
use crate::case::Previews;
use crate::conditions::{Acted, Used};
use crate::problem::{InvalidParam, Problem};
use crate::{order, router};

/// Statuses that every operation may answer with instead of its own.
const ALWAYS: &[u16] = &[400, 401, 403, 404, 422, 429, 500, 503];
/// Those that come with a change.
const CHANGING: &[u16] = &[409, 412, 413, 415, 507];

fn info() -> Info {
    InfoBuilder::new()
        .title("到位 Daowei")
        .version("1")
        .description(Some("政务服务中心接口。错误为 RFC 9457 文档，按 Accept-Language 用中文或英文。\n\nThe API of a government service center. Errors are RFC 9457 documents, in Chinese or English by Accept-Language."))
        .license(Some(LicenseBuilder::new().name("Apache-2.0").identifier(Some("Apache-2.0")).build()))
        .build()
}

/// The description without its paths.
pub(crate) fn base() -> OpenApi {
    let mut schemas = Vec::new();
    Problem::schemas(&mut schemas);
    schemas.push((Problem::name().into_owned(), Problem::schema()));
    // No path names it by itself: it comes instead of the answer of an act.
    Previews::schemas(&mut schemas);
    schemas.push((Previews::name().into_owned(), Previews::schema()));
    schemas.push((InvalidParam::name().into_owned(), InvalidParam::schema()));
    schemas.extend(order::schemas());
    let problem = ResponseBuilder::new()
        .description("A problem document (RFC 9457).")
        .content(
            "application/problem+json",
            ContentBuilder::new().schema(Some(Ref::from_schema_name(Problem::name()))).build(),
        )
        .build();
    let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(COOKIE)));
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    let components = ComponentsBuilder::new()
        .schemas_from_iter(schemas)
        .response("Problem", problem)
        .security_scheme("session", cookie)
        .security_scheme("bearer", bearer)
        .build();
    let none: [&str; 0] = [];
    OpenApiBuilder::new()
        .info(info())
        .components(Some(components))
        .security(Some([SecurityRequirement::new("session", none), SecurityRequirement::new("bearer", none)]))
        .build()
}

/// The description: pretty JSON, the same on every machine.
#[must_use]
pub fn openapi() -> String {
    let (_, mut description) = router::described();
    for item in description.paths.paths.values_mut() {
        for operation in [&mut item.get].into_iter().flatten() {
            answer_with(operation, ALWAYS);
            ask_with(operation, Acted::into_params(header));
            ask_with(operation, Used::into_params(header));
        }
        for operation in
            [&mut item.post, &mut item.put, &mut item.patch, &mut item.delete].into_iter().flatten()
        {
            answer_with(operation, ALWAYS);
            answer_with(operation, CHANGING);
            ask_with(operation, Acted::into_params(header));
            tell_of_replays(operation);
        }
    }
    let mut text = description.to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}

pub(crate) fn cached() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(openapi)
}

/// Every command with a key says in its answer whether the key was used before.
fn tell_of_replays(operation: &mut Operation) {
    let names_key =
        |parameter: &RefOr<Parameter>| matches!(parameter, RefOr::T(it) if it.name == "Idempotency-Key");
    let keyed = operation.parameters.iter().flatten().any(names_key);
    let done = |status: &str| keyed && status.starts_with('2');
    for (_, response) in operation.responses.responses.iter_mut().filter(|(status, _)| done(status)) {
        if let RefOr::T(response) = response {
            let replayed = HeaderBuilder::new()
                .description(Some("`true` where the same answer is given again"))
                .schema(Some(bool::schema()))
                .build();
            response.headers.insert("Idempotent-Replayed".to_owned(), replayed.into());
        }
    }
}

fn header() -> Option<ParameterIn> {
    Some(ParameterIn::Header)
}

/// Names the headers of whoever has a session, unless the operation is open to everybody.
fn ask_with(operation: &mut Operation, headers: Vec<Parameter>) {
    let open =
        operation.security.as_ref().is_some_and(|asked| asked.contains(&SecurityRequirement::default()));
    if !open {
        operation.parameters.get_or_insert_default().extend(headers.into_iter().map(RefOr::T));
    }
}

fn answer_with(operation: &mut Operation, statuses: &[u16]) {
    for status in statuses {
        let problem = RefOr::Ref(Ref::from_response_name("Problem"));
        operation.responses.responses.entry(status.to_string()).or_insert(problem);
    }
}
