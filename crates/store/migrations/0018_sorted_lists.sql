-- Items by code, licenses by number and by last day. Numbers are ordered by their serials, not by how these are written: `number_order`
-- is the number up to its serial, and that in five digits. No number has more.
CREATE INDEX item_row_code ON item_row (code, id)
-- step
CREATE INDEX item_row_department_code ON item_row (department, code, id)
-- step
ALTER TABLE license_row ADD COLUMN number_order TEXT NOT NULL DEFAULT ''
-- step
UPDATE license_row SET number_order = rtrim(rtrim(number, '号'), '0123456789') || substr('00000'
    || substr(rtrim(number, '号'), length(rtrim(rtrim(number, '号'), '0123456789')) + 1),
    length(rtrim(number, '号')) - length(rtrim(rtrim(number, '号'), '0123456789')) + 1)
-- step
CREATE INDEX license_row_by_number ON license_row (department, number_order, id)
-- step
CREATE INDEX license_row_until ON license_row (department, valid_until, id)
