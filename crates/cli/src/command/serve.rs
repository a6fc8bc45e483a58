//! `daowei serve`: the server, with the background work in the same process.

use std::future::pending;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use clap::{ArgAction, Args};
use daowei_app::App;
use daowei_app::install::{self, Birth, Installation, Place};
use daowei_store::PostgresOptions;
use daowei_web::{Network, Notice, Options, Server};
use tokio::sync::Notify;

use super::worker::Crew;
use crate::place::{self, PlaceArguments, SuiteArgument};
use crate::trouble::{Done, Trouble, Verdict};
use crate::{arguments, lines, logging, off_host};

/// The first and the longest pause between two attempts to reach the database.
const PAUSES: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(10));

/// `daowei serve`
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    place: PlaceArguments,
    #[command(flatten)]
    pub(crate) web: WebArguments,
    /// 新建时的密码套件 | Suite of a new installation
    #[arg(long, value_enum, default_value_t)]
    suite: SuiteArgument,
    /// 不自动升级数据库 | Do not bring the database to this version
    #[arg(long)]
    no_migrate: bool,
    /// PostgreSQL 连接数，处理器多则可加 | Connections to PostgreSQL; more where it has more processors
    #[arg(long, value_name = "N", env = "DAOWEI_CONNECTIONS", value_parser = clap::value_parser!(u32).range(2..=200))]
    connections: Option<u32>,
    /// 是否同时做后台工作 | Whether to do the background work as well
    #[arg(long, default_value_t = true, action = ArgAction::Set, value_name = "true|false")]
    with_worker: bool,
    /// 外存检查点文件 | File of checkpoints off this host
    #[arg(long, value_name = "FILE", env = "DAOWEI_CHECKPOINT_LOG")]
    checkpoint_log: Option<PathBuf>,
}

/// Where and how HTTP is spoken.
#[derive(Debug, Clone, Args)]
pub(crate) struct WebArguments {
    /// 监听地址 | Where to listen
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    /// 前端有终结 TLS 的代理 | A proxy in front ends TLS
    #[arg(long)]
    behind_tls: bool,
    /// 可信代理网段（可多次）| Range of trusted proxies, repeatable
    #[arg(long, value_name = "CIDR")]
    trusted_proxy: Vec<Network>,
    /// 指标监听地址 | Where figures are served
    #[arg(long, value_name = "ADDR")]
    metrics: Option<SocketAddr>,
}

impl WebArguments {
    pub(crate) fn options(&self, notice: Option<Notice>) -> Options {
        Options {
            listen: self.listen,
            behind_tls: self.behind_tls,
            trusted_proxies: self.trusted_proxy.clone(),
            metrics: self.metrics,
            notice,
            build: arguments::BUILD,
            ..Options::default()
        }
    }
}

/// Serves until told to stop.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let crew = arguments.with_worker.then(|| arguments.checkpoint_log.clone());
    let opening = Opening {
        place: arguments.place.place()?,
        birth: place::birth(arguments.suite),
        migrates: !arguments.no_migrate,
        log: arguments.checkpoint_log.clone(),
        server: place::server(arguments.connections),
    };
    serve(opening, &arguments.web, crew, None)
}

/// How the installation is opened.
#[derive(Clone)]
pub(crate) struct Opening {
    pub(crate) place: Place,
    pub(crate) birth: Birth,
    pub(crate) migrates: bool,
    /// The file of checkpoints off this host, which must not contradict the database.
    pub(crate) log: Option<PathBuf>,
    pub(crate) server: PostgresOptions,
}

impl Opening {
    fn open(&self) -> install::Result<Installation> {
        if self.migrates {
            let installation = install::create(&self.place, &self.birth, &self.server)?;
            place::say_made(&installation);
            Ok(installation)
        } else {
            install::use_existing(&self.place, &self.server)
        }
    }
}

