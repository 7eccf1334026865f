-- Texts of roster rows that repeat a thousand times are kept once a submission, and named by a number in the rows.
-- part: the column of roster_row whose number it is.
CREATE TABLE roster_term (
    submission VARCHAR NOT NULL,
    part VARCHAR NOT NULL,
    code INTEGER NOT NULL,
    term VARCHAR NOT NULL
);

INSERT INTO roster_term
SELECT submission, part, row_number() OVER (PARTITION BY submission, part ORDER BY term) - 1, term
FROM (
    SELECT DISTINCT submission, part, term
    FROM (UNPIVOT (SELECT submission, sheet, name, city, institution, occupation, skill_level, people, programme FROM roster_row)
          ON sheet, name, city, institution, occupation, skill_level, people, programme INTO NAME part VALUE term)
);

CREATE TABLE coded_row AS
SELECT r.submission, r.plan, sheet.code AS sheet, r.row_number, r.person, r.training, r.id_number, name.code AS name, city.code AS city,
    institution.code AS institution, occupation.code AS occupation, skill_level.code AS skill_level, people.code AS people,
    programme.code AS programme, r.first_day, r.last_day, r.subsidy
FROM roster_row r
JOIN roster_term sheet ON sheet.submission = r.submission AND sheet.part = 'sheet' AND sheet.term = r.sheet
JOIN roster_term name ON name.submission = r.submission AND name.part = 'name' AND name.term = r.name
JOIN roster_term city ON city.submission = r.submission AND city.part = 'city' AND city.term = r.city
JOIN roster_term institution ON institution.submission = r.submission AND institution.part = 'institution' AND institution.term = r.institution
JOIN roster_term occupation ON occupation.submission = r.submission AND occupation.part = 'occupation' AND occupation.term = r.occupation
JOIN roster_term skill_level ON skill_level.submission = r.submission AND skill_level.part = 'skill_level' AND skill_level.term = r.skill_level
JOIN roster_term people ON people.submission = r.submission AND people.part = 'people' AND people.term = r.people
JOIN roster_term programme ON programme.submission = r.submission AND programme.part = 'programme' AND programme.term = r.programme;

DROP TABLE roster_row;

CREATE TABLE roster_row (
    submission VARCHAR NOT NULL,
    plan VARCHAR NOT NULL,
    sheet INTEGER NOT NULL,
    row_number INTEGER NOT NULL,
    person UBIGINT NOT NULL,
    training UBIGINT NOT NULL,
    id_number VARCHAR NOT NULL,
    name INTEGER NOT NULL,
    city INTEGER NOT NULL,
    institution INTEGER NOT NULL,
    occupation INTEGER NOT NULL,
    skill_level INTEGER NOT NULL,
    people INTEGER NOT NULL,
    programme INTEGER NOT NULL,
    first_day DATE,
    last_day DATE NOT NULL,
    subsidy BIGINT
);

INSERT INTO roster_row SELECT * FROM coded_row;

DROP TABLE coded_row;
