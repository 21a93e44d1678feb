-- What answering reads again and again is kept as long as the revision stays: another one means that something of it has changed, by
-- whatever program. Answers change nothing of it.
ALTER TABLE installation ADD COLUMN revision bigint NOT NULL DEFAULT 0;

CREATE FUNCTION revise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE installation SET revision = ('x' || encode(substring(uuid_send(gen_random_uuid()) FROM 9), 'hex'))::bit(64)::bigint;
    RETURN NULL;
END $$;

CREATE TRIGGER rounds_revised AFTER UPDATE ON rounds EXECUTE FUNCTION revise();
CREATE TRIGGER rounds_gone AFTER DELETE ON rounds EXECUTE FUNCTION revise();
CREATE TRIGGER links_revised AFTER UPDATE OF id, round_id, team_id, perspective, kind, code, code_hash ON links EXECUTE FUNCTION revise();
CREATE TRIGGER links_gone AFTER DELETE ON links EXECUTE FUNCTION revise();
CREATE TRIGGER companies_revised AFTER UPDATE ON companies EXECUTE FUNCTION revise();
CREATE TRIGGER company_logos_new AFTER INSERT ON company_logos EXECUTE FUNCTION revise();
CREATE TRIGGER company_logos_revised AFTER UPDATE ON company_logos EXECUTE FUNCTION revise();
CREATE TRIGGER company_logos_gone AFTER DELETE ON company_logos EXECUTE FUNCTION revise();
CREATE TRIGGER round_teams_new AFTER INSERT ON round_teams EXECUTE FUNCTION revise();
CREATE TRIGGER round_teams_revised AFTER UPDATE ON round_teams EXECUTE FUNCTION revise();
CREATE TRIGGER round_teams_gone AFTER DELETE ON round_teams EXECUTE FUNCTION revise();
CREATE TRIGGER teams_revised AFTER UPDATE ON teams EXECUTE FUNCTION revise();
CREATE TRIGGER tallies_revised AFTER UPDATE OF entered ON tallies EXECUTE FUNCTION revise();
CREATE TRIGGER epochs_revised AFTER UPDATE ON epochs EXECUTE FUNCTION revise();
CREATE TRIGGER epochs_gone AFTER DELETE ON epochs EXECUTE FUNCTION revise();
