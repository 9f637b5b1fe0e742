-- PostgreSQL keeps samples of narrow columns for its planner, in a table of its own that no deletion reaches: without this
-- it would hold quick cells (a grant's seeds, sealed to their holder), cards, and names of grants, receipts and files of
-- cases that were destroyed. Where rows are looked up by such a name it is a key, of which the planner needs no sample.
ALTER TABLE access_grant ALTER COLUMN tag SET STATISTICS 0;
ALTER TABLE receipt ALTER COLUMN locator SET STATISTICS 0;
ALTER TABLE withdrawn ALTER COLUMN tag SET STATISTICS 0;
ALTER TABLE blob ALTER COLUMN id SET STATISTICS 0;
ALTER TABLE blob ALTER COLUMN digest SET STATISTICS 0;
ALTER TABLE access_grant ALTER COLUMN quick SET STATISTICS 0;
ALTER TABLE access_grant ALTER COLUMN sealed SET STATISTICS 0;
ALTER TABLE card ALTER COLUMN sealed SET STATISTICS 0;
ALTER TABLE epoch ALTER COLUMN sealed SET STATISTICS 0;
ALTER TABLE epoch ALTER COLUMN mac SET STATISTICS 0;
ALTER TABLE epoch ALTER COLUMN server_mac SET STATISTICS 0;
ALTER TABLE record ALTER COLUMN sealed SET STATISTICS 0;
ALTER TABLE kept ALTER COLUMN sealed SET STATISTICS 0;
ALTER TABLE visit ALTER COLUMN sealed SET STATISTICS 0;
ALTER TABLE session ALTER COLUMN sealed SET STATISTICS 0;
