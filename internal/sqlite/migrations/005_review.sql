-- what is decided about a result.

-- A comment without a row is undecided, and not shown. When its round is released, the redacted copy takes the place of
-- what was written.
CREATE TABLE comment_verdicts (
    round_id   TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    comment_id BLOB NOT NULL,
    verdict    TEXT NOT NULL CHECK (verdict IN ('shown', 'hidden', 'redacted')),
    redacted   TEXT CHECK (length(redacted) BETWEEN 1 AND 2000),
    PRIMARY KEY (round_id, comment_id),
    FOREIGN KEY (round_id, comment_id) REFERENCES comments (round_id, id) ON DELETE CASCADE,
    CHECK ((verdict = 'redacted') = (redacted IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE introductions (
    round_id TEXT NOT NULL PRIMARY KEY REFERENCES rounds (id) ON DELETE CASCADE,
    body     TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 3000)
) STRICT, WITHOUT ROWID;
