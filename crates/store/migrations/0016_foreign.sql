CREATE TABLE foreign_row (
    id TEXT NOT NULL PRIMARY KEY,
    system TEXT NOT NULL,
    number TEXT NOT NULL,
    item TEXT,
    item_name TEXT NOT NULL,
    department TEXT NOT NULL,
    received_on TEXT NOT NULL,
    standing TEXT NOT NULL,
    document TEXT,
    confirmed BOOLEAN NOT NULL,
    registrar TEXT
)
-- step
CREATE UNIQUE INDEX foreign_row_number ON foreign_row (system, number)
-- step
CREATE INDEX foreign_row_bare ON foreign_row (department, number, received_on, id)
-- step
CREATE INDEX foreign_row_department ON foreign_row (department, received_on, id)
-- step
CREATE INDEX foreign_row_item ON foreign_row (item, department, received_on, id)
-- step
CREATE INDEX foreign_row_system ON foreign_row (system, department, received_on, id)
-- step
CREATE INDEX foreign_row_standing ON foreign_row (standing, department, received_on, id)
-- step
CREATE INDEX foreign_row_unconfirmed ON foreign_row (system, received_on, id) WHERE confirmed = FALSE
