-- Private records: what a reporter keeps for themselves, sealed under the receipt. Names, columns and meaning are those of
-- migrations/sqlite/0003_reporter.sql. A file of a private record has a negative clean_day in blob: the day, negated,
-- after which it goes with its record.
CREATE TABLE kept (
    id BIGINT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    clean_day BIGINT NOT NULL
);
CREATE INDEX kept_by_clean_day ON kept (clean_day);
