-- What the public may look for: a row for each founded version of an item and each way to come to it.
CREATE TABLE guide_row (
    facet TEXT NOT NULL,
    name TEXT NOT NULL,
    item TEXT NOT NULL,
    version BIGINT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    department TEXT,
    department_name TEXT NOT NULL,
    power TEXT NOT NULL,
    case_kind TEXT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (facet, name, item, version)
) {CLUSTERED}
-- step
CREATE INDEX guide_row_item ON guide_row (item)
-- step
CREATE INDEX guide_row_count ON guide_row (facet, valid_from, valid_to)
