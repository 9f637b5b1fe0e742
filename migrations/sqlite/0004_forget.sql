-- Nothing to change here: SQLite keeps samples of columns only where somebody asks for them. Its deleted rows are zeroed
-- (secure_delete). What migrations/postgres/0004_forget.sql says is PostgreSQL's alone.
SELECT 1;
