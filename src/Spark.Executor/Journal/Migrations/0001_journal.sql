-- One append-only chain of records, and the tables that answer questions about it.
CREATE TABLE audit (
    seq   INTEGER PRIMARY KEY,
    at    INTEGER NOT NULL,      -- ms since the epoch, UTC
    kind  TEXT    NOT NULL,
    actor TEXT    NOT NULL,
    data  TEXT    NOT NULL,      -- JSON
    hash  TEXT    NOT NULL       -- SHA-256 over the previous hash and this record
) STRICT;

CREATE TABLE fills (
    symbol          TEXT    NOT NULL,
    trade_id        INTEGER NOT NULL,
    order_id        INTEGER NOT NULL,
    client_order_id TEXT    NOT NULL,
    side            TEXT    NOT NULL,
    price           TEXT    NOT NULL,
    quantity        TEXT    NOT NULL,
    fee             TEXT    NOT NULL,
    fee_asset       TEXT    NOT NULL,
    realized_pnl    TEXT    NOT NULL,
    maker           INTEGER NOT NULL,
    time            INTEGER NOT NULL,
    PRIMARY KEY (symbol, trade_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX fills_by_time ON fills (time, symbol, trade_id);

-- Every client order id ever used on this account.
CREATE TABLE client_order_ids (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- The state folded up to a record, so that a start reads only what came after.
CREATE TABLE checkpoint (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    seq  INTEGER NOT NULL,
    data TEXT    NOT NULL
) STRICT;
