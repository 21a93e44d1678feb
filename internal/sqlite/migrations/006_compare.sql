-- what may be laid beside one another.

-- A team that was renamed or merged, as two results name it. The trainer says so beside the results, which never change.
-- Of the teams that became one, at most one continues in it; the others are only named as where it comes from.
CREATE TABLE team_links (
    company_id TEXT NOT NULL REFERENCES companies (id) ON DELETE CASCADE,
    from_team  TEXT NOT NULL CHECK (length(from_team) = 16),
    from_name  TEXT NOT NULL CHECK (length(from_name) BETWEEN 1 AND 120),
    to_team    TEXT NOT NULL CHECK (length(to_team) = 16),
    to_name    TEXT NOT NULL CHECK (length(to_name) BETWEEN 1 AND 120),
    continues  INTEGER NOT NULL CHECK (continues IN (0, 1)),
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    created_by TEXT NOT NULL,
    PRIMARY KEY (company_id, from_team, from_name),
    CHECK (from_team <> to_team OR from_name <> to_name)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX team_links_line ON team_links (company_id, to_team, to_name) WHERE continues = 1;

-- That a company's values may be shown to other companies without its name. Withdrawn consents are kept: they say what was
-- allowed when. The seed decides in which order companies are shown, so that no order of names or dates shines through.
CREATE TABLE consents (
    company_id   TEXT NOT NULL REFERENCES companies (id) ON DELETE CASCADE,
    given_at     TEXT NOT NULL CHECK (length(given_at) = 27),
    given_by     TEXT NOT NULL,
    seed         BLOB NOT NULL CHECK (length(seed) = 16),
    withdrawn_at TEXT CHECK (length(withdrawn_at) = 27),
    withdrawn_by TEXT,
    PRIMARY KEY (company_id, given_at),
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
    CHECK (withdrawn_at >= given_at)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX consents_standing ON consents (company_id) WHERE withdrawn_at IS NULL;

-- A document lies before its hash and may be large: with this the hash is read without it.
CREATE INDEX results_hash ON results (round_id, hash);
