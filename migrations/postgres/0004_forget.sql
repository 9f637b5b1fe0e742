-- PostgreSQL keeps samples of narrow columns for its planner, in a table of its own that no deletion reaches: without this
-- it would hold quick cells (a grant's seeds, sealed to their holder) and cards of cases that were destroyed.
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
