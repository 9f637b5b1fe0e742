//! What stands inside a text envelope: the body, the place it belongs to, and proof of who wrote it.
//!
//! age authenticates no writer, and recipients lie in the database in plain: whoever may write there could seal
//! anything. So the frame ends in a MAC under the compartment's write key, which only holders of the compartment
//! have. The place binds a record to its case, epoch and id, so that none can be moved or replayed elsewhere.
//!
//! | offset | length | |
//! |---|---|---|
//! | 0 | 1 | version, 1 |
//! | 1 | 1 | purpose |
//! | 2 | 1 | compartment |
//! | 3 | 4 | epoch, big endian |
//! | 7 | 16 | case |
//! | 23 | 8 | record, big endian, two's complement |
//! | 31 | 4 | length n of the body, big endian |
//! | 35 | n | body |
//! | 35 + n | s - n - 67 | zeros |
//! | s - 32 | 32 | HMAC-SHA256 under the write key over all before it |
//!
//! s is the smallest size of the purpose's class that holds the frame: 256 for a grant, 512 for a bundle, else
//! one of the four text sizes.

use hmac::Mac;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{Refused, kdf, pad};

const VERSION: u8 = 1;
const HEAD: usize = 35;
const TAG: usize = 32;

/// Bytes of a frame that are not body.
pub const OVERHEAD: usize = HEAD + TAG;

/// What a record is. The numbers are stored: add, never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Purpose {
    /// All answers of the form, one record.
    Answers = 1,
    /// A message of the conversation.
    Message = 2,
    /// A change of the case's status.
    Status = 3,
    /// What is known of an attachment: name, media type, length, hash.
    File = 4,
    /// The seeds one holder may have.
    Grant = 5,
    /// An epoch of a compartment.
    Epoch = 6,
    /// A staff member's keys.
    Bundle = 7,
    /// Notes, coding, referrals, tasks of the desk.
    Note = 8,
    /// The reporter's yes to something.
    Agreement = 9,
    /// A step outside that an adviser proposes.
    Proposal = 10,
    /// What the reporter wants.
    Wish = 11,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 11] = [
        Self::Answers,
        Self::Message,
        Self::Status,
        Self::File,
        Self::Grant,
        Self::Epoch,
        Self::Bundle,
        Self::Note,
        Self::Agreement,
        Self::Proposal,
        Self::Wish,
    ];

    /// The length of a frame around `body` bytes, which is its size class; `None` if no class holds it.
    #[must_use]
    pub fn size(self, body: usize) -> Option<usize> {
        let needed = body.checked_add(OVERHEAD)?;
        match self {
            Purpose::Grant => (needed <= 256).then_some(256),
            Purpose::Bundle => (needed <= 512).then_some(512),
            _ => pad::text_size(needed),
        }
    }
}

/// Where a record belongs. What has no case (a bundle) uses zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// What it is.
    pub purpose: Purpose,
    /// Which compartment of the case.
    pub compartment: u8,
    /// Epoch of the compartment.
    pub epoch: u32,
    /// Case id.
    pub case: [u8; 16],
    /// Record id.
    pub record: i64,
}

impl Place {
    fn head(&self, length: u32) -> [u8; HEAD] {
        let mut head = [0; HEAD];
        head[..3].copy_from_slice(&[VERSION, self.purpose as u8, self.compartment]);
        head[3..7].copy_from_slice(&self.epoch.to_be_bytes());
        head[7..23].copy_from_slice(&self.case);
        head[23..31].copy_from_slice(&self.record.to_be_bytes());
        head[31..].copy_from_slice(&length.to_be_bytes());
        head
    }
}

/// Wraps `body` for `place`; `None` if it is larger than the purpose's largest class holds.
#[must_use]
pub fn wrap(place: &Place, body: &[u8], write_key: &[u8; 32]) -> Option<Zeroizing<Vec<u8>>> {
    let size = place.purpose.size(body.len())?;
    let mut frame = Zeroizing::new(Vec::with_capacity(size));
    frame.extend_from_slice(&place.head(u32::try_from(body.len()).ok()?));
    frame.extend_from_slice(body);
    frame.resize(size - TAG, 0);
    let tag = mac(write_key, &frame);
    frame.extend_from_slice(&tag);
    Some(frame)
}

