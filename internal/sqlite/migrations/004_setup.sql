-- A round that is being prepared, one for each company, as it was typed. Nothing here is part of a round before it opens.
CREATE TABLE drafts (
    company_id TEXT NOT NULL PRIMARY KEY REFERENCES companies (id) ON DELETE CASCADE,
    body       TEXT NOT NULL CHECK (body LIKE '{%}' AND length(body) <= 65536),
    updated_at TEXT NOT NULL CHECK (length(updated_at) = 27)
) STRICT, WITHOUT ROWID;

-- Questionnaires that the trainer has uploaded, as the file was.
CREATE TABLE questionnaires (
    id         TEXT NOT NULL CHECK (length(id) BETWEEN 3 AND 64),
    version    INTEGER NOT NULL CHECK (version > 0),
    digest     TEXT NOT NULL CHECK (length(digest) = 71),
    name       TEXT NOT NULL CHECK (length(name) <= 255),
    body       BLOB NOT NULL CHECK (length(body) BETWEEN 1 AND 1048576),
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    PRIMARY KEY (id, version)
) STRICT;

-- How many have answered is still known when the answers of a released round are deleted: the result says it as well.
DROP TRIGGER tallies_remove;

CREATE TRIGGER tallies_remove AFTER DELETE ON responses
WHEN NOT EXISTS (SELECT 1 FROM rounds WHERE id = OLD.round_id AND state = 'released')
BEGIN
    UPDATE tallies SET responses = responses - 1
    WHERE round_id = OLD.round_id AND team_id = coalesce(OLD.team_id, '') AND perspective = OLD.perspective;
END;
