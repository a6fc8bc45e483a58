-- Items by the pinyin of their names: no engine spells Chinese, so that `name_order` is written by the program, for what is there
-- already behind these steps. Its collation is the same everywhere. Licenses of an item and of a holder, accounts by when they were
-- made and last used: an index for each order.
DROP INDEX item_row_name
-- step
DROP INDEX item_row_department
-- step
ALTER TABLE item_row ADD COLUMN name_order TEXT NOT NULL DEFAULT ''
-- step postgres
ALTER TABLE item_row ALTER COLUMN name_order TYPE TEXT COLLATE "C"
-- step
CREATE INDEX item_row_name_order ON item_row (name_order, id)
-- step
CREATE INDEX item_row_department_name_order ON item_row (department, name_order, id)
-- step
CREATE INDEX license_row_item ON license_row (item, department, valid_from, id)
-- step
CREATE INDEX license_row_item_number ON license_row (item, department, number_order, id)
-- step
CREATE INDEX license_row_item_until ON license_row (item, department, valid_until, id)
-- step
CREATE INDEX license_row_holder_name ON license_row (holder_name, department, valid_from, id)
-- step
CREATE INDEX license_row_holder_name_number ON license_row (holder_name, department, number_order, id)
-- step
CREATE INDEX license_row_holder_name_until ON license_row (holder_name, department, valid_until, id)
-- step
CREATE INDEX account_created ON account (created_at, id)
-- step
CREATE INDEX account_used ON account (COALESCE(last_used_at, 0), id)
