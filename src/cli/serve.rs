//! `balss serve` and `balss worker`.

use std::future::Future;
use std::net::TcpListener;

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use super::{ConfigFile, fence, in_sandbox, listen};
use crate::app::{App, Shared, StartError, pack_files};
use crate::config::Config;
use crate::pack::Files;
use crate::pack::required::Lack;
use crate::web::server::{self, Limits};
use crate::{routes, worker};

/// What `serve` is told.
#[derive(clap::Args)]
pub(super) struct Options {
    #[command(flatten)]
    file: ConfigFile,
    /// Leave the background jobs to another process.
    #[arg(long)]
    no_worker: bool,
}

pub(super) fn run(options: &Options) -> Result<(), StartError> {
    let config = options.file.load()?;
    let (address, with_worker) = (config.listen, !options.no_worker);
    let files = pack_files(&config)?;
    let listener = listen(address)?;
    in_sandbox(&fence(&config)?, async move {
        let app = ready(config, &files).await?;
        tracing::info!(listen = %address, engine = app.store.engine(), "serving");
        serve(app, listener, with_worker, stop_signal()?).await
    })
}

/// Serves on a socket that does not block, until `stop`, then lets running requests and filings end.
pub(super) async fn serve(
    app: Shared,
    listener: TcpListener,
    with_worker: bool,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), StartError> {
    let fault = |e| StartError(format!("cannot serve: {e}"));
    let listener = tokio::net::TcpListener::from_std(listener).map_err(fault)?;
    let ending = CancellationToken::new();
    let watch = tokio::spawn(worker::watch(app.clone(), ending.clone()));
    let jobs = with_worker.then(|| tokio::spawn(worker::run(app.clone(), ending.clone())));
    let served = server::serve(listener, routes::router(app.clone()), Limits::default(), stop).await;
    ending.cancel();
    app.tasks.close();
    app.tasks.wait().await;
    if let Some(jobs) = jobs {
        // A worker that panicked has said so in the log.
        let _ = jobs.await;
    }
    // After the last event of all.
    let _ = watch.await;
    app.store.close().await;
    served.map_err(|e| StartError(format!("the server stopped: {e}")))
}

pub(super) fn worker(file: &ConfigFile) -> Result<(), StartError> {
    let config = file.load()?;
    let files = pack_files(&config)?;
    in_sandbox(&fence(&config)?, work(config, files))
}

/// An installation that may serve: a real one only while all that people are told before they write has been looked at.
async fn ready(config: Config, files: &Files) -> Result<Shared, StartError> {
    let app = App::start_with(config, files).await?;
    let mut lacks = if app.config.demo { Vec::new() } else { app.lacks() };
    lacks.retain(Lack::blocks);
    if lacks.is_empty() {
        return Ok(app);
    }
    app.store.close().await;
    Err(StartError(refusal(&lacks)))
}

/// One fault a line: somebody works through them.
fn refusal(lacks: &[Lack]) -> String {
    let lines = lacks.iter().map(|lack| format!("\n  {lack}"));
    let head = "the country pack is not ready (README.md, \"Country pack\"; balss doctor names it too):";
    std::iter::once(head.to_owned()).chain(lines).collect()
}

async fn work(config: Config, files: Files) -> Result<(), StartError> {
    let app = ready(config, &files).await?;
    let ending = CancellationToken::new();
    let jobs = tokio::spawn(worker::run(app.clone(), ending.clone()));
    let watch = tokio::spawn(worker::watch(app.clone(), ending.clone()));
    stop_signal()?.await;
    ending.cancel();
    let _ = watch.await;
    jobs.await.map_err(|_| StartError("the worker stopped".to_owned()))?;
    app.store.close().await;
    Ok(())
}

/// Ends with SIGINT or SIGTERM.
pub(super) fn stop_signal() -> Result<impl Future<Output = ()> + Send + 'static, StartError> {
    let fault = |e: std::io::Error| StartError(format!("cannot wait for signals: {e}"));
    let mut interrupt = signal(SignalKind::interrupt()).map_err(fault)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(fault)?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
