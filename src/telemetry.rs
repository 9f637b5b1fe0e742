//! Logs: to standard error, without any request of a reporter, any address, any value of a row.

use tracing_subscriber::EnvFilter;

/// Starts logging at `info` (or as `BALSS_LOG` says) for our own code and `warn` for libraries. A second call does
/// nothing.
pub fn start() {
    let filter = EnvFilter::try_from_env("BALSS_LOG").unwrap_or_else(|_| EnvFilter::new("warn,balss=info"));
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .try_init();
}
