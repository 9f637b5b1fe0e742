//! The real server over real sockets, with a small router and short limits.

use super::*;
use crate::web::{
    download,
    upload::{Part, Rules, Upload, UploadError},
};
use axum::{
    extract::{Request as AxumRequest, State},
    routing::{get, post},
};
use futures_util::{StreamExt, stream};
use std::{net::SocketAddr, time::Instant};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    sync::{mpsc, oneshot},
    task::JoinHandle,
};

const MIB: usize = 1024 * 1024;

struct Server {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<io::Result<()>>,
    outcomes: mpsc::UnboundedReceiver<Result<usize, UploadError>>,
}

async fn receive(
    State(outcomes): State<mpsc::UnboundedSender<Result<usize, UploadError>>>,
    request: AxumRequest,
) -> String {
    let (head, body) = request.into_parts();
    let result = async {
        let mut upload = Upload::new(&head.headers, body, Rules::default())?;
        let mut bytes = 0;
        while let Some(part) = upload.next().await? {
            if let Part::File { .. } = part {
                while let Some(chunk) = upload.chunk().await? {
                    // The allocator may round a buffer up, and up to a delimiter's length is held back and joined.
                    assert!(chunk.len() <= 2 * MAX_BUFFER, "{}", chunk.len());
                    bytes += chunk.len();
                }
            }
        }
        Ok(bytes)
    };
    let result = result.await;
    let text = format!("{result:?}");
    outcomes.send(result).unwrap();
    text
}

async fn start(limits: Limits) -> Server {
    let (report, outcomes) = mpsc::unbounded_channel();
    let chunks = || (0..4096).map(|_| Ok(bytes::Bytes::from_static(&[7; 16 * 1024])));
    let router = Router::new()
        .route("/", get(|| async { "page" }))
        .route(
            "/wait",
            get(|| async {
                sleep(Duration::from_millis(300)).await;
                "done"
            }),
        )
        .route(
            "/file",
            get(
                move || async move { download::attachment(stream::iter(chunks()), "a", "", 64 * MIB as u64) },
            ),
        )
        .route(
            "/short",
            get(|| async {
                let broken = stream::once(async {
                    sleep(Duration::from_millis(50)).await;
                    Err(io::Error::other("broken"))
                });
                let data = stream::iter([Ok("abc".into())]).chain(broken);
                download::attachment(data, "a", "", 10)
            }),
        )
        .route("/upload", post(receive))
        .with_state(report);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let task = tokio::spawn(serve(listener, router, limits, async { drop(stopped.await) }));
    Server { address, stop, task, outcomes }
}

fn short() -> Limits {
    Limits {
        connections: 8,
        header_timeout: Duration::from_millis(200),
        min_body_rate: 1000,
        body_grace: Duration::from_millis(200),
        stall: Duration::from_millis(400),
        drain: Duration::from_millis(800),
    }
}

impl Server {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    async fn send(&self, bytes: &str) -> TcpStream {
        let mut stream = self.connect().await;
        stream.write_all(bytes.as_bytes()).await.unwrap();
        stream
    }
}

/// All that comes until the connection ends, and how long that took. A reset counts as an end.
async fn rest(stream: &mut TcpStream) -> (String, Duration) {
    let begun = Instant::now();
    let mut all = Vec::new();
    let _ = timeout(Duration::from_secs(5), stream.read_to_end(&mut all)).await.expect("no end within 5 s");
    (String::from_utf8_lossy(&all).into_owned(), begun.elapsed())
}

const GET: &str = "GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
const KEEP: &str = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";

fn upload_head(length: usize) -> String {
    format!(
        "POST /upload HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: {length}\r\n\
         content-type: multipart/form-data; boundary=XX\r\n\r\n"
    )
}

const FILE: &str = "--XX\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nt\r\n--XX\r\n\
                    Content-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n";
const END: &str = "\r\n--XX--\r\n";

#[tokio::test]
async fn a_page_is_answered() {
    let server = start(short()).await;
    let (answer, _) = rest(&mut server.send(GET).await).await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("page"), "{answer}");
}

#[tokio::test]
async fn slow_heads_and_silent_connections_are_dropped() {
    let server = start(short()).await;
    for begun in ["", "GET / HT", "GET / HTTP/1.1\r\nhost: a\r\n"] {
        let (answer, took) = rest(&mut server.send(begun).await).await;
        assert!(!answer.contains("200"), "{answer}");
        assert!((100..1500).contains(&took.as_millis()), "{took:?}");
    }
    let (answer, took) = rest(&mut server.send(KEEP).await).await;
    assert!(answer.contains("page"), "idle after an answer");
    assert!((100..1500).contains(&took.as_millis()), "{took:?}");
}

#[tokio::test]
async fn large_heads_are_refused() {
    let server = start(short()).await;
    let head = |size| format!("GET / HTTP/1.1\r\nconnection: close\r\nx: {}\r\n\r\n", "a".repeat(size));
    assert!(rest(&mut server.send(&head(15_000)).await).await.0.contains(" 200 "));
    assert!(rest(&mut server.send(&head(17_000)).await).await.0.contains(" 431 "));
}

