-- Answers of reporters about what a head leaves open. Nothing is updated in place: the latest row of a
-- (plan, head, column, actor) stands, and none when it is a removal.
-- general: given by someone who may review, and so for everyone's sheets.
CREATE TABLE hint (
    moment TIMESTAMP NOT NULL,
    actor VARCHAR NOT NULL,
    general BOOLEAN NOT NULL,
    removed BOOLEAN NOT NULL,
    plan VARCHAR NOT NULL,
    fingerprint VARCHAR NOT NULL,
    column_number INTEGER NOT NULL,
    head VARCHAR NOT NULL,
    file VARCHAR NOT NULL,
    metric VARCHAR,
    span VARCHAR,
    unit VARCHAR
);
