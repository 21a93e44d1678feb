-- The room: what a group guesses before it sees. A guess is no answer: it lies apart, under a random value that one browser keeps,
-- without team, perspective and time.
CREATE TABLE guesses (
    round_id TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    key      BLOB NOT NULL CHECK (length(key) = 32),
    levels   TEXT NOT NULL CHECK (levels LIKE '{%}' AND length(levels) <= 2000),
    PRIMARY KEY (round_id, key)
) STRICT, WITHOUT ROWID;

-- What is kept of them when the round closes: the means, if enough have guessed.
CREATE TABLE guess_results (
    round_id TEXT NOT NULL PRIMARY KEY REFERENCES rounds (id) ON DELETE CASCADE,
    guesses  INTEGER NOT NULL CHECK (guesses > 0),
    means    TEXT NOT NULL CHECK (means LIKE '{%}')
) STRICT, WITHOUT ROWID;

CREATE TRIGGER guess_results_immutable BEFORE UPDATE ON guess_results
BEGIN
    SELECT RAISE(ABORT, 'what was guessed never changes');
END;
