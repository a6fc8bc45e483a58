-- 查阅记录: who looked at whose data, newest first; of one person; of one case.
CREATE TABLE look_row (
    stream TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    person TEXT NOT NULL,
    department TEXT NOT NULL,
    responsible TEXT,
    case_id TEXT,
    cases BIGINT NOT NULL,
    purpose TEXT,
    PRIMARY KEY (stream, sequence)
)
-- step
CREATE INDEX look_row_at ON look_row (at, stream, sequence)
-- step
CREATE INDEX look_row_person ON look_row (person, at, stream, sequence)
-- step
CREATE INDEX look_row_case ON look_row (case_id, at, stream, sequence) WHERE case_id IS NOT NULL
