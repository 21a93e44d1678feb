-- What answering reads again and again is kept as long as the revision stays: another one means that something of it has changed, by
-- whatever program. Answers change nothing of it.
ALTER TABLE installation ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;

CREATE TRIGGER rounds_revised AFTER UPDATE ON rounds BEGIN UPDATE installation SET revision = random(); END;
CREATE TRIGGER rounds_gone AFTER DELETE ON rounds BEGIN UPDATE installation SET revision = random(); END;
CREATE TRIGGER links_revised AFTER UPDATE OF id, round_id, team_id, perspective, kind, code, code_hash ON links
    BEGIN UPDATE installation SET revision = random(); END;
CREATE TRIGGER links_gone AFTER DELETE ON links BEGIN UPDATE installation SET revision = random(); END;
CREATE TRIGGER companies_revised AFTER UPDATE ON companies BEGIN UPDATE installation SET revision = random(); END;
CREATE TRIGGER company_logos_new AFTER INSERT ON company_logos BEGIN UPDATE installation SET revision = random(); END;
CREATE TRIGGER company_logos_revised AFTER UPDATE ON company_logos BEGIN UPDATE installation SET revision = random(); END;
CREATE TRIGGER company_logos_gone AFTER DELETE ON company_logos BEGIN UPDATE installation SET revision = random(); END;
CREATE TRIGGER round_teams_new AFTER INSERT ON round_teams BEGIN UPDATE installation SET revision = random(); END;
CREATE TRIGGER round_teams_revised AFTER UPDATE ON round_teams BEGIN UPDATE installation SET revision = random(); END;
CREATE TRIGGER round_teams_gone AFTER DELETE ON round_teams BEGIN UPDATE installation SET revision = random(); END;
CREATE TRIGGER teams_revised AFTER UPDATE ON teams BEGIN UPDATE installation SET revision = random(); END;
CREATE TRIGGER tallies_revised AFTER UPDATE OF entered ON tallies BEGIN UPDATE installation SET revision = random(); END;
CREATE TRIGGER epochs_revised AFTER UPDATE ON epochs BEGIN UPDATE installation SET revision = random(); END;
CREATE TRIGGER epochs_gone AFTER DELETE ON epochs BEGIN UPDATE installation SET revision = random(); END;
