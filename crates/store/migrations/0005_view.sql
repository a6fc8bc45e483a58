-- Read models: rows made from folded states, written with the events that change them, rebuilt from the log at any time.
CREATE TABLE case_row (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL,
    item TEXT,
    item_name TEXT NOT NULL,
    department TEXT NOT NULL,
    division TEXT NOT NULL,
    stage TEXT NOT NULL,
    step TEXT,
    received_on TEXT NOT NULL,
    due TEXT NOT NULL,
    clock TEXT,
    provisional BOOLEAN NOT NULL,
    stopped BOOLEAN NOT NULL,
    holder TEXT,
    owed BOOLEAN NOT NULL,
    marks TEXT NOT NULL,
    applicant TEXT,
    channel TEXT NOT NULL,
    accepted_on TEXT,
    decided_on TEXT,
    outcome TEXT,
    revision BIGINT NOT NULL,
    lapse_at BIGINT,
    updated_at BIGINT NOT NULL
)
-- step
CREATE UNIQUE INDEX case_row_number ON case_row (number)
-- step
CREATE INDEX case_row_desk ON case_row (department, stage, due, id)
-- step
CREATE INDEX case_row_hall ON case_row (stage, due, id)
-- step
CREATE INDEX case_row_holder ON case_row (holder, due, id) WHERE holder IS NOT NULL
-- step
CREATE INDEX case_row_lapse ON case_row (lapse_at) WHERE lapse_at IS NOT NULL
-- step
CREATE TABLE document_row (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    number TEXT,
    issued_on TEXT NOT NULL,
    text TEXT NOT NULL,
    seal_due TEXT,
    sealed TEXT,
    served_on TEXT,
    voided BOOLEAN NOT NULL
)
-- step
CREATE INDEX document_row_case ON document_row (case_id, id)
-- step
CREATE UNIQUE INDEX document_row_number ON document_row (number)
-- step
CREATE TABLE license_row (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    case_id TEXT NOT NULL,
    item TEXT,
    department TEXT NOT NULL,
    holder TEXT NOT NULL,
    holder_name TEXT,
    valid_from TEXT NOT NULL,
    valid_until TEXT,
    state TEXT NOT NULL
)
-- step
CREATE UNIQUE INDEX license_row_number ON license_row (number)
-- step
CREATE INDEX license_row_department ON license_row (department, valid_from, id)
-- step
CREATE INDEX license_row_case ON license_row (case_id)
-- step
CREATE TABLE item_row (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    power TEXT NOT NULL,
    department TEXT,
    department_name TEXT NOT NULL,
    division TEXT NOT NULL,
    code TEXT NOT NULL,
    version BIGINT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    acceptable BOOLEAN NOT NULL
)
-- step
CREATE INDEX item_row_name ON item_row (name, id)
-- step
CREATE INDEX item_row_department ON item_row (department, name, id)
-- step
CREATE TABLE legal_person (
    name TEXT NOT NULL PRIMARY KEY
)
