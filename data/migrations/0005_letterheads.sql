-- How an office heads and closes its papers, and the paragraphs that its writers keep from month to month.
-- Nothing is updated in place: the latest row of a (plan, reader), or (plan, scope, part), stands.
-- reader: 'all', or the code of the place that a letter goes to.
-- number, issued and printed belong to papers of that as-of day only.
CREATE TABLE letterhead (
    moment TIMESTAMP NOT NULL,
    actor VARCHAR NOT NULL,
    plan VARCHAR NOT NULL,
    reader VARCHAR NOT NULL,
    as_of DATE NOT NULL,
    addressee VARCHAR NOT NULL,
    signer VARCHAR NOT NULL,
    basis VARCHAR NOT NULL,
    number VARCHAR NOT NULL,
    issued DATE,
    copies VARCHAR NOT NULL,
    printer VARCHAR NOT NULL,
    printed DATE,
    consent BOOLEAN NOT NULL
);

-- part: problems (存在问题), next (下一步工作).
CREATE TABLE own_paragraph (
    moment TIMESTAMP NOT NULL,
    actor VARCHAR NOT NULL,
    plan VARCHAR NOT NULL,
    scope VARCHAR NOT NULL,
    part VARCHAR NOT NULL,
    as_of DATE NOT NULL,
    content VARCHAR NOT NULL
);
