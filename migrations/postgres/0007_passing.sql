-- Advisers who pass new reports to their colleagues until they say otherwise: signed by the adviser.
CREATE TABLE passing (
    staff BYTEA NOT NULL PRIMARY KEY,
    since_day BIGINT NOT NULL,
    signature BYTEA NOT NULL
);
