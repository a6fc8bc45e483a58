-- 补打: which document was printed, and which copy of it that was; no two copies bear one number.
ALTER TABLE look_row ADD COLUMN document TEXT
-- step
ALTER TABLE look_row ADD COLUMN copy BIGINT
-- step
CREATE UNIQUE INDEX look_row_copy ON look_row (document, copy) WHERE document IS NOT NULL
