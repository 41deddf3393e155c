-- What people said and what was answered. Secrets are taken out before anything comes here.
CREATE TABLE conversations (
    id         TEXT    PRIMARY KEY,
    started_at INTEGER NOT NULL,      -- ms since the epoch, UTC
    updated_at INTEGER NOT NULL,
    turns      INTEGER NOT NULL,      -- messages answered since it began
    title      TEXT    NOT NULL,
    drafts     TEXT    NOT NULL       -- JSON: what the next message may lean on
) STRICT, WITHOUT ROWID;

CREATE INDEX conversations_by_update ON conversations (updated_at DESC, id);

CREATE TABLE turns (
    conversation_id TEXT    NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    number          INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    message         TEXT    NOT NULL,
    reply           TEXT    NOT NULL, -- JSON
    PRIMARY KEY (conversation_id, number)
) STRICT, WITHOUT ROWID;
