-- Heads of all who are asked: heads of a round is how many people it asked in all when it was opened, with teams too, and
-- perspective_heads how many of them, at most, answer from a perspective: an object of numbers by its id, without those of which
-- nobody has said. Rounds that were opened earlier have the heads of their teams at their opening, as far as they are known.

ALTER TABLE rounds ADD COLUMN perspective_heads TEXT NOT NULL DEFAULT '{}';
UPDATE rounds SET heads = (SELECT sum(coalesce(rt.heads_before, rt.heads)) FROM round_teams rt WHERE rt.round_id = rounds.id)
	WHERE heads IS NULL;

CREATE TRIGGER rounds_asked BEFORE UPDATE OF perspective_heads ON rounds
BEGIN
    SELECT RAISE(ABORT, 'how many answer from a perspective never changes');
END;
