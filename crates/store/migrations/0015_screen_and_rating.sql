-- The applicant's screen beside a desk (第二屏): one for each member of staff, no part of the evidence; what it shows is sealed and masked.
-- What applicants thought of a visit (好差评): each visit once.
CREATE TABLE screen (
    id TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL,
    code {BYTES},
    secret {BYTES},
    sight {BYTES},
    revision BIGINT NOT NULL,
    confirmed BIGINT,
    until BIGINT NOT NULL
)
-- step
CREATE UNIQUE INDEX screen_person ON screen (person)
-- step
CREATE UNIQUE INDEX screen_code ON screen (code) WHERE code IS NOT NULL
-- step
CREATE INDEX screen_until ON screen (until)
-- step
CREATE TABLE rating_row (
    id TEXT NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    number TEXT NOT NULL,
    item_name TEXT NOT NULL,
    department TEXT NOT NULL,
    served_by TEXT NOT NULL,
    rated_on TEXT NOT NULL,
    level TEXT NOT NULL,
    words BIGINT NOT NULL,
    due TEXT,
    followed_on TEXT
)
-- step
CREATE UNIQUE INDEX rating_row_visit ON rating_row (subject_id, rated_on)
-- step
CREATE INDEX rating_row_all ON rating_row (rated_on, id)
-- step
CREATE INDEX rating_row_department ON rating_row (department, rated_on, id)
-- step
CREATE INDEX rating_row_open ON rating_row (rated_on, id) WHERE due IS NOT NULL AND followed_on IS NULL
-- step
CREATE INDEX rating_row_open_department ON rating_row (department, rated_on, id) WHERE due IS NOT NULL AND followed_on IS NULL
