-- Words around a table that change nothing (then column_number is -1), and the row that an answer is about where
-- rows say what is counted; both are missing in answers about whole columns.
ALTER TABLE hint ADD COLUMN passed VARCHAR;
ALTER TABLE hint ADD COLUMN row_label VARCHAR;
