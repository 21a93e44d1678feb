-- Answers are sealed until their round is closed, and deleted then. The keys lie in files, which name the installation.
CREATE TABLE installation (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16)
) STRICT, WITHOUT ROWID;

INSERT INTO installation (id) VALUES (lower(hex(randomblob(8))));

-- Rounds that are open at the upgrade stay as they are. The public key belongs to the promise, and so does who holds the
-- private one; a holder has to show once that it can be typed in, before answers are taken.
ALTER TABLE rounds ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0 CHECK (sealed IN (0, 1));
ALTER TABLE rounds ADD COLUMN held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1) AND held <= sealed);
ALTER TABLE rounds ADD COLUMN unconfirmed INTEGER NOT NULL DEFAULT 0 CHECK (unconfirmed IN (0, 1) AND unconfirmed <= held);
ALTER TABLE rounds ADD COLUMN public BLOB CHECK (length(public) = 1216);
ALTER TABLE rounds ADD COLUMN canary BLOB CHECK (length(canary) = 32);

CREATE TRIGGER rounds_sealed BEFORE UPDATE OF sealed, held, public, canary ON rounds
BEGIN
    SELECT RAISE(ABORT, 'how a round is sealed never changes');
END;

-- Rounds that are gone, whose keys are still to be destroyed wherever they turn up.
CREATE TABLE ended_urns (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER rounds_ended AFTER DELETE ON rounds WHEN OLD.sealed = 1
BEGIN
    INSERT INTO ended_urns (id) VALUES (OLD.id) ON CONFLICT (id) DO NOTHING;
END;

-- Which answer belongs to which epoch is not stored: it would say before or after which start somebody answered.
CREATE TABLE epochs (
    round_id TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    proof    BLOB NOT NULL CHECK (length(proof) = 16),
    enc      BLOB NOT NULL CHECK (length(enc) = 1120),
    PRIMARY KEY (round_id, proof)
) STRICT, WITHOUT ROWID;

-- A sealed answer is an envelope with its comments in it, and the wrap is its key for the receipt.
CREATE TABLE envelopes (
    round_id    TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    id          BLOB NOT NULL CHECK (length(id) = 16),
    team_id     TEXT,
    perspective TEXT NOT NULL,
    answers     BLOB NOT NULL CHECK (length(answers) BETWEEN 1 AND 131088),
    wrap        BLOB CHECK (length(wrap) = 48),
    PRIMARY KEY (round_id, id),
    FOREIGN KEY (round_id, team_id) REFERENCES round_teams (round_id, team_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

INSERT INTO envelopes (round_id, id, team_id, perspective, answers)
SELECT round_id, id, team_id, perspective, answers FROM responses;

DROP TABLE responses;

ALTER TABLE envelopes RENAME TO responses;

CREATE TRIGGER tallies_add AFTER INSERT ON responses
BEGIN
    INSERT INTO tallies (round_id, team_id, perspective, responses)
    VALUES (NEW.round_id, coalesce(NEW.team_id, ''), NEW.perspective, 1)
    ON CONFLICT (round_id, team_id, perspective) DO UPDATE SET responses = responses + 1;
END;

-- How many have answered is still known when the answers of a closed round are deleted: the result says it as well.
CREATE TRIGGER tallies_remove AFTER DELETE ON responses
WHEN NOT EXISTS (SELECT 1 FROM rounds WHERE id = OLD.round_id AND state IN ('closed', 'released'))
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

-- What is still to be done after a round was closed, until it has been done: the file is rebuilt, so that nothing of what was
-- deleted, nor the order in which it came, is left in it.
CREATE TABLE chores (
    name TEXT NOT NULL PRIMARY KEY CHECK (name IN ('rebuild'))
) STRICT, WITHOUT ROWID;

INSERT INTO chores (name) SELECT 'rebuild' WHERE EXISTS (SELECT 1 FROM rounds);

DELETE FROM settings WHERE name = 'retention.days';
