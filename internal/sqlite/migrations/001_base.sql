-- Times are UTC text of fixed width (27 characters), so that comparing text compares times.
-- Public ids are 16 characters of randomness. "" stands for "not asked" and "everyone" only where a CHECK allows it.

CREATE TABLE migrations (
    number     INTEGER NOT NULL PRIMARY KEY,
    name       TEXT NOT NULL,
    hash       TEXT NOT NULL CHECK (length(hash) = 64),
    applied_at TEXT NOT NULL CHECK (length(applied_at) = 27)
) STRICT;

CREATE TABLE companies (
    id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    created_at TEXT NOT NULL CHECK (length(created_at) = 27)
) STRICT, WITHOUT ROWID;

CREATE TABLE teams (
    id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    company_id TEXT NOT NULL REFERENCES companies (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL CHECK (position > 0),
    name       TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    heads      INTEGER NOT NULL CHECK (heads BETWEEN 1 AND 100000),
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    UNIQUE (company_id, name),
    UNIQUE (company_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE targets (
    company_id       TEXT NOT NULL REFERENCES companies (id) ON DELETE CASCADE,
    version          INTEGER NOT NULL CHECK (version > 0),
    questionnaire_id TEXT NOT NULL CHECK (length(questionnaire_id) > 0),
    profile          TEXT NOT NULL,
    levels           TEXT NOT NULL CHECK (levels LIKE '{%}'),
    updated_at       TEXT NOT NULL CHECK (length(updated_at) = 27),
    frozen_at        TEXT CHECK (length(frozen_at) = 27),
    frozen_by        TEXT,
    PRIMARY KEY (company_id, version),
    CHECK ((frozen_at IS NULL) = (frozen_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE rounds (
    id                    TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    company_id            TEXT NOT NULL REFERENCES companies (id) ON DELETE CASCADE,
    title                 TEXT NOT NULL CHECK (length(title) <= 400),
    mode                  TEXT NOT NULL,
    k                     INTEGER NOT NULL,
    questionnaire_id      TEXT NOT NULL CHECK (length(questionnaire_id) > 0),
    questionnaire_version INTEGER NOT NULL,
    digest                TEXT NOT NULL,
    perspectives          TEXT NOT NULL CHECK (perspectives LIKE '[%]'),
    opens_at              TEXT CHECK (length(opens_at) = 27),
    closes_at             TEXT CHECK (length(closes_at) = 27),
    state                 TEXT NOT NULL CHECK (state IN ('open', 'closing', 'closed', 'released')),
    created_at            TEXT NOT NULL CHECK (length(created_at) = 27),
    closed_at             TEXT CHECK (length(closed_at) = 27),
    released_at           TEXT CHECK (length(released_at) = 27),
    CHECK ((mode = 'anonymous' AND k BETWEEN 5 AND 50) OR (mode = 'open' AND k = 1)),
    CHECK (closes_at > opens_at),
    CHECK ((state IN ('closed', 'released')) = (closed_at IS NOT NULL)),
    CHECK ((state = 'released') = (released_at IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX rounds_company ON rounds (company_id, created_at);

-- What participants were told when they answered holds for good, and a closed round never opens again.
CREATE TRIGGER rounds_promise BEFORE UPDATE OF company_id, mode, k, digest, perspectives ON rounds
BEGIN
    SELECT RAISE(ABORT, 'mode, minimum group and questions of a round never change');
END;

CREATE TRIGGER rounds_onward BEFORE UPDATE OF state ON rounds
WHEN NEW.state <> OLD.state
     AND NOT (OLD.state = 'open' AND NEW.state = 'closing')
     AND NOT (OLD.state = 'closing' AND NEW.state = 'closed')
     AND NOT (OLD.state = 'closed' AND NEW.state = 'released')
BEGIN
    SELECT RAISE(ABORT, 'a round only goes on: open, closing, closed, released');
END;

CREATE TABLE snapshots (
    round_id TEXT NOT NULL PRIMARY KEY REFERENCES rounds (id) ON DELETE CASCADE,
    body     BLOB NOT NULL
) STRICT;

CREATE TABLE round_teams (
    round_id TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    team_id  TEXT NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
    PRIMARY KEY (round_id, team_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX round_teams_team ON round_teams (team_id);

CREATE TABLE links (
    id          TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    round_id    TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL CHECK (position > 0),
    team_id     TEXT,
    perspective TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('shared', 'once')),
    used        INTEGER NOT NULL CHECK (used IN (0, 1)),
    code        TEXT CHECK (length(code) = 8),
    code_hash   BLOB NOT NULL UNIQUE CHECK (length(code_hash) = 32),
    UNIQUE (round_id, position),
    FOREIGN KEY (round_id, team_id) REFERENCES round_teams (round_id, team_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Nothing here says who answered or when: the key is random and rows lie in its order.
CREATE TABLE responses (
    round_id    TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    id          BLOB NOT NULL CHECK (length(id) = 16),
    team_id     TEXT,
    perspective TEXT NOT NULL,
    answers     BLOB NOT NULL CHECK (length(answers) BETWEEN 1 AND 4096),
    PRIMARY KEY (round_id, id),
    FOREIGN KEY (round_id, team_id) REFERENCES round_teams (round_id, team_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Which answer a receipt belongs to, until the round closes. Apart from the answers, so that closing deletes these rows
-- from end to end and need not rewrite a single answer.
CREATE TABLE receipts (
    round_id     TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    receipt_hash BLOB NOT NULL CHECK (length(receipt_hash) = 32),
    response_id  BLOB NOT NULL CHECK (length(response_id) = 16),
    PRIMARY KEY (round_id, receipt_hash)
) STRICT, WITHOUT ROWID;

-- How many have answered, kept by the database itself: a page that shows it costs the same for ten answers and for a
-- hundred thousand, and adding an answer touches no further page.
CREATE TABLE tallies (
    round_id    TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    team_id     TEXT NOT NULL,
    perspective TEXT NOT NULL,
    responses   INTEGER NOT NULL CHECK (responses >= 0),
    PRIMARY KEY (round_id, team_id, perspective)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER tallies_add AFTER INSERT ON responses
BEGIN
    INSERT INTO tallies (round_id, team_id, perspective, responses)
    VALUES (NEW.round_id, coalesce(NEW.team_id, ''), NEW.perspective, 1)
    ON CONFLICT (round_id, team_id, perspective) DO UPDATE SET responses = responses + 1;
END;

CREATE TRIGGER tallies_remove AFTER DELETE ON responses
BEGIN
    UPDATE tallies SET responses = responses - 1
    WHERE round_id = OLD.round_id AND team_id = coalesce(OLD.team_id, '') AND perspective = OLD.perspective;
END;

CREATE TRIGGER tallies_move AFTER UPDATE OF team_id, perspective ON responses
BEGIN
    UPDATE tallies SET responses = responses - 1
    WHERE round_id = OLD.round_id AND team_id = coalesce(OLD.team_id, '') AND perspective = OLD.perspective;
    INSERT INTO tallies (round_id, team_id, perspective, responses)
    VALUES (NEW.round_id, coalesce(NEW.team_id, ''), NEW.perspective, 1)
    ON CONFLICT (round_id, team_id, perspective) DO UPDATE SET responses = responses + 1;
END;

CREATE TABLE comments (
    round_id     TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    id           BLOB NOT NULL CHECK (length(id) = 16),
    field        TEXT NOT NULL CHECK (length(field) > 0),
    body         TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 2000),
    receipt_hash BLOB CHECK (length(receipt_hash) = 32),
    PRIMARY KEY (round_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX comments_receipt ON comments (receipt_hash) WHERE receipt_hash IS NOT NULL;

CREATE TABLE import_digests (
    round_id TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    digest   BLOB NOT NULL CHECK (length(digest) = 32),
    PRIMARY KEY (round_id, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE results (
    round_id       TEXT NOT NULL PRIMARY KEY REFERENCES rounds (id) ON DELETE CASCADE,
    document       BLOB NOT NULL CHECK (length(document) > 0),
    hash           TEXT NOT NULL,
    schema_version INTEGER NOT NULL CHECK (schema_version > 0)
) STRICT;

CREATE TRIGGER results_immutable BEFORE UPDATE ON results
BEGIN
    SELECT RAISE(ABORT, 'a result never changes');
END;

CREATE TABLE users (
    id            TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    email         TEXT NOT NULL UNIQUE CHECK (length(email) BETWEEN 3 AND 254),
    role          TEXT NOT NULL,
    company_id    TEXT REFERENCES companies (id) ON DELETE CASCADE,
    password_hash TEXT NOT NULL,
    disabled      INTEGER NOT NULL CHECK (disabled IN (0, 1)),
    created_at    TEXT NOT NULL CHECK (length(created_at) = 27),
    CHECK ((role = 'trainer' AND company_id IS NULL) OR (role = 'coordinator' AND company_id IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX users_company ON users (company_id);

CREATE TABLE sessions (
    token_hash BLOB NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    user_id    TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    last_seen  TEXT NOT NULL CHECK (length(last_seen) = 27)
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_user ON sessions (user_id);

-- A setup without a user makes the first trainer.
CREATE TABLE setups (
    token_hash BLOB NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    user_id    TEXT REFERENCES users (id) ON DELETE CASCADE,
    expires_at TEXT NOT NULL CHECK (length(expires_at) = 27)
) STRICT, WITHOUT ROWID;

CREATE INDEX setups_user ON setups (user_id);

CREATE TABLE login_tries (
    account  BLOB NOT NULL CHECK (length(account) = 32),
    bucket   TEXT NOT NULL CHECK (length(bucket) = 27),
    failures INTEGER NOT NULL CHECK (failures > 0),
    PRIMARY KEY (account, bucket)
) STRICT, WITHOUT ROWID;

CREATE INDEX login_tries_bucket ON login_tries (bucket);

CREATE TABLE settings (
    name       TEXT NOT NULL PRIMARY KEY CHECK (length(name) > 0),
    value      TEXT NOT NULL,
    updated_at TEXT NOT NULL CHECK (length(updated_at) = 27)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at     TEXT NOT NULL CHECK (length(at) = 27),
    actor  TEXT NOT NULL,
    action TEXT NOT NULL CHECK (length(action) > 0),
    object TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;
