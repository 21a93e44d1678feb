package dossier

import "strings"

// heads says how many forms are trusted, and of whom.
func heads(s Settings) []Claim {
	if s.Open {
		return nil
	}
	var l list
	small, unknown := s.small(), s.unknown(false)
	l.add(s.Teams, "dossier.heads.over", "internal/result.TestMoreFormsThanPeopleHideTheTeam", "internal/disclosure.TestNothingFollowsAboutAnUntrustedTeam")
	l.add(!s.Teams && !unknown, "dossier.heads.company", "internal/result.TestACompanyWithMoreFormsThanPeoplePublishesNothing")
	l.add(unknown, "dossier.heads.unknown")
	l.add(s.Perspectives && !s.unknown(true), "dossier.heads.of", "internal/result.TestMoreFormsThanPeopleOfAPerspectiveHideIt")
	l.add(s.Perspectives && s.unknown(true), "dossier.heads.of.unknown")
	l.add(s.Teams, "dossier.heads.rise", "internal/store.TestStore/heads_rise_once_and_by_a_tenth_while_a_round_takes_answers_and_it_keeps_what_they_were", "internal/web.TestTheStartPageNamesHowManyAreAsked")
	l.addWith(len(small) > 0, Claim{Key: "dossier.heads.small", Args: []any{"twice", 2 * s.K, "teams", strings.Join(small, ", ")}, Tests: []string{
		"internal/result.TestASmallTeamWithCodesIsShown", "internal/result.TestMoreFormsThanPeopleHideTheTeam",
	}})
	l.addWith(true, Claim{Key: "dossier.heads.entered", Args: []any{"most", s.K - 1}, Tests: []string{"internal/result.TestMoreFormsThanPeopleHideTheTeam"}})
	return l
}

// small returns the teams that count in the company only.
func (s Settings) small() []string {
	var out []string
	for _, a := range s.Audiences {
		if s.Teams && a.Shared && !a.Perspective && a.Heads > 0 && a.Heads < 2*s.K {
			out = append(out, a.Name)
		}
	}
	return out
}

// unknown reports whether of some perspective, or else of some team or of the company, nobody has said how many people it has.
func (s Settings) unknown(perspective bool) bool {
	none := true
	for _, a := range s.Audiences {
		if a.Perspective != perspective {
			continue
		}
		if a.Heads == 0 {
			return true
		}
		none = false
	}
	return none
}