#[tokio::test]
async fn a_slow_body_is_ended() {
    let mut server = start(short()).await;
    let mut stream = server.send(&(upload_head(1_000_000) + FILE)).await;
    let begun = Instant::now();
    let (mut read, mut write) = stream.split();
    let drip = async {
        while write.write_all(b"x").await.is_ok() {
            sleep(Duration::from_millis(50)).await;
        }
    };
    let mut answer = Vec::new();
    tokio::select! {
        () = drip => {}
        _ = read.read_to_end(&mut answer) => {}
    }
    assert_eq!(server.outcomes.recv().await, Some(Err(UploadError::Slow)));
    assert!(begun.elapsed() < Duration::from_millis(1500));
}

#[tokio::test]
async fn a_client_that_leaves_is_noticed() {
    let mut server = start(short()).await;
    let mut stream = server.send(&(upload_head(1_000_000) + FILE)).await;
    stream.shutdown().await.unwrap();
    assert_eq!(server.outcomes.recv().await, Some(Err(UploadError::Gone)));
    let mut stream = server
        .send(&upload_head(1_000_000).replace("content-length: 1000000", "transfer-encoding: chunked"))
        .await;
    stream.write_all(b"zz\r\n").await.unwrap();
    assert_eq!(server.outcomes.recv().await, Some(Err(UploadError::Broken)));
}

#[tokio::test]
async fn a_large_upload_passes_in_small_pieces() {
    let server = start(Limits::default()).await;
    let size = 64 * MIB;
    let mut stream = server.send(&(upload_head(FILE.len() + size + END.len()) + FILE)).await;
    let piece = vec![b'\r'; MIB];
    for _ in 0..64 {
        stream.write_all(&piece).await.unwrap();
    }
    stream.write_all(END.as_bytes()).await.unwrap();
    let (answer, _) = rest(&mut stream).await;
    assert!(answer.ends_with(&format!("Ok({size})")), "{answer}");
}

#[tokio::test]
async fn a_reader_that_stands_still_is_dropped() {
    let server = start(short()).await;
    let get = "GET /file HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    let mut stream = server.send(get).await;
    sleep(Duration::from_secs(1)).await;
    assert!(rest(&mut stream).await.0.len() < 64 * MIB);
    let whole = rest(&mut server.send(get).await).await.0;
    assert!(whole.len() > 64 * MIB);
}

#[tokio::test]
async fn a_file_that_breaks_off_is_no_complete_answer() {
    let server = start(short()).await;
    let (answer, _) = rest(&mut server.send("GET /short HTTP/1.1\r\nhost: a\r\n\r\n").await).await;
    assert!(answer.contains("content-length: 10") && answer.ends_with("\r\n\r\nabc"), "{answer}");
}

#[tokio::test]
async fn stopping_finishes_running_requests_and_closes_idle_ones() {
    let server = start(short()).await;
    let mut running = server.send("GET /wait HTTP/1.1\r\nhost: a\r\n\r\n").await;
    let mut idle = server.send(KEEP).await;
    sleep(Duration::from_millis(50)).await;
    server.stop.send(()).unwrap();
    let ((answer, finished), (_, closed)) = tokio::join!(rest(&mut running), rest(&mut idle));
    assert!(answer.ends_with("done"), "{answer}");
    assert!(closed < finished, "{closed:?} {finished:?}");
    server.task.await.unwrap().unwrap();
    assert!(TcpStream::connect(server.address).await.is_err());
}

#[tokio::test]
async fn stopping_cuts_what_takes_too_long() {
    let limits = Limits { drain: Duration::from_millis(100), ..short() };
    let server = start(limits).await;
    let mut running = server.send("GET /wait HTTP/1.1\r\nhost: a\r\n\r\n").await;
    sleep(Duration::from_millis(50)).await;
    server.stop.send(()).unwrap();
    let (answer, _) = rest(&mut running).await;
    assert_eq!(answer, "");
    server.task.await.unwrap().unwrap();
}

#[tokio::test]
async fn more_clients_than_places_wait_and_idle_ones_make_room() {
    let limits = Limits { connections: 2, header_timeout: Duration::from_secs(30), ..short() };
    let server = start(limits).await;
    let begun = Instant::now();
    let mut first = server.send("GET /wait HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await;
    let mut second = server.send("GET /wait HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await;
    let mut third = server.send(GET).await;
    let third = async { (rest(&mut third).await.0, begun.elapsed()) };
    let (first, second, third) = tokio::join!(rest(&mut first), rest(&mut second), third);
    assert!(first.0.ends_with("done") && second.0.ends_with("done") && third.0.ends_with("page"));
    // Not earlier than a place was free: which end is seen first here is the scheduler's.
    assert!(third.1 >= Duration::from_millis(300), "the third did not wait");

    // Two idle connections hold both places; the next client gets one of them.
    let _idle = [server.send(KEEP).await, server.send(KEEP).await];
    sleep(Duration::from_millis(50)).await;
    let (answer, took) = rest(&mut server.send(GET).await).await;
    assert!(answer.ends_with("page"), "{answer}");
    assert!(took < Duration::from_millis(1500), "{took:?}");
}

#[tokio::test]
async fn no_places_at_all_are_a_mistake() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let result = serve(listener, Router::new(), Limits { connections: 0, ..short() }, async {}).await;
    assert_eq!(result.unwrap_err().kind(), io::ErrorKind::InvalidInput);
}
