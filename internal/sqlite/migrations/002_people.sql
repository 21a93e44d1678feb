-- Who signs in, and how. Sessions and setup links live for hours: they are made anew rather than moved.

ALTER TABLE users ADD COLUMN last_sign_in TEXT CHECK (length(last_sign_in) = 27); -- the day, not the hour

DROP TABLE sessions;

-- sure_at is when the password was last given; what is hard to undo asks for it again after a while.
CREATE TABLE sessions (
    token_hash BLOB NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    id         TEXT NOT NULL UNIQUE CHECK (length(id) = 16),
    user_id    TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    last_seen  TEXT NOT NULL CHECK (length(last_seen) = 27),
    sure_at    TEXT NOT NULL CHECK (length(sure_at) = 27)
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_user ON sessions (user_id);

DROP TABLE setups;

-- A setup without a user makes the first trainer. A reset is what people ask for who forgot their password.
CREATE TABLE setups (
    token_hash BLOB NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    user_id    TEXT REFERENCES users (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL CHECK (kind IN ('setup', 'reset')),
    expires_at TEXT NOT NULL CHECK (length(expires_at) = 27)
) STRICT, WITHOUT ROWID;

CREATE INDEX setups_user ON setups (user_id);

-- The secret of the second step. A new one waits in pending until a code of it was typed; last_step is the time step of
-- the last code taken, so that none is taken twice.
CREATE TABLE second_steps (
    user_id   TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    secret    TEXT NOT NULL CHECK (length(secret) IN (0, 32)),
    pending   TEXT NOT NULL CHECK (length(pending) IN (0, 32)),
    last_step INTEGER NOT NULL CHECK (last_step >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_keys (
    user_id  TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    key_hash BLOB NOT NULL CHECK (length(key_hash) = 32),
    PRIMARY KEY (user_id, key_hash)
) STRICT, WITHOUT ROWID;

-- Whose password was right and whose second step is missing. Never a session.
CREATE TABLE half_sessions (
    token_hash BLOB NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    user_id    TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    wrong      INTEGER NOT NULL CHECK (wrong >= 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX half_sessions_user ON half_sessions (user_id);

-- The id of the company that an entry is about, to filter by. The audit trail stays when the company is gone.
ALTER TABLE audit ADD COLUMN company TEXT NOT NULL DEFAULT '';

CREATE INDEX audit_object ON audit (object, number);
CREATE INDEX audit_company ON audit (company, number);
CREATE INDEX audit_actor ON audit (actor, number);
