//! Balss: anonymous reports of gender-based violence, sealed before they are stored.
//!
//! Where to begin: `routes` (every path and who may), `vault` (who can open what), `SECURITY.md` (attackers, promises,
//! keys, epochs, roster, every stored byte).
//!
//! ```text
//! main -> cli -> routes, worker -> features -> web      the kit: sessions, forms, uploads; no feature
//!                                  features -> vault -> store -> domain, tlog
//!                                              vault -> crypto
//!                                  features -> store, disclosure, texts, mail, domain, tlog
//!         app: configuration, store, files, texts, keys, clock of one installation, built once, given to all above
//! process  what the process may not do: stands before the first thread; cli and app name it
//!
//! disclosure  mathematics of what is published: noise, budget, tables; pure
//!
//! domain   words and rules          crypto   bytes in, bytes out        tlog   Merkle trees, signed notes
//! store    shelves: SQLite, PostgreSQL, files; sealed bytes only        vault  joins crypto and store, and only it
//! ```
//! `pack` reads the country pack: languages, institutions, duties, working days, help numbers, information pages, the
//! advisers' handbook and the texts their answers can begin with.
//! `limits` counts reports and guesses; `health` asks whether an installation is as it should be, for `balss doctor` and the administrator's page.
//! `domain`, `crypto` and `tlog` import nothing of ours. Features never import one another; `intake` and `follow_up`
//! reach neither staff keys nor recovery; inside a feature only `pages`, `show` and `handlers` name axum, askama and
//! `web`. The whole table, exceptions included, is `tests/it/architecture.rs`, which checks every path in `src`.
//!
//! # Journeys
//! One way each.
//! ```text
//! file     web::session::Visitor -> intake::handlers::answer -> intake::draft (the visit: one row sealed under the cookie)
//!          files:  web::evidence -> web::arriving (a photograph: web::photo cleans a copy, vault::original keeps what was
//!                  sent) -> vault::evidence (row, sealed object, row again) while they arrive
//!          send:   intake::submit -> vault::receipt (Argon2id) -> vault::deposit (epoch 0, records, cards, grants to
//!                  Verified readers) -> one Tx {visit marked as sent, roster unchanged, case, leaf} -> 303
//!                  -> the receipt page, read from the visit for 15 minutes
//! return   follow_up::handlers -> follow_up::talk -> vault::receipt -> vault::access -> vault::thread -> Tx {records, leaf}
//!          another reader: follow_up::readers -> Tx {agreement} -> rotate;  withdrawing: follow_up::withdraw
//! read     web::staff::Adviser -> console::handlers -> console::inbox | console::view -> console::held
//!          -> vault::access (grant, epoch tags) -> vault::thread -> Tx {quick cell, desk card, leaf} -> page;
//!          answers and statuses: Tx {records, card, leaf}
//! look     console::files -> vault::files (stream) -> saved | letters | web::picture (pixels drawn anew);  Tx {leaf} first
//! export   console::export (parts, domain::redact) -> Tx {desk entry, leaf} -> vault::bundle (tar, manifest, signature)
//!          -> crypto::outward -> a download
//! rotate   before whatever return and read write: vault::rotate (due? who reads?) -> vault::epoch (record, grants)
//!          -> Tx {roster unchanged, cards, epoch, grants, leaf}; then the case is read again
//! enrol    admin::people (Tx {account, invitation, leaf}; the code is shown once) -> account::enrol: code
//!          -> vault::pending -> vault::staff (ring of keys) -> Tx {account, spare codes, invitation gone, leaf}
//! vouch    console::colleagues -> vault::proposal (rebuilt from offered keys, signed) -> Tx {statement, leaf} once two
//!          institutions signed;  by the root: admin::roster -> cli::ceremony sign (offline) -> admin::roster -> same Tx
//! recover  enrol and vouch anew -> cli::recovery prepare (vault::recovery::request) -> cli::ceremony recover (regrant,
//!          offline) -> cli::recovery apply: Tx {recovery statement}, then Tx {grant rows in place, server tags, leaves}
//! count    console::case (each act) -> console::counted -> vault::statistics::record (sealed to the year's identity)
//! release  statistics::publishing -> statistics::publish: approve (own share handed on), release (shares joined, records
//!          opened) -> disclosure (counts, draws) -> one Tx {release, tags, records gone, leaf} -> statistics::read
//! ```
//! A transaction ends in [`store::Tx::commit`], which takes what the audit log has to say of it. Events of staff are
//! appended at once; those of reporters wait in a pool without order until [`worker`] closes their day.

pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod crypto;
pub mod disclosure;
pub mod domain;
pub mod features;
pub mod health;
pub mod limits;
pub mod mail;
pub mod pack;
pub mod process;
pub mod routes;
pub mod store;
pub mod telemetry;
pub mod texts;
pub mod tlog;
pub mod vault;
pub mod web;
pub mod worker;
