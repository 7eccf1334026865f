-- Rosters: one row a person and training. ID numbers only as a keyed hash (person) and masked, names masked.
-- training: hash of person, occupation, level and days; equal for the same training of the same person.
CREATE TABLE roster_row (
    submission VARCHAR NOT NULL,
    plan VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    person UBIGINT NOT NULL,
    training UBIGINT NOT NULL,
    id_number VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    city VARCHAR NOT NULL,
    institution VARCHAR NOT NULL,
    occupation VARCHAR NOT NULL,
    skill_level VARCHAR NOT NULL,
    people VARCHAR NOT NULL,
    programme VARCHAR NOT NULL,
    first_day DATE,
    last_day DATE NOT NULL,
    subsidy BIGINT
);

-- Rows that are not counted, each with its reason and its cells as written; twin: the row that is counted.
CREATE TABLE roster_rejected (
    submission VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    reason VARCHAR NOT NULL,
    twin INTEGER,
    id_number VARCHAR,
    name VARCHAR,
    institution VARCHAR,
    occupation VARCHAR,
    skill_level VARCHAR,
    people VARCHAR,
    programme VARCHAR,
    first_day VARCHAR,
    last_day VARCHAR,
    subsidy VARCHAR
);

-- Sums over the accepted rosters of a plan, each training once; made anew when one is accepted or withdrawn.
CREATE TABLE roster_sum (
    plan VARCHAR NOT NULL,
    city VARCHAR NOT NULL,
    month DATE NOT NULL,
    people VARCHAR NOT NULL,
    programme VARCHAR NOT NULL,
    skill_level VARCHAR NOT NULL,
    sessions BIGINT NOT NULL,
    subsidy BIGINT NOT NULL
);

-- kind: occupation, institution; city: a code, or that of the province for all.
CREATE TABLE roster_name_sum (
    plan VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    city VARCHAR NOT NULL,
    month DATE NOT NULL,
    name VARCHAR NOT NULL,
    sessions BIGINT NOT NULL
);

-- Different people. city: a code, or that of the province; period: all, 2019, 2019-06; kind: whole, people, programme, skill_level.
CREATE TABLE roster_people (
    plan VARCHAR NOT NULL,
    city VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    item VARCHAR NOT NULL,
    persons BIGINT NOT NULL
);

-- Registers: one row a base or studio.
CREATE TABLE register_entry (
    submission VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    plan VARCHAR NOT NULL,
    metric VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    plain_name VARCHAR NOT NULL,
    city VARCHAR NOT NULL,
    host VARCHAR NOT NULL,
    standing_level VARCHAR NOT NULL,
    batch VARCHAR NOT NULL,
    approved DATE,
    state VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    row_number INTEGER NOT NULL
);
