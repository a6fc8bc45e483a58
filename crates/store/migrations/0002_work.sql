-- What a unit of work writes beside its events: answers already given, effects to come, work to do, counts.
CREATE TABLE idempotency (
    actor TEXT NOT NULL,
    route TEXT NOT NULL,
    key TEXT NOT NULL,
    request_digest {BYTES} NOT NULL,
    status BIGINT NOT NULL,
    response {BYTES} NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (actor, route, key)
)
-- step
CREATE INDEX idempotency_at ON idempotency (at)
-- step
CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY,
    topic TEXT NOT NULL,
    order_key TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    dedup TEXT NOT NULL,
    payload {BYTES} NOT NULL,
    not_before BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    last_error TEXT,
    holder TEXT,
    lease_until BIGINT NOT NULL,
    done_at BIGINT
)
-- step
CREATE UNIQUE INDEX outbox_dedup ON outbox (dedup)
-- step
CREATE INDEX outbox_due ON outbox (not_before) WHERE done_at IS NULL
-- step
CREATE INDEX outbox_order ON outbox (order_key, sequence, id) WHERE done_at IS NULL
-- step
CREATE TABLE job (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    payload {BYTES} NOT NULL,
    run_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    last_error TEXT,
    holder TEXT,
    lease_until BIGINT NOT NULL
)
-- step
CREATE INDEX job_due ON job (run_at)
-- step
CREATE TABLE lease (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    until BIGINT NOT NULL
)
-- step
CREATE TABLE counter (
    name TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
)
-- step
CREATE TABLE tally (
    name TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
)
-- step
CREATE TABLE tally_delta (
    name TEXT NOT NULL,
    delta BIGINT NOT NULL
)
-- step
CREATE INDEX tally_delta_name ON tally_delta (name)
-- step
CREATE TABLE epoch (
    name TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
)
