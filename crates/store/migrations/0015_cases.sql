-- 补打: which document was printed, and which copy of it that was; no two copies bear one number. 转出: who passed a case on.
ALTER TABLE look_row ADD COLUMN document TEXT
-- step
ALTER TABLE look_row ADD COLUMN copy BIGINT
-- step
CREATE UNIQUE INDEX look_row_copy ON look_row (document, copy) WHERE document IS NOT NULL
-- step
CREATE TABLE sent_row (
    case_id TEXT NOT NULL,
    person TEXT NOT NULL,
    at BIGINT NOT NULL,
    way TEXT NOT NULL,
    recipient TEXT,
    step TEXT,
    PRIMARY KEY (case_id, person)
)
-- step
CREATE INDEX sent_row_person ON sent_row (person, at, case_id)
