CREATE TABLE chores (
    name text COLLATE "C" NOT NULL PRIMARY KEY CHECK (name IN ('rebuild'))
);

CREATE TABLE peer_seats (
    digest     text COLLATE "C" NOT NULL,
    seat       integer NOT NULL,
    company_id text COLLATE "C" REFERENCES companies (id) ON DELETE SET NULL,
    round_id   text COLLATE "C" REFERENCES rounds (id) ON DELETE SET NULL,
    stand      text COLLATE "C" NOT NULL CHECK (length(stand) = 27),
    PRIMARY KEY (digest, seat)
);
CREATE INDEX peer_seats_company ON peer_seats (company_id);
CREATE INDEX peer_seats_round ON peer_seats (round_id);

CREATE TABLE closings (
    round_id text COLLATE "C" NOT NULL PRIMARY KEY REFERENCES rounds (id) ON DELETE CASCADE,
    claim    bytea NOT NULL CHECK (length(claim) = 16),
    steps    integer NOT NULL DEFAULT 0
);

-- What SQLite's triggers do, and the same words where they refuse.

CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER rounds_promise BEFORE UPDATE OF company_id, mode, k, digest, perspectives ON rounds
FOR EACH ROW EXECUTE FUNCTION refuse('mode, minimum group and questions of a round never change');

CREATE TRIGGER rounds_onward BEFORE UPDATE OF state ON rounds FOR EACH ROW
WHEN (NEW.state <> OLD.state
      AND NOT (OLD.state = 'open' AND NEW.state = 'closing')
      AND NOT (OLD.state = 'closing' AND NEW.state = 'closed')
      AND NOT (OLD.state = 'closed' AND NEW.state = 'released'))
EXECUTE FUNCTION refuse('a round only goes on: open, closing, closed, released');

CREATE TRIGGER rounds_sealed BEFORE UPDATE OF sealed, held, holder, public, canary ON rounds FOR EACH ROW
WHEN (OLD.unconfirmed = 0 OR NEW.unconfirmed = 0 OR NEW.sealed <> OLD.sealed OR NEW.held <> OLD.held
      OR NEW.holder IS DISTINCT FROM OLD.holder)
EXECUTE FUNCTION refuse('how a round is sealed never changes');

CREATE TRIGGER rounds_confirmed BEFORE UPDATE OF unconfirmed ON rounds FOR EACH ROW WHEN (NEW.unconfirmed > OLD.unconfirmed)
EXECUTE FUNCTION refuse('a key that was typed in stays so');

CREATE TRIGGER rounds_worded BEFORE UPDATE OF words ON rounds
FOR EACH ROW EXECUTE FUNCTION refuse('the words of a round never change');

CREATE TRIGGER rounds_asked BEFORE UPDATE OF perspective_heads ON rounds
FOR EACH ROW EXECUTE FUNCTION refuse('how many answer from a perspective never changes');

CREATE TRIGGER results_immutable BEFORE UPDATE ON results
FOR EACH ROW EXECUTE FUNCTION refuse('a result never changes');

CREATE TRIGGER guess_results_immutable BEFORE UPDATE ON guess_results
FOR EACH ROW EXECUTE FUNCTION refuse('what was guessed never changes');

CREATE TRIGGER deletions_immutable BEFORE UPDATE ON deletions
FOR EACH ROW EXECUTE FUNCTION refuse('the protocol of a deletion never changes');

CREATE FUNCTION end_urn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ended_urns (id) VALUES (OLD.id) ON CONFLICT (id) DO NOTHING;
    RETURN NULL;
END $$;

CREATE TRIGGER rounds_ended AFTER DELETE ON rounds FOR EACH ROW WHEN (OLD.sealed = 1) EXECUTE FUNCTION end_urn();

-- Answers are counted once for a statement, however many it adds or removes.
CREATE FUNCTION add_tallies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO tallies (round_id, team_id, perspective, responses)
    SELECT round_id, coalesce(team_id, ''), perspective, count(*) FROM added GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (round_id, team_id, perspective) DO UPDATE SET responses = tallies.responses + excluded.responses;
    RETURN NULL;
END $$;

CREATE TRIGGER tallies_add AFTER INSERT ON responses REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION add_tallies();

-- How many have answered is still known when the answers of a closed round are deleted: the result says it as well.
CREATE FUNCTION remove_tallies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE tallies t SET responses = t.responses - g.n
    FROM (SELECT round_id, coalesce(team_id, '') AS team_id, perspective, count(*) AS n FROM removed r
          WHERE NOT EXISTS (SELECT 1 FROM rounds WHERE id = r.round_id AND state IN ('closed', 'released')) GROUP BY 1, 2, 3) g
    WHERE t.round_id = g.round_id AND t.team_id = g.team_id AND t.perspective = g.perspective;
    RETURN NULL;
END $$;

CREATE TRIGGER tallies_remove AFTER DELETE ON responses REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION remove_tallies();

CREATE FUNCTION move_tallies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE tallies SET responses = responses - 1
    WHERE round_id = OLD.round_id AND team_id = coalesce(OLD.team_id, '') AND perspective = OLD.perspective;
    INSERT INTO tallies (round_id, team_id, perspective, responses)
    VALUES (NEW.round_id, coalesce(NEW.team_id, ''), NEW.perspective, 1)
    ON CONFLICT (round_id, team_id, perspective) DO UPDATE SET responses = tallies.responses + 1;
    RETURN NULL;
END $$;

CREATE TRIGGER tallies_move AFTER UPDATE OF team_id, perspective ON responses FOR EACH ROW EXECUTE FUNCTION move_tallies();

INSERT INTO installation (id) VALUES (left(encode(sha256(uuid_send(gen_random_uuid())), 'hex'), 16));
