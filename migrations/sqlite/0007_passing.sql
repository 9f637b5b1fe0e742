-- Advisers who pass new reports to their colleagues until they say otherwise: signed by the adviser.
CREATE TABLE passing (
    staff BLOB NOT NULL PRIMARY KEY,
    since_day INTEGER NOT NULL,
    signature BLOB NOT NULL
) STRICT, WITHOUT ROWID;
