-- A list reads of each case the one small cell that its adviser opens, and one of nobody: here they stand side by side,
-- case by case, apart from the envelopes. Meaning is that of migrations/postgres/0005_inbox.sql.
DROP INDEX access_grant_by_case;
CREATE INDEX access_grant_by_case ON access_grant (case_id, epoch, tag, quick);
