//! Clients that keep a connection busy without getting on with it (threat A9).
//!
//! Reading: [`Paced`] is a request body whose sender must keep a minimum rate. Time counts only while the server
//! waits for the client, so a slow disk on our side never looks like a slow client.
//! Writing: [`Patient`] is a socket that fails when the client has taken nothing of a waiting answer for a while.

use std::{
    error::Error,
    fmt, io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Buf;
use http_body::{Body, Frame, SizeHint};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Instant, Sleep, sleep},
};

/// How fast the body of a request must arrive.
///
/// A credit of waiting time starts at `grace`; each waited second costs one, each `rate` bytes received earn one,
/// never beyond `most`. Without that ceiling the first megabyte would pay for a quarter of an hour of silence.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Bytes per second of waiting.
    pub rate: u64,
    /// Credit at the start.
    pub grace: Duration,
    /// Ceiling of the credit: the longest silence a sender can earn (a tunnel, a change of network).
    pub most: Duration,
}

/// The client sent its request body below the minimum rate. The connection is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooSlow;

impl fmt::Display for TooSlow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the request body arrives too slowly")
    }
}

impl Error for TooSlow {}

/// A body that ends with [`TooSlow`] when its sender falls below a [`Pace`].
pub struct Paced<B> {
    // None once too slow: dropping the inner body makes hyper close the connection.
    inner: Option<B>,
    pace: Pace,
    credit: Duration,
    waiting: Option<(Instant, Pin<Box<Sleep>>)>,
}

impl<B> Paced<B> {
    /// Puts `inner` under `pace`.
    pub fn new(inner: B, pace: Pace) -> Self {
        Self { inner: Some(inner), pace, credit: pace.grace.min(pace.most), waiting: None }
    }

    fn earn(&mut self, bytes: usize) {
        if let Some((since, _)) = self.waiting.take() {
            self.credit = self.credit.saturating_sub(since.elapsed());
        }
        let nanos = (bytes as u128 * 1_000_000_000) / u128::from(self.pace.rate.max(1));
        let earned = Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX));
        self.credit = self.credit.saturating_add(earned).min(self.pace.most);
    }
}

impl<B> Body for Paced<B>
where
    B: Body + Unpin,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    type Data = B::Data;
    type Error = Box<dyn Error + Send + Sync>;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        let this = self.get_mut();
        let Some(inner) = this.inner.as_mut() else {
            return Poll::Ready(Some(Err(TooSlow.into())));
        };
        match Pin::new(inner).poll_frame(cx) {
            Poll::Ready(Some(Ok(frame))) => {
                this.earn(frame.data_ref().map_or(0, Buf::remaining));
                Poll::Ready(Some(Ok(frame)))
            }
            Poll::Ready(other) => Poll::Ready(other.map(|result| result.map_err(Into::into))),
            Poll::Pending => {
                let credit = this.credit;
                let (_, timer) =
                    this.waiting.get_or_insert_with(|| (Instant::now(), Box::pin(sleep(credit))));
                ready!(timer.as_mut().poll(cx));
                this.inner = None;
                Poll::Ready(Some(Err(TooSlow.into())))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.inner.as_ref().is_some_and(Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.as_ref().map_or_else(SizeHint::default, Body::size_hint)
    }
}

/// A socket whose pending write fails with `TimedOut` after `patience` without one byte of progress.
///
/// "Progress" is what the kernel takes into its send buffer, so that buffer must be small (the server sets it):
/// with Linux's default of some megabytes a slow but honest reader would seem to stand still for minutes.
pub struct Patient<S> {
    stream: S,
    patience: Duration,
    stalled: Option<Pin<Box<Sleep>>>,
}

impl<S> Patient<S> {
    /// Wraps `stream`.
    pub fn new(stream: S, patience: Duration) -> Self {
        Self { stream, patience, stalled: None }
    }

    fn judge<T>(&mut self, cx: &mut Context<'_>, result: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if result.is_ready() {
            self.stalled = None;
            return result;
        }
        let patience = self.patience;
        ready!(self.stalled.get_or_insert_with(|| Box::pin(sleep(patience))).as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Patient<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Patient<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.judge(cx, result)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.judge(cx, result)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let result = Pin::new(&mut self.stream).poll_flush(cx);
        self.judge(cx, result)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let result = Pin::new(&mut self.stream).poll_shutdown(cx);
        self.judge(cx, result)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bytes::Bytes;
    use futures_util::stream;
    use http_body_util::{BodyExt, StreamBody};
    use std::convert::Infallible;

    const PACE: Pace = Pace { rate: 1000, grace: Duration::from_millis(500), most: Duration::from_secs(1) };

    /// A body that waits and then sends, for each (milliseconds, bytes) of `steps`, and then ends.
    fn body(steps: &'static [(u64, usize)]) -> impl Body<Data = Bytes, Error = Infallible> + Unpin + Send {
        StreamBody::new(Box::pin(stream::unfold(steps, |steps| async move {
            let ((wait, bytes), rest) = steps.split_first()?;
            sleep(Duration::from_millis(*wait)).await;
            Some((Ok(Frame::data(Bytes::from(vec![0; *bytes]))), rest))
        })))
    }

    async fn outcome(steps: &'static [(u64, usize)]) -> Result<usize, bool> {
        let result = Paced::new(body(steps), PACE).collect().await;
        result.map(|all| all.to_bytes().len()).map_err(|error| error.is::<TooSlow>())
    }

    #[tokio::test]
    async fn the_rate_is_an_average_with_a_grace() {
        let (within, earned, slow) = tokio::join!(
            outcome(&[(250, 10), (0, 90)]),
            outcome(&[(250, 700), (600, 1)]),
            outcome(&[(200, 1), (200, 1), (200, 1), (200, 1), (200, 1), (200, 1)])
        );
        assert_eq!(within, Ok(100));
        assert_eq!(earned, Ok(701), "bytes earn time");
        assert_eq!(slow, Err(true));
    }

    #[tokio::test]
    async fn a_large_start_does_not_pay_for_a_long_silence() {
        let (long, short) =
            tokio::join!(outcome(&[(0, 1_000_000), (1500, 1)]), outcome(&[(0, 1_000_000), (700, 1)]));
        assert_eq!(long, Err(true));
        assert_eq!(short, Ok(1_000_001));
    }

    #[tokio::test]
    async fn our_own_slowness_is_not_the_clients() {
        let mut paced = Paced::new(body(&[(0, 10), (0, 10)]), PACE);
        assert!(paced.frame().await.unwrap().is_ok());
        sleep(Duration::from_millis(700)).await;
        assert!(paced.frame().await.unwrap().is_ok());
    }

    #[tokio::test]
    async fn a_reader_that_stands_still_is_given_up() {
        use tokio::io::AsyncWriteExt;
        let (near, mut far) = tokio::io::duplex(64);
        let mut patient = Patient::new(near, Duration::from_millis(50));
        let error = patient.write_all(&[0; 1000]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);

        let (near, mut slow) = tokio::io::duplex(64);
        let mut patient = Patient::new(near, Duration::from_millis(400));
        let reader = tokio::spawn(async move {
            use tokio::io::AsyncReadExt;
            let mut buf = [0; 64];
            for _ in 0..4 {
                sleep(Duration::from_millis(150)).await;
                slow.read_exact(&mut buf).await.unwrap();
            }
            slow
        });
        patient.write_all(&[0; 256]).await.unwrap();
        drop(reader.await.unwrap());
        far.shutdown().await.unwrap();
    }
}
