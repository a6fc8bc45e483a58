//! Listening, serving, stopping.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::Router;
use daowei_api::Api;
use daowei_app::App;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};

use crate::connection::{self, SETTLE};
use crate::connections::Connections;
use crate::error::{Error, Result};
use crate::inside::Inside;
use crate::layers::{House, around, figures, starting};
use crate::options::Options;
use crate::portal::{self, Site};
use crate::stage::{Stage, reached};

/// Connections to the figures; whoever collects them needs one.
const COLLECTORS: usize = 16;
/// After the machine would not give a connection.
const BREATH: Duration = Duration::from_millis(50);

/// What answers requests: a stand-in until the API is there.
pub(crate) struct Surface {
    early: Router,
    whole: OnceLock<Router>,
}

impl Surface {
    pub(crate) fn new(early: Router) -> Self {
        Self { early, whole: OnceLock::new() }
    }

    pub(crate) fn now(&self) -> Router {
        self.whole.get().unwrap_or(&self.early).clone()
    }

    fn open(&self, whole: Router) {
        let _ = self.whole.set(whole);
    }
}

/// A server that has its addresses and serves nobody yet.
pub struct Server {
    door: TcpListener,
    address: SocketAddr,
    figures: Option<(TcpListener, SocketAddr)>,
    house: Arc<House>,
}

impl Server {
    /// Takes the addresses.
    ///
    /// # Errors
    /// [`Error::PlainHttp`] for an address that can be reached from outside where no proxy ends TLS, [`Error::Listen`]
    /// for one that cannot be had.
    pub async fn bind(options: Options) -> Result<Self> {
        options.check()?;
        let (door, address) = listen(options.listen).await?;
        let figures = match options.metrics {
            Some(address) => Some(listen(address).await?),
            None => None,
        };
        Ok(Self { door, address, figures, house: Arc::new(House::new(options)) })
    }

    /// Where requests are taken.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where the figures are served.
    #[must_use]
    pub fn metrics_address(&self) -> Option<SocketAddr> {
        self.figures.as_ref().map(|(_, address)| *address)
    }

    /// Serves until `stop`, then lets everything that has begun come to its end, for at most [`Limits::drain`] or until
    /// `at_once` (REL-20). Until `app` is there, `/livez` is green, `/readyz` red, and everything else is answered
    /// with 503 (REL-23).
    ///
    /// [`Limits::drain`]: crate::Limits::drain
    pub async fn run(
        self,
        app: impl Future<Output = App>,
        stop: impl Future<Output = ()>,
        at_once: impl Future<Output = ()>,
    ) {
        let build = self.house.options.build;
        let site = Site::of(&self.house.options);
        let inside = async move {
            let app = app.await;
            let pages = portal::routes(app.clone(), site);
            (daowei_api::router(Api { app: app.clone(), build }).merge(pages), app)
        };
        self.serve(inside, stop, at_once).await;
    }

    /// [`Server::run`] for any API and any inside.
    pub(crate) async fn serve<I: Inside>(
        self,
        inside: impl Future<Output = (Router, I)>,
        stop: impl Future<Output = ()>,
        at_once: impl Future<Output = ()>,
    ) {
        let Self { door, figures: collectors, house, .. } = self;
        let surface = Arc::new(Surface::new(around(starting(), &house)));
        // Every connection holds a sender: the last one gone ends the waiting.
        let (alive, mut ended) = mpsc::channel::<()>(1);
        let connections = Arc::clone(&house.connections);
        tokio::spawn(accept(door, connections, Arc::clone(&surface), Arc::clone(&house), alive.clone()));
        if let Some((listener, _)) = collectors {
            let few = Arc::new(Connections::new(COLLECTORS));
            let surface = Arc::new(Surface::new(figures(&house)));
            tokio::spawn(accept(listener, few, surface, Arc::clone(&house), alive.clone()));
        }
        drop(alive);
        let working = async {
            let (api, inside) = inside.await;
            let inside = Arc::new(inside);
            house.open(Arc::<I>::clone(&inside));
            // Open before the light turns green: whoever saw it green is served.
            surface.open(around(api, &house));
            house.health.look(&*inside).await;
            Arc::clone(&house.health).watch(inside).await;
        };
        let limits = &house.options.limits;
        let stages = &house.stages;
        let orderly = async {
            tokio::select! {
                () = stop => {}
                () = working => {}
            }
            stages.reach(Stage::RedLight);
            sleep(limits.red_light).await;
            stages.reach(Stage::Closing);
            if timeout(limits.drain, ended.recv()).await.is_err() {
                tracing::warn!(
                    open = house.connections.open(),
                    "stopped before everything had come to its end"
                );
            }
        };
        tokio::select! {
            () = orderly => {}
            () = at_once => {}
        }
        stages.reach(Stage::Gone);
    }
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr)> {
    let failed = |source| Error::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    Ok((listener, bound))
}

/// Takes connections until the door closes, and those on the doorstep with them.
async fn accept(
    listener: TcpListener,
    connections: Arc<Connections>,
    surface: Arc<Surface>,
    house: Arc<House>,
    alive: mpsc::Sender<()>,
) {
    let mut stages = house.stages.subscribe();
    let closed = async {
        reached(&mut stages, Stage::Closing).await;
        sleep(SETTLE).await;
    };
    let taking = async {
        loop {
            match listener.accept().await {
                Ok((stream, peer)) => begin(stream, peer, &connections, &surface, &house, &alive),
                Err(error) if is_peers_fault(&error) => {}
                Err(error) => {
                    // Out of files: somebody who waits must go.
                    tracing::warn!(%error, open = connections.open(), "no connection can be taken");
                    connections.shrink();
                    sleep(BREATH).await;
                }
            }
        }
    };
    tokio::select! {
        () = closed => {}
        () = taking => {}
    }
}

fn begin(
    stream: TcpStream,
    peer: SocketAddr,
    connections: &Arc<Connections>,
    surface: &Arc<Surface>,
    house: &Arc<House>,
    alive: &mpsc::Sender<()>,
) {
    // Everybody at work: whoever comes now is sent away, and comes again.
    let Some(place) = connections.admit() else { return };
    let _ = stream.set_nodelay(true);
    let (surface, house, alive) = (Arc::clone(surface), Arc::clone(house), alive.clone());
    tokio::spawn(async move {
        connection::serve(stream, peer.ip(), place, surface, &house.options.limits, &house.stages).await;
        drop(alive);
    });
}

fn is_peers_fault(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionReset | Interrupted)
}
