//! The machine's wish that we stop.

use std::future::Future;

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::error::{Error, Result};

/// Two moments: the first SIGTERM or SIGINT, which asks for an orderly end, and the second, which asks for an immediate
/// one (REL-20). Must be called inside the runtime; from then on these signals no longer end the process by themselves.
///
/// # Errors
/// [`Error::Signal`] where the machine gives no notice of signals.
pub fn signals() -> Result<(impl Future<Output = ()> + Send, impl Future<Output = ()> + Send)> {
    let mut terminate = signal(SignalKind::terminate()).map_err(Error::Signal)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(Error::Signal)?;
    let (seen, first) = watch::channel(0_u32);
    let second = first.clone();
    tokio::spawn(async move {
        loop {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            seen.send_modify(|count| *count = count.saturating_add(1));
        }
    });
    Ok((at_least(first, 1), at_least(second, 2)))
}

async fn at_least(mut seen: watch::Receiver<u32>, count: u32) {
    let _ = seen.wait_for(|now| *now >= count).await;
}
