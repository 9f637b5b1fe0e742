//! The accept loop: HTTP/1.1 over TCP with every resource a stranger can hold bounded.
//!
//! `axum::serve` has no connection cap, no header timeout and no drain limit; this has. Encryption on the way and HTTP/2
//! are a reverse proxy's or onion service's work. **Client addresses are neither logged nor handed on**: the router never sees the peer.
//! A proxy that keeps idle connections must drop them sooner than [`Limits::header_timeout`] does.

use std::{
    convert::Infallible,
    io,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{Router, body::Body};
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Notify, OwnedSemaphorePermit, Semaphore, watch},
    task::JoinSet,
    time::{sleep, timeout},
};
use tower::ServiceExt;

use super::slow::{Pace, Paced, Patient};

/// Request line and headers together, bytes; beyond it the answer is 431.
const MAX_HEADER: usize = 16 * 1024;

/// Largest read or write buffer of one connection, bytes; it starts at 8 KiB and grows only for who sends fast.
/// Measured with uploads of 1 GiB on loopback: half of it is slower by a third, hyper's 408 KiB is no faster.
const MAX_BUFFER: usize = 256 * 1024;

/// Send buffer of the kernel for one connection, bytes. [`Patient`] needs it small; it also bounds what clients
/// that do not read can make the kernel hold.
const SEND_BUFFER: usize = 128 * 1024;

/// How often idle connections are asked to make room while the server is full.
const PRESSURE_EVERY: Duration = Duration::from_millis(500);

/// What a client, or all of them together, may use up.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections at a time. More wait in the kernel's queue; none is refused. While full, connections that are
    /// idle after an answer are closed.
    pub connections: usize,
    /// For a complete request head, counted from the connection or the end of the answer before it, so an idle
    /// connection is closed after this time too.
    pub header_timeout: Duration,
    /// Slowest request body, bytes per second, averaged (see [`Pace`]).
    pub min_body_rate: u64,
    /// Before the body rate counts.
    pub body_grace: Duration,
    /// Longest standstill of a body that was fast before, and of an answer nobody reads.
    pub stall: Duration,
    /// For running requests after the order to stop; then they are cut.
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 512,
            header_timeout: Duration::from_secs(10),
            min_body_rate: 1024,
            body_grace: Duration::from_secs(10),
            stall: Duration::from_mins(1),
            drain: Duration::from_secs(20),
        }
    }
}

/// Serves `router` on `listener` until `stop` completes, then lets running requests finish.
///
/// Every request body is a [`Paced`] one. A client that leaves cancels its handler at the next await; what must
/// not be cancelled belongs into a task of its own, and whoever owns those waits for them after this returns.
///
/// # Errors
/// `InvalidInput` if no connection would be allowed. Errors of accepting (no descriptors, no memory) are waited out.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    if limits.connections == 0 {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "the connection limit is zero"));
    }
    let permits = Arc::new(Semaphore::new(limits.connections.min(Semaphore::MAX_PERMITS)));
    let pressure = Arc::new(Notify::new());
    let (stopping, stopped) = watch::channel(false);
    let mut connections = JoinSet::new();
    let mut stop = pin!(stop);
    loop {
        let next = async {
            let permit = room(&permits, &pressure).await?;
            Some((accept(&listener).await, permit))
        };
        let (stream, permit) = tokio::select! {
            () = &mut stop => break,
            next = next => match next {
                Some(next) => next,
                None => break,
            },
        };
        let shared = Shared { stopped: stopped.clone(), pressure: pressure.clone(), _permit: permit };
        connections.spawn(connection(stream, router.clone(), limits, shared));
        // Forget the finished ones, or the set grows with every connection ever made.
        while connections.try_join_next().is_some() {}
    }
    drop(listener);
    stopping.send_replace(true);
    let drained = timeout(limits.drain, async { while connections.join_next().await.is_some() {} }).await;
    if drained.is_err() {
        tracing::warn!(
            cut = connections.len(),
            "requests still running at the end of the drain time are cut"
        );
        connections.shutdown().await;
    }
    Ok(())
}

