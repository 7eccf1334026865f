-- Hand-ins, what they state, and every change of their state. Nothing here is updated in place:
-- a submission's state is its latest event, so that any earlier moment can be seen again.

CREATE TABLE submission (
    id VARCHAR NOT NULL,
    plan VARCHAR NOT NULL,
    file VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    size BIGINT NOT NULL,
    digest VARCHAR NOT NULL,
    actor VARCHAR NOT NULL,
    document VARCHAR,
    document_day DATE,
    numeric_cells INTEGER NOT NULL,
    read_cells INTEGER NOT NULL,
    compared_cells INTEGER NOT NULL,
    set_aside_cells INTEGER NOT NULL
);

-- status: draft, submitted, accepted, returned, withdrawn; number: the receipt, given on submitting.
CREATE TABLE submission_event (
    submission VARCHAR NOT NULL,
    moment TIMESTAMP NOT NULL,
    status VARCHAR NOT NULL,
    actor VARCHAR NOT NULL,
    reason VARCHAR,
    number VARCHAR
);

-- stands: false for sums of rosters and registers, which are compared and never stand.
CREATE TABLE observation (
    submission VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    plan VARCHAR NOT NULL,
    metric VARCHAR NOT NULL,
    city VARCHAR NOT NULL,
    basis VARCHAR NOT NULL,
    first_day DATE,
    last_day DATE NOT NULL,
    amount DECIMAL(38, 12) NOT NULL,
    printed_digit DECIMAL(38, 12) NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    raw VARCHAR NOT NULL,
    apart BOOLEAN NOT NULL,
    stands BOOLEAN NOT NULL
);

-- A district below a city or a 其中 of a metric: kept, never added.
CREATE TABLE breakdown (
    submission VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    part VARCHAR NOT NULL,
    plan VARCHAR NOT NULL,
    metric VARCHAR NOT NULL,
    city VARCHAR NOT NULL,
    basis VARCHAR NOT NULL,
    first_day DATE,
    last_day DATE NOT NULL,
    amount DECIMAL(38, 12) NOT NULL,
    printed_digit DECIMAL(38, 12) NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    raw VARCHAR NOT NULL,
    apart BOOLEAN NOT NULL
);

-- effective: from which as-of day on the target may serve.
CREATE TABLE target (
    submission VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    plan VARCHAR NOT NULL,
    metric VARCHAR NOT NULL,
    city VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    amount DECIMAL(38, 12) NOT NULL,
    upper_amount DECIMAL(38, 12),
    first_day DATE NOT NULL,
    due DATE NOT NULL,
    effective DATE NOT NULL,
    clause VARCHAR,
    source VARCHAR,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    raw VARCHAR NOT NULL
);

-- facts: a JSON object of texts.
CREATE TABLE finding (
    submission VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    slug VARCHAR NOT NULL,
    level VARCHAR NOT NULL,
    sheet VARCHAR,
    cell VARCHAR,
    facts VARCHAR NOT NULL
);
