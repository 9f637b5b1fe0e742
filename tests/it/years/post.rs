//! A mail server that takes everything and forgets nothing, so that a mail that was sent twice is two.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

type Taken = Arc<Mutex<Vec<(String, String)>>>;

pub struct Post {
    pub addr: SocketAddr,
    taken: Taken,
}

impl Post {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let (addr, taken) = (listener.local_addr().expect("an address"), Taken::default());
        let into = taken.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, into.clone()));
            }
        });
        Self { addr, taken }
    }

    /// Recipients and mails since it was asked last.
    pub fn taken(&self) -> Vec<(String, String)> {
        std::mem::take(&mut self.taken.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

async fn serve(stream: TcpStream, taken: Taken) -> Option<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 post\r\n").await.ok()?;
    let (mut to, mut line) = (String::new(), String::new());
    loop {
        line.clear();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        let answer: &[u8] = match line.get(..4).unwrap_or_default() {
            "EHLO" => b"250-post\r\n250 8BITMIME\r\n",
            "RCPT" => {
                line.trim().clone_into(&mut to);
                b"250 ok\r\n"
            }
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await.ok()?;
                let mut mail = String::new();
                while !mail.ends_with("\r\n.\r\n") {
                    stream.read_line(&mut mail).await.ok()?;
                }
                taken.lock().unwrap_or_else(PoisonError::into_inner).push((to.clone(), mail));
                b"250 taken\r\n"
            }
            "QUIT" => {
                stream.write_all(b"221 bye\r\n").await.ok()?;
                return None;
            }
            _ => b"250 ok\r\n",
        };
        stream.write_all(answer).await.ok()?;
    }
}