/// Waits for a free place, pressing idle connections to leave meanwhile. None if the semaphore is closed.
async fn room(permits: &Arc<Semaphore>, pressure: &Notify) -> Option<OwnedSemaphorePermit> {
    // One future throughout keeps the place in the semaphore's queue.
    let mut permit = pin!(permits.clone().acquire_owned());
    loop {
        tokio::select! {
            biased;
            permit = &mut permit => return permit.ok(),
            () = sleep(PRESSURE_EVERY) => pressure.notify_waiters(),
        }
    }
}

async fn accept(listener: &TcpListener) -> TcpStream {
    let mut pause = Duration::from_millis(10);
    loop {
        match listener.accept().await {
            Ok((stream, _peer)) => return stream,
            // The client gave up while queueing: not our fault, take the next one.
            Err(error) if is_theirs(error.kind()) => {}
            Err(error) => {
                tracing::warn!(kind = ?error.kind(), code = error.raw_os_error(), "cannot accept connections");
                sleep(pause).await;
                pause = (pause * 2).min(Duration::from_secs(1));
            }
        }
    }
}

fn is_theirs(kind: io::ErrorKind) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(kind, ConnectionAborted | ConnectionRefused | ConnectionReset)
}

struct Shared {
    stopped: watch::Receiver<bool>,
    pressure: Arc<Notify>,
    _permit: OwnedSemaphorePermit,
}

/// Requests of one connection: running now, and whether there was one at all.
#[derive(Default)]
struct Requests {
    running: AtomicUsize,
    any: AtomicBool,
}

impl Requests {
    fn idle(&self) -> bool {
        self.any.load(Ordering::Relaxed) && self.running.load(Ordering::Relaxed) == 0
    }
}

/// Counts one running request, also when it is cancelled or panics.
struct Running(Arc<Requests>);

impl Running {
    fn start(requests: &Arc<Requests>) -> Self {
        requests.any.store(true, Ordering::Relaxed);
        requests.running.fetch_add(1, Ordering::Relaxed);
        Self(requests.clone())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.running.fetch_sub(1, Ordering::Relaxed);
    }
}

async fn connection(stream: TcpStream, router: Router, limits: Limits, mut shared: Shared) {
    // Both only tune; a socket that refuses them is about to fail anyway.
    let _ = stream.set_nodelay(true);
    let _ = socket2::SockRef::from(&stream).set_send_buffer_size(SEND_BUFFER);
    let pace = Pace {
        rate: limits.min_body_rate,
        grace: limits.body_grace,
        most: limits.stall.max(limits.body_grace),
    };
    let requests = Arc::new(Requests::default());
    let counted = requests.clone();
    let service = service_fn(move |request: Request<Incoming>| {
        let running = Running::start(&counted);
        let router = router.clone();
        async move {
            let answer = router.oneshot(request.map(|body| Body::new(Paced::new(body, pace)))).await;
            drop(running);
            answer.map_err(|never: Infallible| never)
        }
    });
    let io = TokioIo::new(Patient::new(stream, limits.stall));
    let conn = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header_timeout)
        // A client that has closed its side after sending has still sent: its request runs to the end.
        .half_close(true)
        .max_header_size(MAX_HEADER)
        .max_buf_size(MAX_BUFFER)
        .serve_connection(io, service);
    let mut conn = pin!(conn);
    let mut pressed = pin!(shared.pressure.notified());
    let mut stopped = pin!(shared.stopped.wait_for(|stopped| *stopped));
    let mut ending = false;
    loop {
        tokio::select! {
            // Its errors are the client's: gone, too slow, no HTTP. Nobody here can act on them.
            _ = &mut conn => return,
            _ = &mut stopped, if !ending => {
                ending = true;
                conn.as_mut().graceful_shutdown();
            }
            () = &mut pressed, if !ending => {
                if requests.idle() {
                    ending = true;
                    conn.as_mut().graceful_shutdown();
                }
                pressed.set(shared.pressure.notified());
            }
        }
    }
}

#[cfg(test)]
mod tests;