/// What a frame says it is, read before its MAC: only to know which place to ask [`unwrap`] for.
///
/// # Errors
/// [`Refused`] for an unknown purpose.
pub fn purpose_of(plaintext: &[u8]) -> Result<Purpose, Refused> {
    let byte = plaintext.get(1).ok_or(Refused)?;
    Purpose::ALL.into_iter().find(|p| *p as u8 == *byte).ok_or(Refused)
}

/// The body of a frame that was wrapped for exactly this place under this key.
///
/// # Errors
/// [`Refused`] for another key, another place, any change, or a frame that [`wrap`] would have made otherwise.
pub fn unwrap(place: &Place, write_key: &[u8; 32], plaintext: &[u8]) -> Result<Zeroizing<Vec<u8>>, Refused> {
    let (content, tag) = plaintext.split_at_checked(plaintext.len().wrapping_sub(TAG)).ok_or(Refused)?;
    if !bool::from(mac(write_key, content).ct_eq(tag)) {
        return Err(Refused);
    }
    unproven(place, plaintext)
}

/// The body of a frame of this place, whoever wrote it. Only for a machine that does not have the write key and hands the
/// frame on as it is: whoever has the key must still [`unwrap`] it.
///
/// # Errors
/// [`Refused`] for another place, or a frame that [`wrap`] would have made otherwise.
pub fn unproven(place: &Place, plaintext: &[u8]) -> Result<Zeroizing<Vec<u8>>, Refused> {
    let (content, _) = plaintext.split_at_checked(plaintext.len().wrapping_sub(TAG)).ok_or(Refused)?;
    let (head, rest) = content.split_at_checked(HEAD).ok_or(Refused)?;
    let length = u32::from_be_bytes(head[HEAD - 4..].try_into().map_err(|_| Refused)?);
    let (body, padding) =
        rest.split_at_checked(usize::try_from(length).map_err(|_| Refused)?).ok_or(Refused)?;
    let sound = head == place.head(length)
        && place.purpose.size(body.len()) == Some(plaintext.len())
        && padding.iter().all(|byte| *byte == 0);
    if sound { Ok(Zeroizing::new(body.to_vec())) } else { Err(Refused) }
}

