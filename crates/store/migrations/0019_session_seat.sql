-- What tells one's sessions apart: the browser and its system in words, and the network without its last part; and why an
-- administrator has ended one.
ALTER TABLE session ADD COLUMN device TEXT
-- step
ALTER TABLE session ADD COLUMN network TEXT
-- step
ALTER TABLE session ADD COLUMN ended_why TEXT
