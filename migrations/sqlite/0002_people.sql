-- Accounts that people are invited to, and what changes in a working life.

-- Public keys that an account offers for vouching: nothing is sealed to them before the roster says so. next_bundle holds
-- the keys that replace the present ones once the roster vouches for them. mac is the server's tag over the row.
ALTER TABLE staff ADD COLUMN recipient TEXT NOT NULL DEFAULT '';
ALTER TABLE staff ADD COLUMN verify_key BLOB NOT NULL DEFAULT x'';
ALTER TABLE staff ADD COLUMN next_bundle BLOB NOT NULL DEFAULT x'';
ALTER TABLE staff ADD COLUMN outside INTEGER NOT NULL DEFAULT 0;
ALTER TABLE staff ADD COLUMN mac BLOB NOT NULL DEFAULT x'';

-- Says that an account may be enrolled (kind enrol) or its second factor set anew (kind factor), by whoever has the code.
-- code is a tag of it, mac one over the row.
CREATE TABLE invite (
    staff BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    code BLOB NOT NULL,
    ends INTEGER NOT NULL,
    mac BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- One-time codes in place of the second factor; a used one is deleted.
CREATE TABLE spare_code (staff BLOB NOT NULL, code BLOB NOT NULL, PRIMARY KEY (staff, code)) STRICT, WITHOUT ROWID;

-- Browsers in which somebody has signed in before: their attempts have a lane of their own.
CREATE TABLE device (
    id BLOB NOT NULL PRIMARY KEY,
    staff BLOB NOT NULL,
    last_seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX device_by_staff ON device (staff);

-- Roster statements that wait for signatures: the body and the signature lines so far.
CREATE TABLE proposal (
    id BLOB NOT NULL PRIMARY KEY,
    body TEXT NOT NULL,
    signatures TEXT NOT NULL,
    day INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What an adviser was trained for and must report (JSON), of each account.
CREATE TABLE capability (staff BLOB NOT NULL PRIMARY KEY, body TEXT NOT NULL, mac BLOB NOT NULL) STRICT, WITHOUT ROWID;

-- When an adviser is away and who stands in: signed by the adviser.
CREATE TABLE absence (
    staff BLOB NOT NULL PRIMARY KEY,
    deputy BLOB NOT NULL,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    signature BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Cases whose reporter has withdrawn them, as tags of the index key: the row alone tells nobody which case it is.
CREATE TABLE withdrawn (tag BLOB NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
