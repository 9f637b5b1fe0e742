-- One row a fact; ids are random; times that a reporter causes are days (days since 1970-01-01), times of staff are Unix
-- seconds. Sealed columns hold age files or XChaCha20-Poly1305 cells (SECURITY.md). Names and columns are those of
-- migrations/sqlite/0001_base.sql.

CREATE TABLE installation (name TEXT NOT NULL PRIMARY KEY, value BYTEA NOT NULL);

CREATE TABLE staff (
    id BYTEA NOT NULL PRIMARY KEY,
    username TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    person BYTEA NOT NULL,
    institution TEXT NOT NULL,
    name TEXT NOT NULL,
    lang TEXT NOT NULL,
    mail TEXT NOT NULL,
    active BIGINT NOT NULL,
    salt BYTEA NOT NULL,
    verifier BYTEA NOT NULL,
    bundle BYTEA NOT NULL,
    code_step BIGINT NOT NULL
);

CREATE TABLE session (
    id BYTEA NOT NULL PRIMARY KEY,
    staff BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    created BIGINT NOT NULL,
    last_seen BIGINT NOT NULL
);

CREATE TABLE roster (seq BIGINT NOT NULL PRIMARY KEY, statement TEXT NOT NULL);

CREATE TABLE visit (
    id BIGINT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    clean_day BIGINT NOT NULL
);

CREATE TABLE cases (
    id BYTEA NOT NULL PRIMARY KEY,
    filed_day BIGINT NOT NULL,
    next_due BIGINT NOT NULL,
    epoch BIGINT NOT NULL
);
CREATE INDEX cases_by_due ON cases (next_due, id);

CREATE TABLE receipt (locator BYTEA NOT NULL PRIMARY KEY, case_id BYTEA NOT NULL);
CREATE INDEX receipt_by_case ON receipt (case_id);

CREATE TABLE epoch (
    case_id BYTEA NOT NULL,
    number BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    mac BYTEA NOT NULL,
    server_mac BYTEA NOT NULL,
    PRIMARY KEY (case_id, number)
);

CREATE TABLE access_grant (
    tag BYTEA NOT NULL PRIMARY KEY,
    case_id BYTEA NOT NULL,
    epoch BIGINT NOT NULL,
    quick BYTEA NOT NULL,
    sealed BYTEA NOT NULL
);
CREATE INDEX access_grant_by_case ON access_grant (case_id, epoch);

CREATE TABLE record (
    id BIGINT NOT NULL PRIMARY KEY,
    case_id BYTEA NOT NULL,
    compartment BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    day BIGINT NOT NULL,
    size_class BIGINT NOT NULL,
    sealed BYTEA NOT NULL
);
CREATE INDEX record_by_case ON record (case_id);

CREATE TABLE card (
    case_id BYTEA NOT NULL,
    compartment BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    version BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (case_id, compartment)
);

CREATE TABLE blob (
    id BYTEA NOT NULL PRIMARY KEY,
    case_id BYTEA NOT NULL,
    size BIGINT NOT NULL,
    day BIGINT NOT NULL,
    clean_day BIGINT NOT NULL,
    digest BYTEA NOT NULL
);
CREATE INDEX blob_by_case ON blob (case_id);
CREATE INDEX blob_by_clean_day ON blob (clean_day);

CREATE TABLE tree (
    log TEXT NOT NULL PRIMARY KEY,
    size BIGINT NOT NULL,
    frontier BYTEA NOT NULL,
    note TEXT NOT NULL
);
CREATE TABLE leaf (
    log TEXT NOT NULL,
    seq BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (log, seq)
);
CREATE TABLE pending (
    id BYTEA NOT NULL PRIMARY KEY,
    day BIGINT NOT NULL,
    body TEXT NOT NULL,
    mac BYTEA NOT NULL
);
CREATE TABLE pending_head (
    day BIGINT NOT NULL PRIMARY KEY,
    size BIGINT NOT NULL,
    mac BYTEA NOT NULL
);
CREATE TABLE checkpoint (
    log TEXT NOT NULL,
    size BIGINT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (log, size)
);

CREATE TABLE job (
    id BYTEA NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    subject BYTEA NOT NULL,
    slot BIGINT NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    due BIGINT NOT NULL,
    leased_until BIGINT NOT NULL,
    fault TEXT NOT NULL,
    UNIQUE (kind, subject, slot)
);
CREATE INDEX job_by_due ON job (state, due);
