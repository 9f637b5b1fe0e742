-- A list reads of each case the cards of thread and desk (552 bytes). Margin and words (4 KiB and more) stand beside: in
-- one table the engine reads through them to find the others. Meaning is that of migrations/postgres/0006_side_card.sql.
CREATE TABLE side_card (
    case_id BLOB NOT NULL,
    compartment INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    version INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (case_id, compartment)
) STRICT, WITHOUT ROWID;
INSERT INTO side_card SELECT case_id, compartment, epoch, version, sealed FROM card WHERE compartment > 2;
DELETE FROM card WHERE compartment > 2;
