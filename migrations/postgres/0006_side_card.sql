-- A list reads of each case the cards of thread and desk (552 bytes). Margin and words (4 KiB and more) stand beside: in
-- one table of the embedded engine it reads through them to find the others.
CREATE TABLE side_card (
    case_id BYTEA NOT NULL,
    compartment BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    version BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (case_id, compartment)
);
-- No samples of sealed content for the planner, as in 0004_forget.sql.
ALTER TABLE side_card ALTER COLUMN sealed SET STATISTICS 0;
INSERT INTO side_card SELECT case_id, compartment, epoch, version, sealed FROM card WHERE compartment > 2;
DELETE FROM card WHERE compartment > 2;
