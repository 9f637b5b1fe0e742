use std::{os::unix::fs::PermissionsExt, sync::Arc};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
    sync::Mutex,
};

use super::*;
use crate::mail::{Starttls, padded_body};

fn config(url: String, starttls: Starttls) -> MailConfig {
    MailConfig { url, from: "Balss <balss@example.org>".into(), starttls, tls_ca: None }
}

fn message(id: &str) -> Message {
    Message {
        to: "ieva@example.org".into(),
        subject: "Paziņojums".into(),
        body: padded_body("Labdien!\n", 512).unwrap(),
        message_id: id.into(),
        date: 1_700_000_000,
    }
}

/// What a client said, line by line, to a server that gives the same `reply` to every command after EHLO but the
/// usual ones to DATA and the end of the mail; an empty greeting stays silent.
async fn server(greeting: &'static str, reply: &'static str) -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let said = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&said);
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        write.write_all(greeting.as_bytes()).await.unwrap();
        let mut in_data = false;
        while let Ok(Some(line)) = lines.next_line().await {
            let answer = match line.as_str() {
                "." => "250 taken\r\n",
                _ if in_data => "",
                "DATA" => "354 go on\r\n",
                _ if line.starts_with("EHLO") => "250-server\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME\r\n",
                _ => reply,
            };
            in_data = line != "." && (in_data || line == "DATA");
            log.lock().await.push(line);
            if write.write_all(answer.as_bytes()).await.is_err() {
                break;
            }
        }
    });
    (port, said)
}

#[tokio::test]
async fn no_credentials_and_no_mail_where_starttls_is_not_offered() {
    let (port, said) = server("220 server\r\n", "250 ok\r\n").await;
    let mailer =
        Mailer::new(&config(format!("smtp://user:salasana@127.0.0.1:{port}"), Starttls::Required)).unwrap();
    assert_eq!(mailer.send(&message("a")).await, Err(SendError::Transient { code: None }));
    let said = said.lock().await;
    assert_eq!(said[0], "EHLO example.org");
    assert!(said.iter().all(|line| line.starts_with("EHLO") || line == "QUIT"), "{said:?}");
}

#[tokio::test]
async fn this_machine_may_be_told_without_tls() {
    let (port, said) = server("220 server\r\n", "250 ok\r\n").await;
    let mailer = Mailer::new(&config(format!("smtp://127.0.0.1:{port}"), Starttls::None)).unwrap();
    assert_eq!(mailer.send(&message("a")).await, Ok(()));
    let said = said.lock().await;
    assert!(said.iter().any(|line| line == "RCPT TO:<ieva@example.org>"), "{said:?}");
    assert!(said.iter().any(|line| line == "Message-ID: <a@example.org>"), "{said:?}");
    let body = said.iter().skip_while(|line| !line.is_empty()).skip(1).take_while(|line| *line != ".");
    let empty_line_of_the_transport = 2;
    let size = 512 + empty_line_of_the_transport;
    assert_eq!(body.map(|line| line.len() + 2).sum::<usize>(), size);
}

#[tokio::test]
async fn replies_are_classified_and_their_words_forgotten() {
    for (reply, error) in [
        ("451 ieva@example.org: try later\r\n", SendError::Transient { code: Some(451) }),
        ("552 ieva@example.org: no\r\n", SendError::Permanent { code: Some(552) }),
        ("what?\r\n", SendError::Transient { code: None }),
    ] {
        let (port, _) = server("220 server\r\n", reply).await;
        let mailer = Mailer::new(&config(format!("smtp://127.0.0.1:{port}"), Starttls::None)).unwrap();
        let got = mailer.send(&message("a")).await.unwrap_err();
        assert_eq!(got, error);
        let shown = format!("{got} {got:?}");
        assert!(!shown.contains("ieva") && !shown.contains("later"), "{shown}");
    }
}

#[tokio::test]
async fn silence_and_absence_are_transient() {
    let (port, _) = server("", "").await;
    let mut mailer = Mailer::new(&config(format!("smtp://127.0.0.1:{port}"), Starttls::None)).unwrap();
    mailer.timeout = Duration::from_millis(100);
    assert_eq!(mailer.send(&message("a")).await, Err(SendError::Transient { code: None }));

    let unused = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let mailer = Mailer::new(&config(format!("smtp://127.0.0.1:{unused}"), Starttls::None)).unwrap();
    assert_eq!(mailer.send(&message("a")).await, Err(SendError::Transient { code: None }));
}

#[tokio::test]
async fn a_message_that_cannot_be_made_is_not_tried_again() {
    let mailer = Mailer::new(&config("smtps://127.0.0.1:1".into(), Starttls::Required)).unwrap();
    let broken = Message { to: "nobody".into(), ..message("a") };
    assert_eq!(mailer.send(&broken).await, Err(SendError::Permanent { code: None }));
}

#[tokio::test]
async fn a_folder_holds_one_whole_private_file_for_each_id() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a b").join("mail");
    let mailer =
        Mailer::new(&config(url::Url::from_file_path(&path).unwrap().into(), Starttls::Required)).unwrap();
    mailer.send(&message("one")).await.unwrap();
    mailer.send(&message("two")).await.unwrap();
    mailer.send(&Message { subject: "Second".into(), ..message("one") }).await.unwrap();
    let mut names: Vec<_> = fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["one.eml", "two.eml"]);
    let file = path.join("one.eml");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(fs::read_to_string(&file).unwrap().contains("Subject: Second\r\n"));

    fs::remove_dir_all(&path).unwrap();
    assert_eq!(mailer.send(&message("one")).await, Err(SendError::Transient { code: None }));
}

#[test]
fn the_sender_must_be_an_address() {
    let config =
        MailConfig { from: "Balss".into(), ..config("smtps://localhost".into(), Starttls::Required) };
    assert_eq!(Mailer::new(&config).err(), Some(MailError::From));
}
