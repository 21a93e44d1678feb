-- Two closings of one round at the same time: whose turn it is to store the comments, and how many steps that closing has made, so
-- that another one leaves it alone as long as it goes on. The row goes when the round is closed.

CREATE TABLE closings (
    round_id TEXT    NOT NULL PRIMARY KEY REFERENCES rounds (id) ON DELETE CASCADE,
    claim    BLOB    NOT NULL CHECK (length(claim) = 16),
    steps    INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
