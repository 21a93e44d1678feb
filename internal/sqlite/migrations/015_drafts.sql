-- Who saved a draft last, so that whoever is slower is told. Of drafts that were saved earlier nobody knows.
ALTER TABLE drafts ADD COLUMN updated_by TEXT NOT NULL DEFAULT '';
