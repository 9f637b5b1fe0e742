//! Every key that somebody else holds, tried on an original that was not handed over.

use std::io::Read;

use balss::crypto::envelope;
use balss::crypto::hybrid::HybridIdentity;
use balss::domain::id::BlobId;
use balss::vault::evidence::Place;
use balss::vault::files::FileRecord;
use balss::vault::original::Own;
use balss::vault::receipt::ReceiptKeys;
use balss::vault::visit::Draft;
use balss::web::arriving::Arriving;
use futures_util::TryStreamExt;
use libtest_mimic::Trial;

use crate::support::deposit;
use crate::support::shelf::{Engine, on_both, run};
use crate::support::told::{MARKER, holds, jpeg};
use crate::tamper::world::World;

pub fn trials() -> Vec<Trial> {
    on_both("originals", "no_key_of_advisers_or_recovery_opens_one", no_key_opens)
}

async fn object(world: &World, blob: BlobId) -> Vec<u8> {
    let stream = world.app.blobs.get(blob).await.expect("an object");
    let parts: Vec<_> = stream.try_collect().await.expect("its bytes");
    parts.concat()
}

/// What comes out of a stored object with this key.
fn opened(with: &HybridIdentity, object: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    envelope::open_stream(with, object).ok()?.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Files a report with a photograph, as a form does.
async fn photographed(world: &World) -> (Draft, FileRecord, ReceiptKeys) {
    let (app, draft, today) = (&world.app, Draft::new(), world.today);
    let to = draft.thread_recipient().expect("a draft");
    let at = Place {
        store: &app.store,
        blobs: &app.blobs,
        to: &to,
        case: draft.case,
        today,
        clean: today.plus(2),
    };
    let mut arriving = Arriving::new(at);
    for piece in jpeg().chunks(700) {
        arriving.push(piece).await.expect("room");
    }
    let file = arriving.finish("photo.jpg", "image/jpeg").await.expect("a file");
    let receipt = deposit::file(app, &draft, &[], std::slice::from_ref(&file), today).await;
    (draft, file, receipt)
}

fn no_key_opens(engine: Engine) {
    run(async move {
        let world = World::build(engine).await;
        let (draft, file, receipt) = photographed(&world).await;
        let original = file.original.as_ref().expect("an original");
        let (copy, held) = (object(&world, file.blob).await, object(&world, original.blob).await);
        let (case, read) = world.read(world.adviser(0), draft.case).await.expect("readable").expect("held");
        assert_eq!((read.damaged, &read.files[0].what.original), (0, &file.original));

        let newest = case.newest().expect("an epoch");
        let (thread, desk) = (&newest.thread, newest.desk.as_ref().expect("an adviser's"));
        let text = opened(&thread.identity(), &copy).expect("the copy opens");
        assert!(holds(&text, b"JFIF") && !holds(&text, MARKER));
        let mut keys = vec![thread.identity(), desk.identity()];
        keys.extend(world.advisers.iter().map(|(_, keys)| keys.identity()));
        // The seeds they hold, in whatever place of the derivation.
        let files = &world.app.keys;
        for secret in [thread.seed(), desk.seed(), &files.pepper, &files.index] {
            let as_own = Own::parse(&balss::vault::visit::encode(secret)).expect("a key").expect("a key");
            let given = file.given(&as_own).expect("a record");
            keys.extend(given.identity(&case.epochs).expect("a key"));
            keys.push(HybridIdentity::from_seed(secret));
            let as_receipt = ReceiptKeys::from_root(secret.clone());
            assert!(Own::unwrap(&as_receipt, draft.case, &case.body.own).is_none());
        }
        assert!(keys.iter().all(|key| opened(key, &held).is_none()), "{} keys", keys.len());
        assert!(opened(world.recovery(), &held).is_none());

        // The receipt does, for its own case only; and one original's key opens no other.
        let own = Own::unwrap(&receipt, draft.case, &case.body.own).expect("the reporter's key");
        assert!(Own::unwrap(&receipt, world.cases[0].id, &case.body.own).is_none());
        let given = file.given(&own).expect("a record");
        let key = given.identity(&[]).expect("a key").expect("a key");
        assert!(holds(&opened(&key, &held).expect("it opens"), MARKER));
        let other = FileRecord { original: Some((&read.files[0].what).into()), ..file };
        let other = other.given(&own).expect("a record").identity(&[]).expect("a key").expect("a key");
        assert!(opened(&other, &held).is_none());
    });
}
