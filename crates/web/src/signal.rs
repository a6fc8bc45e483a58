//! The machine's wish that we stop.

use std::future::Future;

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::error::{Error, Result};

/// Two moments: the first SIGTERM or SIGINT, which asks for an orderly end, and the second, which asks for an immediate
/// one (REL-20). SIGHUP is heard and changes nothing: settings, calendars and letters are read from the database as they
/// change, and the rest is said at the start. Must be called inside the runtime; from then on these signals no longer end the process by themselves.
///
/// # Errors
/// [`Error::Signal`] where the machine gives no notice of signals.
pub fn signals() -> Result<(impl Future<Output = ()> + Send, impl Future<Output = ()> + Send)> {
    let mut terminate = signal(SignalKind::terminate()).map_err(Error::Signal)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(Error::Signal)?;
    let mut hang_up = signal(SignalKind::hangup()).map_err(Error::Signal)?;
    let (seen, first) = watch::channel(0_u32);
    let second = first.clone();
    tokio::spawn(async move {
        loop {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
                _ = hang_up.recv() => {
                    tracing::info!("SIGHUP changes nothing: restart to read the command line and the environment again");
                    continue;
                }
            }
            seen.send_modify(|count| *count = count.saturating_add(1));
        }
    });
    Ok((at_least(first, 1), at_least(second, 2)))
}

async fn at_least(mut seen: watch::Receiver<u32>, count: u32) {
    let _ = seen.wait_for(|now| *now >= count).await;
}
