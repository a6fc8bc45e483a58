//! `daowei worker`: the background work, alone or inside the server. The steps are `app`'s; the waiting is done here.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{Builder, JoinHandle};

use clap::Args;
use daowei_app::App;
use daowei_app::worker::Worker;

use crate::place::{self, PlaceArguments};
use crate::trouble::{Done, Trouble, Verdict};
use crate::{logging, machine, off_host};

/// `daowei worker`
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    place: PlaceArguments,
    /// 外存检查点文件 | File of checkpoints off this host
    #[arg(long, value_name = "FILE", env = "DAOWEI_CHECKPOINT_LOG")]
    checkpoint_log: Option<PathBuf>,
}

/// Works until told to stop.
pub(crate) fn run(arguments: &Arguments) -> Done {
    logging::begin();
    let installation = arguments.place.open()?;
    let app = place::app(&installation)?;
    off_host::admit(&app, arguments.checkpoint_log.as_deref())?;
    let crew = Crew::begin(app, arguments.checkpoint_log.clone())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let (stop, _) = daowei_web::signals().map_err(Trouble::refused)?;
        stop.await;
        Ok::<_, Trouble>(())
    })?;
    crew.end();
    Ok(Verdict::Good)
}

/// The thread that does the background work.
pub(crate) struct Crew {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl Crew {
    /// Begins to work.
    pub(crate) fn begin(app: App, log: Option<PathBuf>) -> Result<Self, Trouble> {
        let (stop, stopped) = channel();
        let holder = format!("{}-{:032x}", std::process::id(), u128::from_be_bytes(machine::random()));
        let worker = Worker::new(app, holder, log);
        let thread = Builder::new().name("worker".into()).spawn(move || work(worker, &stopped))?;
        Ok(Self { stop, thread })
    }

    /// Ends after the turn that has begun.
    pub(crate) fn end(self) {
        drop(self.stop);
        // Its turns catch everything; a panic has been told already.
        let _ = self.thread.join();
    }
}

fn work(mut worker: Worker, stopped: &Receiver<()>) {
    loop {
        let turn = worker.turn();
        for (step, count) in turn.done {
            tracing::debug!(step = step.id(), count, "worked");
        }
        for (step, error) in turn.failed {
            tracing::error!(step = step.id(), %error, "a step fails; it is tried again, and its end is told");
        }
        for (step, failures) in turn.mended {
            tracing::warn!(step = step.id(), failures, "a step that had failed works again");
        }
        if stopped.recv_timeout(turn.wait) != Err(RecvTimeoutError::Timeout) {
            return;
        }
    }
}
