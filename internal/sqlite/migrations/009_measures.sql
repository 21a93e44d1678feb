-- Measures: what was agreed after a round, by whom, until when, and what it should move. Days are YYYY-MM-DD. A measure
-- outlives a team that is removed and does not outlive the round whose result it came from.

CREATE TABLE measures (
    id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    round_id   TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    list       TEXT NOT NULL CHECK (list IN ('team', 'leadership', 'company')),
    team_id    TEXT REFERENCES teams (id) ON DELETE SET NULL,
    what       TEXT NOT NULL CHECK (length(what) BETWEEN 1 AND 300),
    who        TEXT NOT NULL CHECK (length(who) BETWEEN 1 AND 120),
    due_on     TEXT NOT NULL CHECK (length(due_on) = 10),
    note       TEXT NOT NULL CHECK (length(note) <= 2000),
    agreed_on  TEXT NOT NULL CHECK (length(agreed_on) = 10),
    state      TEXT NOT NULL CHECK (state IN ('agreed', 'underway', 'done', 'dropped')),
    changed_at TEXT NOT NULL CHECK (length(changed_at) = 27),
    CHECK (team_id IS NULL OR list = 'team')
) STRICT, WITHOUT ROWID;

CREATE INDEX measures_round ON measures (round_id);
CREATE INDEX measures_due ON measures (due_on);
CREATE INDEX measures_team ON measures (team_id);

-- An aim is a field, a cell or an item; "" stands for what it is not.
CREATE TABLE measure_aims (
    measure_id TEXT NOT NULL REFERENCES measures (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL CHECK (position > 0),
    field      TEXT NOT NULL,
    facet      TEXT NOT NULL,
    item       TEXT NOT NULL,
    PRIMARY KEY (measure_id, position),
    CHECK ((item = '' AND field <> '') OR (item <> '' AND field = '' AND facet = ''))
) STRICT, WITHOUT ROWID;
