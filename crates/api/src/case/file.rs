//! 材料文件的内容.

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use daowei_app::{App, Error};
use daowei_domain::file::MediaType;
use daowei_ident::FileId;
use futures_util::stream::unfold;
use utoipa::IntoParams;

use super::OfCaseFile;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::problem::Failure;
use crate::query::Pairs;
use crate::state::Api;

/// Whatever stands in the file, nothing of it is carried out, and it asks nobody for anything.
const INERT: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";
/// The browser's own viewer of PDF is no page in a sandbox; it carries nothing out on our origin either.
const INERT_PDF: &str =
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'";

/// What a look gave.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes a parameter that is read elsewhere")]
pub(super) struct Ticket {
    /// From `revealFile`.
    #[param(max_length = 2000)]
    ticket: String,
}

/// 材料文件内容 · The bytes of a file of a case
///
/// For who has just looked at it (`revealFile`), as long as the look lasts. Images and PDF are shown by the browser, anything else is
/// handed out; nothing in it is carried out, nothing is kept in a cache.
#[utoipa::path(
    get,
    path = "/cases/{case}/files/{file}",
    operation_id = "readFile",
    tag = "case",
    params(OfCaseFile, Ticket),
    responses((status = 200, description = "The file", content(
        (Vec<u8> = "application/pdf"), (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/png"), (Vec<u8> = "application/ofd")
    )))
)]
pub(super) async fn read_file(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfCaseFile>,
    mut query: Pairs,
) -> Result<Response, Failure> {
    let ticket: String = query.needed("ticket")?;
    query.nothing_else()?;
    let served = api.app.file_served(caller, (of.case, of.file), ticket).await?;
    // The first part before the answer begins: what cannot be opened is an answer of its own, not half of one.
    let first = api.app.file_part(of.file, 0).await?.ok_or(Error::NotFound { what: "file" })?;
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(served.media.id()));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(served.size));
    let policy = if served.media == MediaType::Pdf { INERT_PDF } else { INERT };
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    headers.insert(header::CONTENT_DISPOSITION, disposition(&served.name, served.media)?);
    let body = Body::from_stream(parts(api.app, of.file, Bytes::copy_from_slice(&first)));
    Ok((headers, body).into_response())
}

/// The parts, one after the other, as the reader takes them.
fn parts(app: App, file: FileId, first: Bytes) -> impl futures_util::Stream<Item = Result<Bytes, Error>> {
    unfold((app, 1, Some(first)), move |(app, next, held)| async move {
        if let Some(held) = held {
            return Some((Ok(held), (app, next, None)));
        }
        match app.file_part(file, next).await {
            Ok(Some(part)) => Some((Ok(Bytes::copy_from_slice(&part)), (app, next + 1, None))),
            Ok(None) => None,
            // The length says that something is missing: the reader sees that it broke off.
            Err(error) => Some((Err(error), (app, u64::MAX, None))),
        }
    })
}

/// Shown where a browser can, under the name that the sender gave it.
fn disposition(name: &str, media: MediaType) -> Result<HeaderValue, Failure> {
    let way = if media.is_shown() { "inline" } else { "attachment" };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    let mut encoded = String::new();
    for byte in name.bytes() {
        if plain(byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    let text = format!("{way}; filename=\"file.{}\"; filename*=UTF-8''{encoded}", media.extension());
    HeaderValue::from_str(&text).map_err(|_| Failure::Request(StatusCode::INTERNAL_SERVER_ERROR, "internal"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_in_the_header_without_breaking_out_of_it() {
        let header = disposition("张三\"\r\n.pdf", MediaType::Pdf).unwrap();
        let expected = "inline; filename=\"file.pdf\"; filename*=UTF-8''%E5%BC%A0%E4%B8%89%22%0D%0A.pdf";
        assert_eq!(header, expected);
        let handed_out = disposition("a.ofd", MediaType::Ofd).unwrap();
        assert!(handed_out.to_str().unwrap().starts_with("attachment; "));
    }
}
