-- Whose database this is: one row, made once, held against the key file at every start.
CREATE TABLE installation (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    public_keys TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CHECK (id = 1)
)
