-- what a company is known by: whom to ask, how it looks, what it stands for; and what became of its teams.
ALTER TABLE companies ADD COLUMN contact_name TEXT NOT NULL DEFAULT '' CHECK (length(contact_name) <= 120);
ALTER TABLE companies ADD COLUMN contact_email TEXT NOT NULL DEFAULT '' CHECK (length(contact_email) <= 254);
ALTER TABLE companies ADD COLUMN contact_phone TEXT NOT NULL DEFAULT '' CHECK (length(contact_phone) <= 40);

-- The picture comes last, so that reading its measures does not read it.
CREATE TABLE company_logos (
    company_id TEXT NOT NULL PRIMARY KEY REFERENCES companies (id) ON DELETE CASCADE,
    hash       TEXT NOT NULL CHECK (length(hash) = 64),
    width      INTEGER NOT NULL CHECK (width > 0),
    height     INTEGER NOT NULL CHECK (height > 0),
    png        BLOB NOT NULL CHECK (length(png) > 0)
) STRICT;

CREATE INDEX company_logos_hash ON company_logos (hash);

-- A step of 0 is a question that was not answered.
CREATE TABLE positionings (
    company_id   TEXT NOT NULL PRIMARY KEY REFERENCES companies (id) ON DELETE CASCADE,
    promise      TEXT NOT NULL CHECK (length(promise) <= 300),
    omitted      TEXT NOT NULL CHECK (length(omitted) <= 1000),
    discipline   TEXT NOT NULL CHECK (discipline IN ('', 'price', 'customers', 'product')),
    price        INTEGER NOT NULL CHECK (price BETWEEN 0 AND 5),
    relation     INTEGER NOT NULL CHECK (relation BETWEEN 0 AND 5),
    individual   INTEGER NOT NULL CHECK (individual BETWEEN 0 AND 5),
    changing     INTEGER NOT NULL CHECK (changing BETWEEN 0 AND 5),
    latitude     INTEGER NOT NULL CHECK (latitude BETWEEN 0 AND 5),
    updated_at   TEXT NOT NULL CHECK (length(updated_at) = 27)
) STRICT, WITHOUT ROWID;

-- An archived team is asked no more. One that was merged says into which.
ALTER TABLE teams ADD COLUMN archived_at TEXT CHECK (length(archived_at) = 27);
ALTER TABLE teams ADD COLUMN merged_into TEXT REFERENCES teams (id) ON DELETE SET NULL;

CREATE INDEX teams_merged ON teams (merged_into) WHERE merged_into IS NOT NULL;

-- What is kept of a company that was deleted: how much there was, and the fingerprints of its results.
CREATE TABLE deletions (
    id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    deleted_at TEXT NOT NULL CHECK (length(deleted_at) = 27),
    protocol   TEXT NOT NULL CHECK (protocol LIKE '{%}')
) STRICT, WITHOUT ROWID;

CREATE TRIGGER deletions_immutable BEFORE UPDATE ON deletions
BEGIN
    SELECT RAISE(ABORT, 'the protocol of a deletion never changes');
END;
