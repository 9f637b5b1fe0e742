-- Accounts that people are invited to, and what changes in a working life.

-- Public keys that an account offers for vouching: nothing is sealed to them before the roster says so. next_bundle holds
-- the keys that replace the present ones once the roster vouches for them. mac is the server's tag over the row.
ALTER TABLE staff ADD COLUMN recipient TEXT NOT NULL DEFAULT '';
ALTER TABLE staff ADD COLUMN verify_key BYTEA NOT NULL DEFAULT '';
ALTER TABLE staff ADD COLUMN next_bundle BYTEA NOT NULL DEFAULT '';
ALTER TABLE staff ADD COLUMN outside BIGINT NOT NULL DEFAULT 0;
ALTER TABLE staff ADD COLUMN mac BYTEA NOT NULL DEFAULT '';

-- Says that an account may be enrolled (kind enrol) or its second factor set anew (kind factor), by whoever has the code.
-- code is a tag of it, mac one over the row.
CREATE TABLE invite (
    staff BYTEA NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    code BYTEA NOT NULL,
    ends BIGINT NOT NULL,
    mac BYTEA NOT NULL
);

-- One-time codes in place of the second factor; a used one is deleted.
CREATE TABLE spare_code (staff BYTEA NOT NULL, code BYTEA NOT NULL, PRIMARY KEY (staff, code));

-- Browsers in which somebody has signed in before: their attempts have a lane of their own.
CREATE TABLE device (
    id BYTEA NOT NULL PRIMARY KEY,
    staff BYTEA NOT NULL,
    last_seen BIGINT NOT NULL
);
CREATE INDEX device_by_staff ON device (staff);

-- Roster statements that wait for signatures: the body and the signature lines so far.
CREATE TABLE proposal (
    id BYTEA NOT NULL PRIMARY KEY,
    body TEXT NOT NULL,
    signatures TEXT NOT NULL,
    day BIGINT NOT NULL
);

-- What an adviser was trained for and must report (JSON), of each account.
CREATE TABLE capability (staff BYTEA NOT NULL PRIMARY KEY, body TEXT NOT NULL, mac BYTEA NOT NULL);

-- When an adviser is away and who stands in: signed by the adviser.
CREATE TABLE absence (
    staff BYTEA NOT NULL PRIMARY KEY,
    deputy BYTEA NOT NULL,
    first_day BIGINT NOT NULL,
    last_day BIGINT NOT NULL,
    signature BYTEA NOT NULL
);

-- Cases whose reporter has withdrawn them, as tags of the index key: the row alone tells nobody which case it is.
CREATE TABLE withdrawn (tag BYTEA NOT NULL PRIMARY KEY);
