-- Heads: how many people share an access, as it was when its link was made. heads_before is what it was before it rose, once,
-- while answers were taken. Rounds that were opened earlier have none and follow the team's. entered counts the forms
-- that were typed in or imported, which whoever did so knows.

ALTER TABLE round_teams ADD COLUMN heads INTEGER CHECK (heads > 0);
ALTER TABLE round_teams ADD COLUMN heads_before INTEGER CHECK (heads_before > 0);
ALTER TABLE rounds ADD COLUMN heads INTEGER CHECK (heads > 0);
ALTER TABLE tallies ADD COLUMN entered INTEGER NOT NULL DEFAULT 0 CHECK (entered >= 0);
