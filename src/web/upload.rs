//! Forms with files, read as they arrive: memory holds one chunk of the connection, one text field or one head.
//!
//! Own reader instead of `multer`: that one buffers whatever is ready and puts no bound on a part's head, so one
//! client could grow it to the size of the body.

use axum::{
    body::{Body, BodyDataStream},
    http::{HeaderMap, header::CONTENT_TYPE},
};
use bytes::{Buf, Bytes, BytesMut};
use futures_util::{Stream, StreamExt, stream};

use super::{
    filename,
    multipart::{Delimiter, Found, Head, boundary},
};

mod error;
pub use error::UploadError;

/// Largest head of a part, and what may follow the last boundary; bytes.
const MAX_HEAD: usize = 8 * 1024;

/// What one form may hold.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// A text field that must come before any file: the token against forged requests, or a stranger's page
    /// could make us store files before the check.
    pub before_files: &'static str,
    /// Bytes of one text field.
    pub text: usize,
    /// Bytes of all text fields together: what memory holds, and what an error page gives back.
    pub texts: usize,
    /// Bytes of one file.
    pub file: u64,
    /// Parts in all, files and fields.
    pub parts: usize,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            before_files: "csrf",
            text: 256 * 1024,
            texts: 320 * 1024,
            file: 1024 * 1024 * 1024,
            parts: 64,
        }
    }
}

/// One part of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A text field, complete.
    Text {
        /// Name of the form field.
        field: String,
        /// Its value.
        value: String,
    },
    /// A file begins; its bytes come from [`Upload::chunk`].
    File {
        /// Name of the form field.
        field: String,
        /// Cleaned name (see [`filename::clean`]), never empty.
        name: String,
        /// Media type as the client claims it, lower case, perhaps empty. A claim, no fact.
        media_type: String,
    },
}

/// What the next bytes of the body are.
#[derive(Debug)]
enum State {
    Start,
    Head,
    Text,
    File { field: String, left: u64 },
    End,
    Failed(UploadError),
}

/// A form being read.
#[derive(Debug)]
pub struct Upload {
    body: BodyDataStream,
    // Received and not yet used.
    held: Bytes,
    delimiter: Delimiter,
    rules: Rules,
    state: State,
    parts: usize,
    // Bytes that all text fields may still have.
    texts: usize,
    permitted: bool,
}

impl Upload {
    /// Begins to read the form of a request with these `headers` and `body`.
    ///
    /// # Errors
    /// `Broken` if the content type is not `multipart/form-data` with a boundary.
    pub fn new(headers: &HeaderMap, body: Body, rules: Rules) -> Result<Self, UploadError> {
        let boundary = headers.get(CONTENT_TYPE).and_then(|value| boundary(value.as_bytes()));
        let delimiter = Delimiter::new(&boundary.ok_or(UploadError::Broken)?);
        let body = body.into_data_stream();
        // The first boundary lacks the line end of the others; lent here, it is found like them.
        let held = Bytes::from_static(b"\r\n");
        Ok(Self {
            body,
            held,
            delimiter,
            rules,
            state: State::Start,
            parts: 0,
            texts: rules.texts,
            permitted: false,
        })
    }

    /// The next part, or None after the last. What was not read of a file before it is read and thrown away.
    ///
    /// # Errors
    /// Any [`UploadError`]; the same one again if called after an error.
    pub async fn next(&mut self) -> Result<Option<Part>, UploadError> {
        if let State::Failed(error) = &self.state {
            return Err(error.clone());
        }
        let result = self.part().await;
        self.keep(result)
    }

