-- Rows that a reporter causes keep no order of insertion: WITHOUT ROWID on a random key, or a random 63-bit INTEGER
-- PRIMARY KEY where rows are large. Names, columns and meaning are those of migrations/postgres/0001_base.sql.

CREATE TABLE installation (name TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
    id BLOB NOT NULL PRIMARY KEY,
    username TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    person BLOB NOT NULL,
    institution TEXT NOT NULL,
    name TEXT NOT NULL,
    lang TEXT NOT NULL,
    mail TEXT NOT NULL,
    active INTEGER NOT NULL,
    salt BLOB NOT NULL,
    verifier BLOB NOT NULL,
    bundle BLOB NOT NULL,
    code_step INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    id BLOB NOT NULL PRIMARY KEY,
    staff BLOB NOT NULL,
    sealed BLOB NOT NULL,
    created INTEGER NOT NULL,
    last_seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE roster (seq INTEGER NOT NULL PRIMARY KEY, statement TEXT NOT NULL) STRICT;

CREATE TABLE visit (
    id INTEGER NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    clean_day INTEGER NOT NULL
) STRICT;

CREATE TABLE cases (
    id BLOB NOT NULL PRIMARY KEY,
    filed_day INTEGER NOT NULL,
    next_due INTEGER NOT NULL,
    epoch INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX cases_by_due ON cases (next_due, id);

CREATE TABLE receipt (locator BLOB NOT NULL PRIMARY KEY, case_id BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX receipt_by_case ON receipt (case_id);

CREATE TABLE epoch (
    case_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    mac BLOB NOT NULL,
    server_mac BLOB NOT NULL,
    PRIMARY KEY (case_id, number)
) STRICT, WITHOUT ROWID;

-- quick stands before sealed: a list reads the one and not the pages that the other overflows to.
CREATE TABLE access_grant (
    tag BLOB NOT NULL PRIMARY KEY,
    case_id BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    quick BLOB NOT NULL,
    sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX access_grant_by_case ON access_grant (case_id, epoch);

CREATE TABLE record (
    id INTEGER NOT NULL PRIMARY KEY,
    case_id BLOB NOT NULL,
    compartment INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    day INTEGER NOT NULL,
    size_class INTEGER NOT NULL,
    sealed BLOB NOT NULL
) STRICT;
CREATE INDEX record_by_case ON record (case_id);

CREATE TABLE card (
    case_id BLOB NOT NULL,
    compartment INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    version INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (case_id, compartment)
) STRICT, WITHOUT ROWID;

CREATE TABLE blob (
    id BLOB NOT NULL PRIMARY KEY,
    case_id BLOB NOT NULL,
    size INTEGER NOT NULL,
    day INTEGER NOT NULL,
    clean_day INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX blob_by_case ON blob (case_id);
CREATE INDEX blob_by_clean_day ON blob (clean_day);

CREATE TABLE tree (
    log TEXT NOT NULL PRIMARY KEY,
    size INTEGER NOT NULL,
    frontier BLOB NOT NULL,
    note TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE leaf (
    log TEXT NOT NULL,
    seq INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (log, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE pending (
    id BLOB NOT NULL PRIMARY KEY,
    day INTEGER NOT NULL,
    body TEXT NOT NULL,
    mac BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE pending_head (
    day INTEGER NOT NULL PRIMARY KEY,
    size INTEGER NOT NULL,
    mac BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoint (
    log TEXT NOT NULL,
    size INTEGER NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (log, size)
) STRICT, WITHOUT ROWID;

CREATE TABLE job (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    subject BLOB NOT NULL,
    slot INTEGER NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    due INTEGER NOT NULL,
    leased_until INTEGER NOT NULL,
    fault TEXT NOT NULL,
    UNIQUE (kind, subject, slot)
) STRICT, WITHOUT ROWID;
CREATE INDEX job_by_due ON job (state, due);
