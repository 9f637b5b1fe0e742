//! Everything that comes sealed: what stands before the seal is broken, and what a dishonest holder puts behind it.

use std::io::Read;
use std::sync::LazyLock;

use balss::crypto::frame::{self, Place, Purpose};
use balss::crypto::hybrid::HybridIdentity;
use balss::crypto::{envelope as age, guard};
use balss::domain::event::Leaf;
use balss::domain::id::CaseId;
use balss::vault::backup as copy;
use balss::vault::compartment::{Compartment, DESK, THREAD};
use balss::vault::desk::DeskCard;
use balss::vault::epoch::EpochBody;
use balss::vault::files::FileRecord;
use balss::vault::keys::KeyFiles;
use balss::vault::thread::{Agreement, Message, Report, Step, ThreadCard};
use balss::vault::visit::Visit;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// Where a header ends never lies behind the bytes, and looking at it has a bound.
pub fn header(data: &[u8]) {
    if let Ok(length) = guard::header_len(data) {
        assert!(length <= data.len().min(guard::HEADER_MAX));
        assert!(data[..length].ends_with(b"\n"));
        let _ = guard::one_recipient(&data[..length]);
    }
    let _ = guard::one_recipient(data);
}

/// The seed that made `seeds/envelope`.
static IDENTITY: LazyLock<HybridIdentity> = LazyLock::new(|| HybridIdentity::from_seed(&[7; 32].into()));

/// Nothing opens but the envelope of the seeds, and both ways of opening agree.
pub fn envelope(data: &[u8]) {
    let mut streamed = Vec::new();
    let read = age::open_stream(&IDENTITY, data).is_ok_and(|mut s| s.read_to_end(&mut streamed).is_ok());
    let whole = age::open(&IDENTITY, data);
    assert_eq!(whole.is_ok(), read);
    if let Ok(plain) = whole {
        assert_eq!(*plain, streamed);
        assert_eq!(*plain, b"made up\n");
    }
}

const KEY: [u8; 32] = [6; 32];

/// A frame that opens is exactly the one that would be written. The input is place (25 bytes: purpose, compartment, epoch
/// as one byte, 16 of the case, 6 of the record), then content, to which the right tag is added.
pub fn frame(data: &[u8]) {
    let _ = frame::purpose_of(data);
    let Some((place, content)) = data.split_first_chunk::<25>() else { return };
    let mut case = [0; 16];
    case.copy_from_slice(&place[3..19]);
    let mut record = [0; 8];
    record[2..].copy_from_slice(&place[19..]);
    let place = Place {
        purpose: Purpose::ALL[usize::from(place[0]) % Purpose::ALL.len()],
        compartment: place[1],
        epoch: place[2].into(),
        case,
        record: i64::from_be_bytes(record),
    };
    let signed = |content: &[u8]| {
        let tag = Hmac::<Sha256>::new_from_slice(&KEY).unwrap().chain_update(content).finalize();
        [content, &tag.into_bytes()].concat()
    };
    // The content as it stands; and as a body, in the frame that is written for it, with one byte changed.
    let raw = signed(content);
    if let Ok(body) = frame::unwrap(&place, &KEY, &raw) {
        assert_eq!(*frame::wrap(&place, &body, &KEY).unwrap(), raw);
    }
    let Some((change, body)) = content.split_first_chunk::<3>() else { return };
    let Some(good) = frame::wrap(&place, body, &KEY) else { return };
    assert_eq!(*frame::unwrap(&place, &KEY, &good).unwrap(), body);
    let mut changed = good[..good.len() - 32].to_vec();
    let at = usize::from(u16::from_be_bytes([change[0], change[1]])) % changed.len();
    changed[at] ^= change[2];
    let changed = signed(&changed);
    if let Ok(other) = frame::unwrap(&place, &KEY, &changed) {
        assert_eq!(*frame::wrap(&place, &other, &KEY).unwrap(), changed);
        assert!(change[2] == 0 || *other != body);
    }
}

/// Bodies of records as somebody with the seeds could write them. The first byte chooses the kind.
pub fn bodies(data: &[u8]) {
    let Some((kind, body)) = data.split_first() else { return };
    let case = CaseId([4; 16]);
    let desk = Compartment::new(case, DESK, 3, [5; 32].into());
    match kind % 12 {
        0 => same::<Report>(body),
        1 => same::<Message>(body),
        2 => same::<Step>(body),
        3 => same::<Agreement>(body),
        4 => same::<ThreadCard>(body),
        5 => same::<DeskCard>(body),
        6 => same::<FileRecord>(body),
        7 => same::<Leaf>(body),
        8 => {
            same::<EpochBody>(body);
            if let Ok(epoch) = serde_json::from_slice::<EpochBody>(body) {
                let _ = (epoch.threads_before(case), epoch.desks_before(&desk));
            }
        }
        9 => {
            same::<Visit>(body);
            if let Ok(Visit { draft: Some(draft), .. }) = serde_json::from_slice(body) {
                let _ = (draft.seed(), draft.code().is_ok());
            }
        }
        10 => {
            if let Ok(row) = Compartment::new(case, THREAD, 0, [5; 32].into()).seal_card(body, 1) {
                let thread = Compartment::new(case, THREAD, 0, [5; 32].into());
                assert_eq!(thread.open_card(&row).unwrap(), body);
            }
        }
        _ => {
            let _ = desk.open_seeds(body);
        }
    }
}

/// What is understood is written and understood again as the same.
fn same<T: serde::Serialize + serde::de::DeserializeOwned>(body: &[u8]) {
    let Ok(what) = serde_json::from_slice::<T>(body) else { return };
    let written = serde_json::to_vec(&what).unwrap();
    let again: T = serde_json::from_slice(&written).unwrap();
    assert_eq!(serde_json::to_vec(&again).unwrap(), written);
}

static KEYS: LazyLock<KeyFiles> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let keys = folder.path().join("keys");
    KeyFiles::create(&keys).unwrap();
    KeyFiles::load(&keys).unwrap()
});

/// Items of a copy behind the seal and the tag of the key files: none is an end that we did not write.
pub fn backup(data: &[u8]) {
    let (_, ended) = copy::understood(&KEYS, data);
    assert!(!ended);
}