fn mac(key: &[u8; 32], content: &[u8]) -> [u8; TAG] {
    kdf::hmac(key).chain_update(content).finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PLACE: Place =
        Place { purpose: Purpose::Note, compartment: 2, epoch: 3, case: [4; 16], record: -5 };
    const KEY: [u8; 32] = [6; 32];

    /// A frame with the given content and a right MAC, as a dishonest holder could make.
    fn signed(mut content: Vec<u8>) -> Vec<u8> {
        let tag = mac(&KEY, &content);
        content.extend_from_slice(&tag);
        content
    }

    #[test]
    fn the_bytes_are_those_of_the_table() {
        let frame = wrap(&PLACE, b"body", &KEY).unwrap();
        let mut head = vec![1, 8, 2, 0, 0, 0, 3];
        head.extend_from_slice(&[4; 16]);
        head.extend_from_slice(&[255, 255, 255, 255, 255, 255, 255, 251, 0, 0, 0, 4]);
        head.extend_from_slice(b"body");
        assert_eq!(frame[..39], head);
        assert_eq!((frame.len(), &frame[39..4064]), (4096, &[0; 4025][..]));
        assert_eq!(unwrap(&PLACE, &KEY, &frame).unwrap().as_slice(), b"body");
    }

    #[test]
    fn sizes_are_a_property_of_the_purpose() {
        for (purpose, body, size) in [
            (Purpose::Grant, 189, Some(256)),
            (Purpose::Grant, 190, None),
            (Purpose::Bundle, 445, Some(512)),
            (Purpose::Bundle, 446, None),
            (Purpose::Message, 4096 - 67, Some(4096)),
            (Purpose::Message, 4096 - 66, Some(16_384)),
            (Purpose::Answers, 262_144 - 66, None),
        ] {
            let place = Place { purpose, ..PLACE };
            assert_eq!(wrap(&place, &vec![7; body], &KEY).map(|frame| frame.len()), size);
        }
    }

    #[test]
    fn every_purpose_is_known_by_its_number() {
        for (purpose, number) in Purpose::ALL.into_iter().zip(1..) {
            assert_eq!(purpose as u8, number);
            let frame = wrap(&Place { purpose, ..PLACE }, b"body", &KEY).unwrap();
            assert_eq!(purpose_of(&frame), Ok(purpose));
        }
        // Fails to compile when a purpose is added that the list above may lack: it must be the last of the list.
        let after = |purpose| match purpose {
            Purpose::Answers => Some(Purpose::Message),
            Purpose::Message => Some(Purpose::Status),
            Purpose::Status => Some(Purpose::File),
            Purpose::File => Some(Purpose::Grant),
            Purpose::Grant => Some(Purpose::Epoch),
            Purpose::Epoch => Some(Purpose::Bundle),
            Purpose::Bundle => Some(Purpose::Note),
            Purpose::Note => Some(Purpose::Agreement),
            Purpose::Agreement => Some(Purpose::Proposal),
            Purpose::Proposal => Some(Purpose::Wish),
            Purpose::Wish => None,
        };
        let all: Vec<Purpose> = std::iter::successors(Some(Purpose::Answers), |p| after(*p)).collect();
        assert_eq!(all, Purpose::ALL);
        for byte in [0, Purpose::Wish as u8 + 1, 255] {
            assert_eq!(purpose_of(&[1, byte]), Err(Refused));
        }
        assert_eq!(purpose_of(&[1]), Err(Refused));
    }

    #[test]
    fn opens_in_no_other_place_and_under_no_other_key() {
        let frame = wrap(&PLACE, b"body", &KEY).unwrap();
        assert_eq!(unproven(&PLACE, &frame).unwrap().as_slice(), b"body");
        for place in [
            Place { purpose: Purpose::Message, ..PLACE },
            Place { compartment: 1, ..PLACE },
            Place { epoch: 4, ..PLACE },
            Place { case: [5; 16], ..PLACE },
            Place { record: 5, ..PLACE },
        ] {
            assert_eq!(unwrap(&place, &KEY, &frame), Err(Refused));
            assert_eq!(unproven(&place, &frame), Err(Refused));
        }
        assert_eq!(unwrap(&PLACE, &[7; 32], &frame), Err(Refused));
    }

    #[test]
    fn refuses_what_wrap_would_not_have_made_even_under_the_right_key() {
        let good = wrap(&PLACE, b"body", &KEY).unwrap()[..4096 - TAG].to_vec();
        assert!(unwrap(&PLACE, &KEY, &signed(good.clone())).is_ok());
        let changed = |at: usize, byte: u8| {
            let mut content = good.clone();
            content[at] = byte;
            signed(content)
        };
        // Version, padding, a length that takes in padding is another body, a length beyond the frame.
        for frame in [changed(0, 2), changed(39, 1), changed(4063, 1), changed(31, 255), changed(33, 16)] {
            assert_eq!(unwrap(&PLACE, &KEY, &frame), Err(Refused));
        }
        let mut larger = good.clone();
        larger.resize(16_384 - TAG, 0);
        for content in [larger, good[..HEAD + 4].to_vec(), good[..HEAD - 1].to_vec(), Vec::new()] {
            assert_eq!(unwrap(&PLACE, &KEY, &signed(content)), Err(Refused));
        }
    }

    proptest! {
        #[test]
        fn round_trip_and_every_flipped_bit(body: Vec<u8>, key: [u8; 32], place: prop::sample::Index) {
            let mut frame = wrap(&PLACE, &body, &key).unwrap();
            prop_assert_eq!(&*unwrap(&PLACE, &key, &frame).unwrap(), &body);
            let bit = place.index(frame.len() * 8);
            frame[bit / 8] ^= 1 << (bit % 8);
            prop_assert_eq!(unwrap(&PLACE, &key, &frame), Err(Refused));
        }

        #[test]
        fn arbitrary_bytes_are_refused(content: Vec<u8>) {
            prop_assert_eq!(unwrap(&PLACE, &KEY, &content), Err(Refused));
            prop_assert_eq!(unwrap(&PLACE, &KEY, &signed(content)), Err(Refused));
        }
    }
}
