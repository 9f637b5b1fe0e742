-- What has entered tables of statistics, in sealed blocks of one size: in the clear, tags that two attempts at a release share
-- would tell how many records there were.
DROP TABLE statistic_drawn;
CREATE TABLE statistic_entered (id BYTEA NOT NULL PRIMARY KEY, sealed BYTEA NOT NULL);