    /// The next bytes of the file that [`next`](Self::next) announced, never empty; None at its end.
    ///
    /// # Errors
    /// `TooLarge` before the chunk that would exceed the limit; `Gone`, `Slow`, `Broken`.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, UploadError> {
        match &self.state {
            State::File { .. } => {}
            State::Failed(error) => return Err(error.clone()),
            _ => return Ok(None),
        }
        let result = self.data().await;
        self.keep(result)
    }

    /// The file that [`next`](Self::next) announced as a stream, for consumers that want one.
    pub fn chunks(&mut self) -> impl Stream<Item = Result<Bytes, UploadError>> + '_ {
        stream::unfold(self, |upload| async move { Some((upload.chunk().await.transpose()?, upload)) })
    }

    /// Reads and throws away what still comes, at most `bytes`. True if the body is then at its end.
    ///
    /// Most browsers read an answer only after sending all: answering a refused file without this shows them a
    /// broken connection instead of our page with what they wrote.
    pub async fn drain(&mut self, bytes: u64) -> bool {
        let mut left = bytes;
        loop {
            left = match self.body.next().await {
                None => return true,
                Some(Ok(chunk)) if chunk.len() as u64 <= left => left - chunk.len() as u64,
                Some(_) => return false,
            };
        }
    }

    fn keep<T>(&mut self, result: Result<T, UploadError>) -> Result<T, UploadError> {
        if let Err(error) = &result {
            self.state = State::Failed(error.clone());
            self.held = Bytes::new();
        }
        result
    }

    async fn part(&mut self) -> Result<Option<Part>, UploadError> {
        // Nothing may stand before the first boundary.
        if matches!(self.state, State::Start) && self.data().await?.is_some() {
            return Err(UploadError::Broken);
        }
        loop {
            while matches!(self.state, State::File { .. }) {
                self.data().await?;
            }
            if matches!(self.state, State::End) {
                return Ok(None);
            }
            let Some(Head { field, filename, media_type }) = self.head().await? else {
                self.epilogue().await?;
                self.state = State::End;
                return Ok(None);
            };
            self.parts += 1;
            if self.parts > self.rules.parts {
                return Err(UploadError::TooMany);
            }
            let Some(sent) = filename else {
                return self.text(field).await.map(Some);
            };
            // A file input left empty sends a part without name and bytes.
            self.state = State::File { field: field.clone(), left: self.rules.file };
            if sent.is_empty() && !self.has_data().await? {
                continue;
            }
            if !self.permitted {
                return Err(UploadError::FileTooEarly);
            }
            return Ok(Some(Part::File { field, name: filename::clean(&sent), media_type }));
        }
    }

    async fn text(&mut self, field: String) -> Result<Part, UploadError> {
        self.state = State::Text;
        let mut value = Vec::new();
        while let Some(data) = self.data().await? {
            let limit = self.rules.text.min(self.texts);
            if value.len() + data.len() > limit {
                return Err(UploadError::TooLong { field, limit });
            }
            value.extend_from_slice(&data);
        }
        self.texts -= value.len();
        let Ok(value) = String::from_utf8(value) else {
            return Err(UploadError::NotText { field });
        };
        self.permitted |= field == self.rules.before_files;
        Ok(Part::Text { field, value })
    }

    /// Head of the next part, or None at the final boundary.
    async fn head(&mut self) -> Result<Option<Head>, UploadError> {
        let mut head = Vec::new();
        loop {
            let seen = head.len().saturating_sub(3);
            let take = self.held.len().min(MAX_HEAD - head.len());
            head.extend_from_slice(&self.held[..take]);
            if head.starts_with(b"--") {
                return Ok(None);
            }
            if let Some(at) = memchr::memmem::find(&head[seen..], b"\r\n\r\n") {
                let end = seen + at + 4;
                self.held.advance(take - (head.len() - end));
                return Head::parse(&head[..end]).map(Some).ok_or(UploadError::Broken);
            }
            self.held.advance(take);
            if head.len() == MAX_HEAD {
                return Err(UploadError::Broken);
            }
            self.held = self.receive().await?.ok_or(UploadError::Gone)?;
        }
    }

    async fn epilogue(&mut self) -> Result<(), UploadError> {
        let mut bytes = self.held.len();
        while bytes <= MAX_HEAD {
            match self.receive().await? {
                Some(chunk) => bytes += chunk.len(),
                None => return Ok(()),
            }
        }
        Err(UploadError::Broken)
    }

    async fn has_data(&mut self) -> Result<bool, UploadError> {
        loop {
            match self.delimiter.find(&self.held) {
                Found::Data(0) => self.more().await?,
                Found::End(0) => break,
                Found::Data(_) | Found::End(_) => return Ok(true),
            }
        }
        self.data().await?;
        Ok(false)
    }

    /// The next data of this part. None at its end, where the state turns to `Head`.
    async fn data(&mut self) -> Result<Option<Bytes>, UploadError> {
        let data = loop {
            match self.delimiter.find(&self.held) {
                Found::Data(0) => self.more().await?,
                Found::End(0) => {
                    self.held.advance(self.delimiter.length());
                    self.state = State::Head;
                    return Ok(None);
                }
                Found::Data(length) | Found::End(length) => break self.held.split_to(length),
            }
        };
        if let State::File { field, left } = &mut self.state {
            *left = left.checked_sub(data.len() as u64).ok_or_else(|| UploadError::TooLarge {
                field: std::mem::take(field),
                limit: self.rules.file,
            })?;
        }
        Ok(Some(data))
    }

    /// Puts the next chunk behind the few bytes still held.
    async fn more(&mut self) -> Result<(), UploadError> {
        let chunk = self.receive().await?.ok_or(UploadError::Gone)?;
        if self.held.is_empty() {
            self.held = chunk;
        } else {
            let mut joined = BytesMut::with_capacity(self.held.len() + chunk.len());
            joined.extend_from_slice(&self.held);
            joined.extend_from_slice(&chunk);
            self.held = joined.freeze();
        }
        Ok(())
    }

    async fn receive(&mut self) -> Result<Option<Bytes>, UploadError> {
        self.body.next().await.transpose().map_err(|error| UploadError::of(&error))
    }
}

#[cfg(test)]
mod tests;
