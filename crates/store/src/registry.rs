//! All statements of the product, for the test that prepares them on both engines.

use crate::{
    Statement, account, archive, counter, draft, event, file, health, idempotency, installation, job, leaf,
    lease, migrate, outbox, queue, screen, search, vault, verify, view,
};

/// Every statement, module by module.
pub fn all() -> impl Iterator<Item = Statement> {
    [
        account::ACCOUNT,
        account::MISS,
        account::SESSION,
        account::TOKEN,
        counter::STATEMENTS,
        draft::STATEMENTS,
        event::STATEMENTS,
        file::STATEMENTS,
        health::STATEMENTS,
        idempotency::STATEMENTS,
        installation::STATEMENTS,
        job::STATEMENTS,
        leaf::STATEMENTS,
        lease::STATEMENTS,
        migrate::STATEMENTS,
        outbox::STATEMENTS,
        queue::STATEMENTS,
        screen::STATEMENTS,
        search::STATEMENTS,
        vault::STATEMENTS,
        verify::DATABASE,
        verify::EXPORT,
        verify::TEXTS,
        view::call::STATEMENTS,
        view::case::STATEMENTS,
        view::case::LISTS,
        view::change::STATEMENTS,
        view::document::STATEMENTS,
        view::enquiry::STATEMENTS,
        view::foreign::STATEMENTS,
        view::guide::STATEMENTS,
        view::handover::STATEMENTS,
        view::item::STATEMENTS,
        view::legal_person::STATEMENTS,
        view::license::STATEMENTS,
        view::look::STATEMENTS,
        view::rating::STATEMENTS,
        view::rebuild::STATEMENTS,
        view::sent::STATEMENTS,
    ]
    .into_iter()
    .flatten()
    .copied()
    .chain(archive::statements())
}
