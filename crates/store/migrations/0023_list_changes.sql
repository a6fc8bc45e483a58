-- 清单调整. A row for each version of an item: what was published for a later day leaves the version in force today in its place.
-- Changes by department and by division, those that wait for a hand by stage; the open changes of an item; what papers items ask for.
CREATE TABLE item_row_before AS SELECT * FROM item_row
-- step
DROP TABLE item_row
-- step
CREATE TABLE item_row (
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    newest BOOLEAN NOT NULL,
    name TEXT NOT NULL,
    power TEXT NOT NULL,
    department TEXT,
    department_name TEXT NOT NULL,
    division TEXT NOT NULL,
    code TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    acceptable BOOLEAN NOT NULL,
    name_order TEXT NOT NULL,
    PRIMARY KEY (id, version)
)
-- step postgres
ALTER TABLE item_row ALTER COLUMN name_order TYPE TEXT COLLATE "C"
-- step
INSERT INTO item_row (id, version, newest, name, power, department, department_name, division, code, valid_from, valid_to,
    acceptable, name_order)
SELECT id, version, TRUE, name, power, department, department_name, division, code, valid_from, valid_to, acceptable, name_order
FROM item_row_before
-- step
DROP TABLE item_row_before
-- step
CREATE INDEX item_row_name_order ON item_row (name_order, id)
-- step
CREATE INDEX item_row_department_name_order ON item_row (department, name_order, id)
-- step
CREATE INDEX item_row_code ON item_row (code, id)
-- step
CREATE INDEX item_row_department_code ON item_row (department, code, id)
-- step
CREATE TABLE item_paper (
    name TEXT NOT NULL,
    item TEXT NOT NULL,
    PRIMARY KEY (name, item)
)
-- step
CREATE INDEX item_paper_item ON item_paper (item)
-- step
CREATE TABLE change_row (
    id TEXT NOT NULL PRIMARY KEY,
    department TEXT NOT NULL,
    division TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    stage TEXT NOT NULL,
    proposed_on TEXT NOT NULL,
    due TEXT,
    effective TEXT,
    document TEXT
)
-- step
CREATE INDEX change_row_department ON change_row (department, proposed_on, id)
-- step
CREATE INDEX change_row_division ON change_row (division, proposed_on, id)
-- step
CREATE INDEX change_row_stage ON change_row (division, stage, proposed_on, id)
-- step
CREATE INDEX change_row_department_stage ON change_row (department, stage, proposed_on, id)
-- step
CREATE TABLE change_item (
    item TEXT NOT NULL,
    change TEXT NOT NULL,
    open BOOLEAN NOT NULL,
    PRIMARY KEY (item, change)
)
-- step
CREATE INDEX change_item_change ON change_item (change)
