//! An envelope: one age file to one hybrid recipient, whole or as a stream. Stock age >= 1.3 opens it with the
//! identity.
//!
//! Each header carries a random grease stanza (at most 220 bytes), so that two envelopes of equal plaintext length
//! differ in length by chance; the length of the plaintext still tells its class, and no more.

use std::io::{BufReader, Cursor, Read, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::{fmt, iter, mem};

use age::stream::StreamWriter;
use age::{Decryptor, Encryptor};
use zeroize::Zeroizing;

use super::hybrid::{HybridIdentity, HybridRecipient};
use super::outward::Outward;
use super::{Refused, guard};

/// More than what sealing adds to plaintexts of up to 64 KiB: header, nonce and tag.
const HEADER_ROOM: usize = 2304;
/// Bytes of one chunk of the stream, and of its tag.
const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;

/// Sealing failed. Recipients are checked when they are parsed and the sink is memory, so this is a fault of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealError {
    /// The age crate refused the recipient.
    Recipient,
    /// The age crate failed to write.
    Write,
}

impl fmt::Display for SealError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SealError::Recipient => "cannot seal to this recipient",
            SealError::Write => "cannot write the sealed bytes",
        })
    }
}

impl std::error::Error for SealError {}

fn encryptor(to: &dyn age::Recipient) -> Result<Encryptor, SealError> {
    Encryptor::with_recipients(iter::once(to)).map_err(|_| SealError::Recipient)
}

/// Seals `plaintext` to `to`.
///
/// # Errors
/// See [`SealError`].
pub fn seal(to: &HybridRecipient, plaintext: &[u8]) -> Result<Vec<u8>, SealError> {
    let out = Vec::with_capacity(plaintext.len() + plaintext.len() / CHUNK * TAG + HEADER_ROOM);
    let mut writer = encryptor(to)?.wrap_output(out).map_err(|_| SealError::Write)?;
    writer.write_all(plaintext).and_then(|()| writer.finish()).map_err(|_| SealError::Write)
}

