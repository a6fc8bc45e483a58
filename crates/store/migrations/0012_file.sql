-- Files of papers, from their first byte on: what a file is, and its parts, each sealed as of its file and its place. What is of no
-- case yet goes when its time is over.
CREATE TABLE file (
    id TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL,
    state TEXT NOT NULL,
    media TEXT NOT NULL,
    size BIGINT NOT NULL,
    received BIGINT NOT NULL,
    about {BYTES} NOT NULL,
    case_id TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT
)
-- step
CREATE INDEX file_waiting ON file (person) WHERE case_id IS NULL
-- step
CREATE INDEX file_expiry ON file (expires_at)
-- step
CREATE TABLE file_part (
    file TEXT NOT NULL,
    number BIGINT NOT NULL,
    sealed {BYTES} NOT NULL,
    PRIMARY KEY (file, number)
)
