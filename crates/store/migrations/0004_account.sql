-- Accounts, sessions and API tokens. Of secrets only keyed digests lie here, of passwords only Argon2id strings; `bound` is a
-- code, by a key outside the database, over what the row lets its holder be.
CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL,
    login TEXT NOT NULL,
    password TEXT NOT NULL,
    must_change BOOLEAN NOT NULL,
    disabled_at BIGINT,
    failed BIGINT NOT NULL,
    locked_until BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT
)
-- step
CREATE UNIQUE INDEX account_login ON account (login)
-- step
CREATE UNIQUE INDEX account_person ON account (person) WHERE disabled_at IS NULL
-- step
CREATE TABLE session (
    digest {BYTES} NOT NULL PRIMARY KEY,
    id TEXT NOT NULL,
    account TEXT NOT NULL,
    person TEXT NOT NULL,
    post TEXT,
    responsible TEXT,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    failed BIGINT NOT NULL,
    ended_at BIGINT,
    bound {BYTES} NOT NULL
)
-- step
CREATE UNIQUE INDEX session_id ON session (id)
-- step
CREATE INDEX session_account ON session (account)
-- step
CREATE TABLE api_token (
    digest {BYTES} NOT NULL PRIMARY KEY,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    account TEXT NOT NULL,
    person TEXT NOT NULL,
    post TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    bound {BYTES} NOT NULL
)
-- step
CREATE UNIQUE INDEX api_token_id ON api_token (id)
