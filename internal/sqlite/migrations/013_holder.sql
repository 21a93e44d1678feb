-- Who has the private key of a round on paper: participants are told.
ALTER TABLE rounds ADD COLUMN holder TEXT CHECK (holder IS NULL OR (held = 1 AND holder IN ('trainer', 'council')));

-- Until whoever holds the key has typed it in, nothing is sealed with it: a sheet that was lost before may be drawn anew.
DROP TRIGGER rounds_sealed;

CREATE TRIGGER rounds_sealed BEFORE UPDATE OF sealed, held, holder, public, canary ON rounds
WHEN OLD.unconfirmed = 0 OR NEW.unconfirmed = 0 OR NEW.sealed <> OLD.sealed OR NEW.held <> OLD.held OR NEW.holder IS NOT OLD.holder
BEGIN
    SELECT RAISE(ABORT, 'how a round is sealed never changes');
END;

CREATE TRIGGER rounds_confirmed BEFORE UPDATE OF unconfirmed ON rounds WHEN NEW.unconfirmed > OLD.unconfirmed
BEGIN
    SELECT RAISE(ABORT, 'a key that was typed in stays so');
END;
