-- What somebody has typed and not yet sent: sealed, one of a kind for each person, no part of the evidence.
CREATE TABLE draft (
    person TEXT NOT NULL,
    kind TEXT NOT NULL,
    sealed {BYTES} NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (person, kind)
)
-- step
CREATE INDEX draft_at ON draft (at)
