-- Which companies are shown to one another without their names, with which result: one set for each questionnaire. It changes as
-- a whole, and only when at least three companies in it change. The seat of a company or round that is deleted stays, empty, until
-- then, so that what is shown before and after never differs by it alone.
CREATE TABLE peer_seats (
    digest     TEXT NOT NULL, -- of the questionnaire
    seat       INTEGER NOT NULL,
    company_id TEXT REFERENCES companies (id) ON DELETE SET NULL,
    round_id   TEXT REFERENCES rounds (id) ON DELETE SET NULL,
    stand      TEXT NOT NULL CHECK (length(stand) = 27),
    PRIMARY KEY (digest, seat)
) STRICT, WITHOUT ROWID;

CREATE INDEX peer_seats_company ON peer_seats (company_id);
CREATE INDEX peer_seats_round ON peer_seats (round_id);
