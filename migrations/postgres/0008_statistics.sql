-- What is published. A plan holds the menu of a year and the recipients of its coded records, signed by two advisers of
-- different institutions; second is empty until the other has signed.
CREATE TABLE statistic_plan (
    year BIGINT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL,
    first BYTEA NOT NULL,
    first_signature BYTEA NOT NULL,
    second BYTEA NOT NULL,
    second_signature BYTEA NOT NULL
);

-- Shares of a period's identity, each sealed to one adviser: those of the plan (handed is 0), and those that who approved
-- its release hands to whom it can be made with (1).
CREATE TABLE statistic_share (
    period BIGINT NOT NULL,
    handed BIGINT NOT NULL,
    staff BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (period, handed, staff)
);

-- Coded records, sealed to that identity, and those that count nothing: the row's name tells nobody without the key files
-- which case it is.
CREATE TABLE statistic (
    id BYTEA NOT NULL PRIMARY KEY,
    period BIGINT NOT NULL,
    sealed BYTEA NOT NULL
);
CREATE INDEX statistic_by_period ON statistic (period, id);

-- Tags of what has entered a table, and of what has not: a report enters each table once.
CREATE TABLE statistic_drawn (tag BYTEA NOT NULL PRIMARY KEY);

-- What one adviser approved for release and waits for another.
CREATE TABLE statistic_approval (
    period BIGINT NOT NULL PRIMARY KEY,
    staff BYTEA NOT NULL,
    signature BYTEA NOT NULL
);

-- What was drawn, as it was signed by both.
CREATE TABLE release (
    period BIGINT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL,
    first BYTEA NOT NULL,
    first_signature BYTEA NOT NULL,
    second BYTEA NOT NULL,
    second_signature BYTEA NOT NULL
);
