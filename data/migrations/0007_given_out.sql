-- Who took away what may hold ID numbers: the original of a hand-in, or a marked workbook (then submission may be missing).
-- what: original, marked.
CREATE TABLE given_out (
    moment TIMESTAMP NOT NULL,
    actor VARCHAR NOT NULL,
    what VARCHAR NOT NULL,
    file VARCHAR NOT NULL,
    submission VARCHAR
);
