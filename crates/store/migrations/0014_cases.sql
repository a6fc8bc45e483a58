-- 补打: which document was printed, and which copy of it that was; no two copies bear one number. 转出: who passed a case on.
-- 文书清单: the documents of a department by day and of an item; who issued each and how it was served.
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
-- step
ALTER TABLE look_row ADD COLUMN document TEXT
-- step
ALTER TABLE look_row ADD COLUMN copy BIGINT
-- step
CREATE UNIQUE INDEX look_row_copy ON look_row (document, copy) WHERE document IS NOT NULL
-- step
ALTER TABLE document_row ADD COLUMN department TEXT NOT NULL DEFAULT ''
-- step
ALTER TABLE document_row ADD COLUMN item TEXT
-- step
ALTER TABLE document_row ADD COLUMN issuer TEXT
-- step
ALTER TABLE document_row ADD COLUMN service TEXT
-- step
UPDATE document_row SET department = (SELECT department FROM case_row WHERE case_row.id = document_row.case_id),
    item = (SELECT item FROM case_row WHERE case_row.id = document_row.case_id)
    WHERE case_id IN (SELECT id FROM case_row)
-- step
CREATE INDEX document_row_department ON document_row (department, kind, issued_on, id)
-- step
CREATE INDEX document_row_item ON document_row (item, department, issued_on, id) WHERE item IS NOT NULL
