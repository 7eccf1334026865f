-- The answer whether a county-level city's figures are within its city's (within) or beside them (beside).
-- Its fingerprint is the county's code: it holds for the county in every sheet of the plan.
ALTER TABLE hint ADD COLUMN counted VARCHAR;