/// Opens an envelope that lies in memory as a whole.
///
/// # Errors
/// [`Refused`] for another identity, any change, a cut, or a header that none of ours could be.
pub fn open(with: &HybridIdentity, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Refused> {
    let header = guard::header_len(sealed)?;
    guard::one_recipient(&sealed[..header])?;
    let mut reader = decrypt(with, sealed)?;
    // Room for all at once: growing would leave plaintext behind in the old place.
    let mut out = Zeroizing::new(Vec::with_capacity(sealed.len() - header));
    reader.read_to_end(&mut out).map_err(|_| Refused)?;
    Ok(out)
}

fn decrypt<R: std::io::BufRead>(with: &HybridIdentity, sealed: R) -> Result<impl Read + use<R>, Refused> {
    let decryptor = Decryptor::new_buffered(sealed).map_err(|_| Refused)?;
    decryptor.decrypt(iter::once(with as &dyn age::Identity)).map_err(|_| Refused)
}

/// Opens an envelope of any length in constant memory. Of the header it reads at most [`guard::HEADER_MAX`] bytes.
///
/// What the reader gives is authentic, but only its end says that nothing is missing: use nothing before `read`
/// has returned 0. A change or a cut shows as an error of `read`.
///
/// # Errors
/// [`Refused`] if the header is not for `with`, or none that ours could be.
pub fn open_stream<R: Read>(with: &HybridIdentity, mut sealed: R) -> Result<impl Read + use<R>, Refused> {
    let mut start = Vec::with_capacity(guard::HEADER_MAX);
    sealed.by_ref().take(guard::HEADER_MAX as u64).read_to_end(&mut start).map_err(|_| Refused)?;
    let header = guard::header_len(&start)?;
    guard::one_recipient(&start[..header])?;
    // The parser reads on while it thinks a line incomplete. Shown the header alone it must be content with it, so
    // that it cannot be led into taking the payload, which has no bound, for a line.
    Decryptor::new_buffered(&[&start[..header], &[0; 16]].concat()[..]).map_err(|_| Refused)?;
    decrypt(with, Cursor::new(start).chain(BufReader::with_capacity(CHUNK, sealed)))
}

/// Seals a stream of unknown length, piece by piece.
pub struct SealStream {
    writer: StreamWriter<Sink>,
    sink: Sink,
}

/// Where the age crate writes to: its writer hides the inner one, so both ends share it.
#[derive(Clone, Default)]
struct Sink(Arc<Mutex<Vec<u8>>>);

impl Sink {
    fn take(&self) -> Vec<u8> {
        mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl SealStream {
    /// Begins an envelope to `to`.
    ///
    /// # Errors
    /// See [`SealError`].
    pub fn new(to: &HybridRecipient) -> Result<Self, SealError> {
        Self::begin(to)
    }

    /// Begins one that leaves the installation.
    ///
    /// # Errors
    /// See [`SealError`].
    pub fn outward(to: &Outward) -> Result<Self, SealError> {
        Self::begin(to)
    }

    fn begin(to: &dyn age::Recipient) -> Result<Self, SealError> {
        let sink = Sink::default();
        let writer = encryptor(to)?.wrap_output(sink.clone()).map_err(|_| SealError::Write)?;
        Ok(Self { writer, sink })
    }

    /// Takes more plaintext and gives the sealed bytes that are ready, often none: chunks have 64 KiB.
    ///
    /// # Errors
    /// See [`SealError`].
    pub fn push(&mut self, plaintext: &[u8]) -> Result<Vec<u8>, SealError> {
        self.writer.write_all(plaintext).map_err(|_| SealError::Write)?;
        Ok(self.sink.take())
    }

    /// Ends the envelope and gives its last bytes. Without them it does not open.
    ///
    /// # Errors
    /// See [`SealError`].
    pub fn finish(self) -> Result<Vec<u8>, SealError> {
        self.writer.finish().map(|sink| sink.take()).map_err(|_| SealError::Write)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static IDENTITY: LazyLock<HybridIdentity> = LazyLock::new(HybridIdentity::generate);

    fn stream(plaintext: &[u8], piece: usize) -> Vec<u8> {
        let mut stream = SealStream::new(&IDENTITY.recipient()).unwrap();
        let mut out = Vec::new();
        for part in plaintext.chunks(piece) {
            out.extend(stream.push(part).unwrap());
        }
        out.extend(stream.finish().unwrap());
        out
    }

    fn read(sealed: &[u8]) -> Result<Vec<u8>, Refused> {
        let mut out = Vec::new();
        open_stream(&IDENTITY, sealed)?.read_to_end(&mut out).map_err(|_| Refused)?;
        Ok(out)
    }

    #[test]
    fn whole_and_stream_are_one_format_at_every_boundary_of_a_chunk() {
        for len in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7] {
            let plaintext: Vec<u8> = (0..len).map(|i| u8::try_from(i % 251).unwrap()).collect();
            let whole = seal(&IDENTITY.recipient(), &plaintext).unwrap();
            let streamed = stream(&plaintext, 10_000);
            for sealed in [&whole, &streamed] {
                assert_eq!(*open(&IDENTITY, sealed).unwrap(), plaintext);
                assert_eq!(read(sealed).unwrap(), plaintext);
                // A cut at a chunk's end, or anywhere, and more behind the end.
                for cut in [1, TAG, TAG + 1, sealed.len() / 2] {
                    assert_eq!(open(&IDENTITY, &sealed[..sealed.len() - cut]), Err(Refused));
                    assert_eq!(read(&sealed[..sealed.len() - cut]), Err(Refused));
                }
                assert_eq!(open(&IDENTITY, &[&sealed[..], b"x"].concat()), Err(Refused));
            }
        }
    }

    #[test]
    fn another_identity_and_a_second_recipient_are_refused() {
        let sealed = seal(&IDENTITY.recipient(), b"text").unwrap();
        assert_eq!(open(&HybridIdentity::generate(), &sealed), Err(Refused));
        let both = [IDENTITY.recipient(), HybridIdentity::generate().recipient()];
        let encryptor = Encryptor::with_recipients(both.iter().map(|to| to as &dyn age::Recipient)).unwrap();
        let mut writer = encryptor.wrap_output(Vec::new()).unwrap();
        writer.write_all(b"text").unwrap();
        let sealed = writer.finish().unwrap();
        assert!(decrypt(&IDENTITY, &sealed[..]).is_ok());
        assert_eq!(open(&IDENTITY, &sealed), Err(Refused));
        assert_eq!(read(&sealed), Err(Refused));
        let classical = age::x25519::Identity::generate().to_public();
        let mixed = [&both[0] as &dyn age::Recipient, &classical];
        assert!(Encryptor::with_recipients(mixed.into_iter()).is_err());
    }

    #[test]
    fn an_endless_header_or_line_is_read_no_further_than_the_guard_allows() {
        struct Counted<R>(R, usize);
        impl<R: Read> Read for &mut Counted<R> {
            fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
                let read = self.0.read(out)?;
                self.1 += read;
                Ok(read)
            }
        }
        let mac = "--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n";
        for start in
            ["age-encryption.org/v1\n-> ", &format!("age-encryption.org/v1\n-> mlkem768x25519 A{mac}\n{mac}")]
        {
            let mut endless = Counted(start.as_bytes().chain(std::io::repeat(b'A')), 0);
            assert!(open_stream(&IDENTITY, &mut endless).is_err());
            assert!(endless.1 <= guard::HEADER_MAX);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn round_trip_and_every_flipped_bit(text: Vec<u8>, piece in 1..50usize, place: prop::sample::Index) {
            for mut sealed in [seal(&IDENTITY.recipient(), &text).unwrap(), stream(&text, piece)] {
                prop_assert_eq!(&*open(&IDENTITY, &sealed).unwrap(), &text);
                prop_assert!(sealed.len() <= text.len() + HEADER_ROOM);
                let bit = place.index(sealed.len() * 8);
                sealed[bit / 8] ^= 1 << (bit % 8);
                prop_assert_eq!(open(&IDENTITY, &sealed), Err(Refused));
                prop_assert_eq!(read(&sealed), Err(Refused));
            }
        }

        #[test]
        fn arbitrary_bytes_are_refused(bytes: Vec<u8>, lines in "(-> mlkem768x25519 A|-> |A|\n|--- ){0,40}") {
            let text = format!("age-encryption.org/v1\n{lines}--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n");
            for sealed in [&bytes, text.as_bytes()] {
                prop_assert_eq!(open(&IDENTITY, sealed), Err(Refused));
                prop_assert_eq!(read(sealed), Err(Refused));
            }
        }
    }
}
