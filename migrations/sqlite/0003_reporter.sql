-- Private records: what a reporter keeps for themselves, sealed under the receipt. Names, columns and meaning are those of
-- migrations/postgres/0003_reporter.sql. A file of a private record has a negative clean_day in blob: the day, negated,
-- after which it goes with its record.
CREATE TABLE kept (
    id INTEGER NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    clean_day INTEGER NOT NULL
) STRICT;
CREATE INDEX kept_by_clean_day ON kept (clean_day);
