-- What a company calls those it serves, as JSON by language; empty where it has no word of its own. A round keeps the words that
-- it was opened with.
ALTER TABLE companies ADD COLUMN words TEXT NOT NULL DEFAULT '';
ALTER TABLE rounds ADD COLUMN words TEXT NOT NULL DEFAULT '';

CREATE TRIGGER rounds_worded BEFORE UPDATE OF words ON rounds
BEGIN
    SELECT RAISE(ABORT, 'the words of a round never change');
END;
