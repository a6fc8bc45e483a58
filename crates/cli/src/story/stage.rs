//! A server for the length of the story, where none answers yet.

use std::future::{pending, ready};
use std::net::SocketAddr;
use std::path::Path;

use daowei_app::install::Installation;
use daowei_web::{Options, Server};

use super::client::Client;
use super::play;
use crate::command::serve::web_refused;
use crate::command::worker::Crew;
use crate::place;
use crate::trouble::{Done, Trouble};

/// Whether a server answers at that address.
pub(crate) fn answers(address: SocketAddr) -> bool {
    address.port() != 0 && Client::new(address).get("/livez").is_ok_and(|reply| reply.status == 200)
}

/// Serves the installation, plays, and stops.
pub(crate) fn play_alone(
    installation: &Installation,
    listen: SocketAddr,
    accounts: &Path,
    as_json: bool,
) -> Done {
    let app = place::app(installation)?;
    let crew = Crew::begin(app.clone(), None)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let done = runtime.block_on(async {
        let server = Server::bind(Options { listen, ..Options::default() }).await.map_err(web_refused)?;
        let address = server.address();
        let accounts = accounts.to_owned();
        let (finished, shutdown) = tokio::sync::oneshot::channel::<()>();
        let playing = tokio::task::spawn_blocking(move || {
            // Dropped when the story is over, however it ends.
            let _finished = finished;
            play(address, &accounts, as_json)
        });
        let over = async {
            let _ = shutdown.await;
        };
        server.run(ready(app), over, pending()).await;
        playing.await.map_err(Trouble::refused)?
    });
    crew.end();
    done
}
