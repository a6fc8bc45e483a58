-- The daily papers of the hall: enquiries that were answered with a sheet (一次性告知单), calls of cases, hand-overs (交接班), and
-- what still has to be issued or served: `owing` is the organ that owes the service of a document.
CREATE TABLE enquiry_row (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL,
    item TEXT NOT NULL,
    item_name TEXT NOT NULL,
    department TEXT NOT NULL,
    told_on TEXT NOT NULL,
    teller TEXT
)
-- step
CREATE UNIQUE INDEX enquiry_row_number ON enquiry_row (number)
-- step
CREATE INDEX enquiry_row_department ON enquiry_row (department, told_on, id)
-- step
CREATE INDEX enquiry_row_item ON enquiry_row (item, department, told_on, id)
-- step
CREATE TABLE call_row (
    case_id TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    number TEXT NOT NULL,
    department TEXT NOT NULL,
    at BIGINT NOT NULL,
    way TEXT NOT NULL,
    topic TEXT NOT NULL,
    outcome TEXT NOT NULL,
    teller TEXT,
    PRIMARY KEY (case_id, sequence)
)
-- step
CREATE INDEX call_row_department ON call_row (department, at, case_id, sequence)
-- step
ALTER TABLE document_row ADD COLUMN owing TEXT
-- step
UPDATE document_row SET owing = (SELECT department FROM case_row WHERE case_row.id = document_row.case_id)
    WHERE served_on IS NULL AND voided = FALSE AND kind NOT IN ('receipt', 'upward_report')
-- step
CREATE INDEX document_row_owing ON document_row (owing, issued_on, id) WHERE owing IS NOT NULL
-- step
CREATE INDEX case_row_owed ON case_row (department, due, id) WHERE owed = TRUE
-- step
CREATE TABLE handover_row (
    id TEXT NOT NULL PRIMARY KEY,
    department TEXT NOT NULL,
    giver TEXT NOT NULL,
    taker TEXT NOT NULL,
    proposed_on TEXT NOT NULL,
    cases BIGINT NOT NULL,
    standing TEXT NOT NULL
)
-- step
CREATE INDEX handover_row_department ON handover_row (department, proposed_on, id)
-- step
CREATE INDEX handover_row_giver ON handover_row (giver, id) WHERE standing = 'proposed'
-- step
CREATE INDEX handover_row_taker ON handover_row (taker, id) WHERE standing = 'proposed'
