-- 叫号: the tickets of the hall, day by day, what was done to each, and the cases that were received meanwhile. They name nobody who waits
-- and are no part of the evidence. `desk` and `wanted` are windows, empty where there is none.
CREATE TABLE queue_ticket (
    id TEXT NOT NULL PRIMARY KEY,
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    number BIGINT NOT NULL,
    standing TEXT NOT NULL,
    wanted TEXT NOT NULL,
    desk TEXT NOT NULL,
    drawn_at BIGINT NOT NULL,
    called_at BIGINT,
    last_called_at BIGINT,
    calls BIGINT NOT NULL,
    ended_at BIGINT
)
-- step
CREATE UNIQUE INDEX queue_ticket_number ON queue_ticket (day, kind, number)
-- step
CREATE UNIQUE INDEX queue_ticket_serving ON queue_ticket (day, desk) WHERE standing = 'called'
-- step
CREATE INDEX queue_ticket_standing ON queue_ticket (day, standing, drawn_at, id)
-- step
CREATE INDEX queue_ticket_figures ON queue_ticket (day, kind, desk)
-- step
CREATE TABLE queue_step (
    ticket TEXT NOT NULL,
    step BIGINT NOT NULL,
    at BIGINT NOT NULL,
    deed TEXT NOT NULL,
    desk TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (ticket, step)
)
-- step
CREATE TABLE queue_case (
    case_id TEXT NOT NULL PRIMARY KEY,
    ticket TEXT NOT NULL,
    number TEXT NOT NULL
)
-- step
CREATE INDEX queue_case_ticket ON queue_case (ticket)
