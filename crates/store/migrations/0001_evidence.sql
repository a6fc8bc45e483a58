-- The event log, its index and its checkpoints (design: Evidence).
CREATE TABLE event (
    stream TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    kind TEXT NOT NULL,
    schema BIGINT NOT NULL,
    at BIGINT NOT NULL,
    suite TEXT NOT NULL,
    body {BYTES} NOT NULL,
    digest {BYTES} NOT NULL,
    PRIMARY KEY (stream, sequence),
    CHECK (sequence > 0)
)
-- step sqlite
CREATE TRIGGER event_not_updated BEFORE UPDATE ON event BEGIN
    SELECT RAISE(ABORT, 'events are final');
END
-- step sqlite
CREATE TRIGGER event_not_deleted BEFORE DELETE ON event BEGIN
    SELECT RAISE(ABORT, 'events are final');
END
-- step postgres
CREATE FUNCTION event_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'events are final';
END $$
-- step postgres
CREATE TRIGGER event_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION event_is_final()
-- step
CREATE TABLE pending_leaf (
    stream TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    at BIGINT NOT NULL,
    entry {BYTES} NOT NULL,
    PRIMARY KEY (stream, sequence)
) {CLUSTERED}
-- step
CREATE TABLE leaf (
    position BIGINT NOT NULL PRIMARY KEY,
    stream TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    leaf_hash {BYTES} NOT NULL
) {CLUSTERED}
-- step
CREATE UNIQUE INDEX leaf_event ON leaf (stream, sequence)
-- step
CREATE TABLE merkle (
    id BIGINT NOT NULL PRIMARY KEY,
    size BIGINT NOT NULL,
    frontier {BYTES} NOT NULL
)
-- step
CREATE TABLE checkpoint (
    size BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    text TEXT NOT NULL
)
