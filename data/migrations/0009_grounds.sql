-- What decided each dimension of a statement (metric, place, period, basis, unit, role), as JSON: the text, where it
-- stands, how strongly. Empty for what was handed in before: its file can be read again.
ALTER TABLE observation ADD COLUMN grounds VARCHAR;
