//! A server for the length of the story, where none answers yet.

use std::future::{pending, ready};
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use daowei_app::install::Installation;
use daowei_web::{Options, Server};

use super::client::Client;
use super::play;
use crate::command::serve::web_refused;
use crate::command::worker::Crew;
use crate::place;
use crate::trouble::{Done, Trouble};

/// How often, and after which pause, a server is asked whether it is ready: ten seconds in all.
const ATTEMPTS: u32 = 500;
const PAUSE: Duration = Duration::from_millis(20);

/// Whether a server answers at that address.
pub(crate) fn answers(address: SocketAddr) -> bool {
    address.port() != 0 && Client::new(address).get("/livez").is_ok_and(|reply| reply.status == 200)
}

/// Waits until the server says that it is ready: it answers before its inside is there.
fn opened(address: SocketAddr) -> Result<(), Trouble> {
    let client = Client::new(address);
    for _ in 0..ATTEMPTS {
        if client.get("/readyz").is_ok_and(|reply| reply.status == 200) {
            return Ok(());
        }
        std::thread::sleep(PAUSE);
    }
    Err(Trouble::refused("服务没有就绪 | the server did not become ready"))
}

/// How the story is served.
pub(crate) fn options(listen: SocketAddr) -> Options {
    Options { listen, ..Options::default() }
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
        let server = Server::bind(options(listen)).await.map_err(web_refused)?;
        let address = server.address();
        let accounts = accounts.to_owned();
        let (finished, shutdown) = tokio::sync::oneshot::channel::<()>();
        let playing = tokio::task::spawn_blocking(move || {
            // Dropped when the story is over, however it ends.
            let _finished = finished;
            opened(address)?;
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
