-- Personal data, encrypted and deletable, and the tokens by which public texts are found.
CREATE TABLE vault (
    id TEXT NOT NULL PRIMARY KEY,
    stream TEXT NOT NULL,
    kind TEXT NOT NULL,
    salt {BYTES} NOT NULL,
    sealed {BYTES} NOT NULL
)
-- step
CREATE INDEX vault_stream ON vault (stream)
-- step
CREATE TABLE blind (
    field TEXT NOT NULL,
    entry {BYTES} NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (field, entry, record)
) {CLUSTERED}
-- step
CREATE INDEX blind_record ON blind (record)
-- step
CREATE TABLE search_token (
    kind TEXT NOT NULL,
    token TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (kind, token, document)
) {CLUSTERED}
-- step
CREATE INDEX search_token_document ON search_token (kind, document)