/// Serves an installation. `crew`: whether the background work is done here, and the file for its checkpoints.
pub(crate) fn serve(
    opening: Opening,
    web: &WebArguments,
    crew: Option<Option<PathBuf>>,
    notice: Option<Notice>,
) -> Done {
    logging::begin();
    let options = web.options(notice);
    // What cannot be served is refused before anything is made.
    options.check().map_err(web_refused)?;
    // A file is opened at once or never; only a server is waited for.
    let opened = match opening.place {
        Place::Directory(_) => Some(opening.open()?),
        Place::Server { .. } => None,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let done = runtime.block_on(async {
        let server = Server::bind(options).await.map_err(web_refused)?;
        let (stop, hurry) = daowei_web::signals().map_err(web_refused)?;
        lines::line(format_args!("http://{}", server.address()))?;
        let fate = Fate::default();
        let app = ready(opening, opened, crew, fate.clone());
        let ending = fate.clone();
        let shutdown = async move {
            tokio::select! {
                () = stop => {}
                () = ending.ended() => {}
            }
        };
        server.run(app, shutdown, hurry).await;
        fate.conclude()
    });
    // Database threads are waited for by the store itself.
    runtime.shutdown_timeout(Duration::from_secs(1));
    done
}

/// What the web says, in both languages.
pub(crate) fn web_refused(error: daowei_web::Error) -> Trouble {
    Trouble::refused(format_args!("{}\n{}", error.zh(), error.en()))
}

/// The inside, as soon as the database can be reached (REL-23); never, where it is refused.
async fn ready(
    opening: Opening,
    opened: Option<Installation>,
    crew: Option<Option<PathBuf>>,
    fate: Fate,
) -> App {
    let attempt = async {
        let log = opening.log.clone();
        let installation = match opened {
            Some(opened) => opened,
            None => reach(opening).await?,
        };
        let app = place::app(&installation)?;
        let asked = app.clone();
        tokio::task::spawn_blocking(move || off_host::admit(&asked, log.as_deref()))
            .await
            .map_err(Trouble::refused)??;
        if let Some(log) = crew {
            fate.joined(Crew::begin(app.clone(), log)?);
        }
        Ok::<_, Trouble>(app)
    };
    match attempt.await {
        Ok(app) => app,
        Err(trouble) => {
            fate.ends_by(trouble);
            pending().await
        }
    }
}

/// Tries until the server answers, more patiently each time.
async fn reach(opening: Opening) -> Result<Installation, Trouble> {
    let mut pause = PAUSES.0;
    loop {
        let attempt = opening.clone();
        let opened = tokio::task::spawn_blocking(move || attempt.open()).await.map_err(Trouble::refused)?;
        match opened {
            Err(install::Error::Store(daowei_store::Error::Unavailable { what })) => {
                tracing::warn!(%what, pause_ms = pause.as_millis(), "the database cannot be reached yet");
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(PAUSES.1);
            }
            other => return Ok(other?),
        }
    }
}

/// What the server cannot know of: who works beside it, and why it must end by itself.
#[derive(Clone, Default)]
struct Fate(Arc<Held>);

#[derive(Default)]
struct Held {
    trouble: Mutex<Option<Trouble>>,
    crew: Mutex<Option<Crew>>,
    ended: Notify,
}

impl Fate {
    fn joined(&self, crew: Crew) {
        *self.0.crew.lock().unwrap_or_else(PoisonError::into_inner) = Some(crew);
    }

    fn ends_by(&self, trouble: Trouble) {
        *self.0.trouble.lock().unwrap_or_else(PoisonError::into_inner) = Some(trouble);
        self.0.ended.notify_one();
    }

    async fn ended(&self) {
        self.0.ended.notified().await;
    }

    /// After serving: the work beside it ends, too.
    fn conclude(&self) -> Done {
        if let Some(crew) = self.0.crew.lock().unwrap_or_else(PoisonError::into_inner).take() {
            crew.end();
        }
        let trouble = self.0.trouble.lock().unwrap_or_else(PoisonError::into_inner).take();
        trouble.map_or(Ok(Verdict::Good), Err)
    }
}
