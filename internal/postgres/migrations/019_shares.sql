-- What became of a round: whether those who answered see its released result, and what of it, as JSON. Its address has a code of its
-- own, which leads to no questions and stays in clear: shared codes are kept as hashes only, and one-time codes are deleted.
CREATE TABLE shares (
    round_id text COLLATE "C" NOT NULL PRIMARY KEY REFERENCES rounds (id) ON DELETE CASCADE,
    shown    integer NOT NULL CHECK (shown IN (0, 1)),
    body     text COLLATE "C" NOT NULL CHECK (body LIKE '{%}')
);

CREATE TABLE outcome_addresses (
    round_id  text COLLATE "C" NOT NULL PRIMARY KEY REFERENCES rounds (id) ON DELETE CASCADE,
    code      text COLLATE "C" NOT NULL CHECK (length(code) = 8),
    code_hash bytea NOT NULL UNIQUE CHECK (length(code_hash) = 32)
);

-- Whether those who answer were told that the result is to stand at their link. What they were told holds.
ALTER TABLE rounds ADD COLUMN announced integer NOT NULL DEFAULT 0 CHECK (announced IN (0, 1));

CREATE TRIGGER rounds_announced BEFORE UPDATE OF announced ON rounds
FOR EACH ROW EXECUTE FUNCTION refuse('what people were told of the result never changes');
