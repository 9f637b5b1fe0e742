-- What is published. A plan holds the menu of a year and the recipients of its coded records, signed by two advisers of
-- different institutions; second is empty until the other has signed.
CREATE TABLE statistic_plan (
    year INTEGER NOT NULL PRIMARY KEY,
    body TEXT NOT NULL,
    first BLOB NOT NULL,
    first_signature BLOB NOT NULL,
    second BLOB NOT NULL,
    second_signature BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Shares of a period's identity, each sealed to one adviser: those of the plan (handed is 0), and those that who approved
-- its release hands to whom it can be made with (1).
CREATE TABLE statistic_share (
    period INTEGER NOT NULL,
    handed INTEGER NOT NULL,
    staff BLOB NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (period, handed, staff)
) STRICT, WITHOUT ROWID;

-- Coded records, sealed to that identity, and those that count nothing: the row's name tells nobody without the key files
-- which case it is.
CREATE TABLE statistic (
    id BLOB NOT NULL PRIMARY KEY,
    period INTEGER NOT NULL,
    sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX statistic_by_period ON statistic (period, id);

-- Tags of what has entered a table, and of what has not: a report enters each table once.
CREATE TABLE statistic_drawn (tag BLOB NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;

-- What one adviser approved for release and waits for another.
CREATE TABLE statistic_approval (
    period INTEGER NOT NULL PRIMARY KEY,
    staff BLOB NOT NULL,
    signature BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- What was drawn, as it was signed by both.
CREATE TABLE release (
    period INTEGER NOT NULL PRIMARY KEY,
    body TEXT NOT NULL,
    first BLOB NOT NULL,
    first_signature BLOB NOT NULL,
    second BLOB NOT NULL,
    second_signature BLOB NOT NULL
) STRICT, WITHOUT ROWID;
