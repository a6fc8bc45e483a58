-- What a screen shows is there for as long as the session that showed it. Wrong passwords are counted for each login, by its blind index:
-- for one that somebody has as for one that nobody has.
ALTER TABLE screen ADD COLUMN session TEXT
-- step
CREATE TABLE login_miss (
    login {BYTES} NOT NULL PRIMARY KEY,
    failed BIGINT NOT NULL,
    locked_until BIGINT NOT NULL,
    last_at BIGINT NOT NULL
)
-- step
CREATE INDEX login_miss_locked ON login_miss (locked_until)
-- step
CREATE INDEX login_miss_last ON login_miss (last_at)
-- step
ALTER TABLE account DROP COLUMN failed
-- step
ALTER TABLE account DROP COLUMN locked_until
