package demo

import (
	"context"
	"fmt"
	"time"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
)

// measure is what a company agreed on after a round. Team is its name on the team list.
type measure struct {
	list   kompass.MeasureList
	team   string
	what   string
	who    string
	months int // after the round, until when
	aims   []string
	state  kompass.MeasureState
	note   string
}

// measures are kept by company and by the title of the round that they came from. What was agreed after the training is
// what the last round's gains come from; some of it was dropped, and some of what came last is overdue.
var measures = map[string]map[string][]measure{
	"Hotel Seeblick": {
		"Standort bestimmen": {
			{list: kompass.CompanyList, what: "Wir schreiben auf, was wir Gästen versprechen und was nicht, und hängen es in jedem Bereich auf.", who: "Direktion", months: 4, aims: []string{"management", "customers/attitude"}, state: kompass.MeasureDone},
			{list: kompass.TeamList, team: "Rezeption", what: "Jede Schicht fragt drei abreisende Gäste, was wir besser machen können.", who: "Empfangsleitung", months: 3, aims: []string{"customers/tools", "item:k-w-2"}, state: kompass.MeasureDone},
			{list: kompass.LeadershipList, what: "Jede Führungskraft nimmt sich einmal in der Woche eine halbe Stunde für ein Gespräch im Team.", who: "Bereichsleitungen", months: 2, aims: []string{"leadership/tools"}, state: kompass.MeasureDropped, note: "Im Sommer nicht durchgehalten."},
		},
		"Nach dem Training": {
			{list: kompass.CompanyList, what: "Beschwerden landen in einer gemeinsamen Liste und werden innerhalb von zwei Tagen beantwortet.", who: "Gästebetreuung", months: 4, aims: []string{"customers/processes"}, state: kompass.MeasureDone},
			{list: kompass.LeadershipList, what: "Die Morgenrunde findet jeden Tag statt, auch wenn viel los ist; zehn Minuten, mit einem Lob.", who: "Bereichsleitungen", months: 2, aims: []string{"leadership/processes", "item:f-p-3"}, state: kompass.MeasureDone},
			{list: kompass.TeamList, team: "Housekeeping", what: "Übergaben zwischen den Schichten laufen über eine Checkliste.", who: "Hausdame", months: 3, aims: []string{"people/tools", "people/processes"}, state: kompass.MeasureDone},
			{list: kompass.TeamList, team: "Verwaltung", what: "Die Verwaltung hospitiert einen halben Tag im Monat an der Rezeption.", who: "Verwaltungsleitung", months: 5, aims: []string{"customers/attitude"}, state: kompass.MeasureDone},
		},
		"Ein Jahr unterwegs": {
			{list: kompass.CompanyList, what: "Neue Abläufe werden zuerst in einem Bereich vier Wochen lang ausprobiert.", who: "Direktion", months: 2, aims: []string{"management/processes"}, state: kompass.MeasureUnderWay},
			{list: kompass.TeamList, team: "Restaurant und Küche", what: "Service und Küche besprechen vor jeder Schicht die Tagesgerichte.", who: "Küchenchefin", months: 3, aims: []string{"people/processes", "item:a-p-1"}, state: kompass.MeasureAgreed},
			{list: kompass.LeadershipList, what: "Wir legen fest, was Mitarbeitende ohne Rückfrage entscheiden dürfen, und üben es.", who: "Direktion und Bereichsleitungen", months: 5, aims: []string{"leadership/tools", "item:f-w-3"}, state: kompass.MeasureAgreed},
		},
	},
	"Markt & Preis Discount": {
		"Nach dem Training": {
			{list: kompass.CompanyList, what: "Jede Filiale sieht am Montag ihre drei häufigsten Kundenanliegen der Vorwoche.", who: "Vertriebsleitung", months: 4, aims: []string{"customers/processes"}, state: kompass.MeasureDone},
			{list: kompass.TeamList, team: "Filiale Süd", what: "Die Filialleitung hält jede Woche eine kurze Runde mit beiden Schichten.", who: "Filialleitung", months: 3, aims: []string{"leadership/tools"}, state: kompass.MeasureDone},
		},
		"Ein Jahr unterwegs": {
			{list: kompass.CompanyList, what: "Das Regal für Reklamationen steht in allen Filialen am selben Ort.", who: "Einkauf", months: 2, aims: []string{"customers/processes"}, state: kompass.MeasureUnderWay},
		},
	},
	"Tischlerei Brandt und Töchter": {
		"Nach dem Training": {
			{list: kompass.CompanyList, what: "Jeder Auftrag hat eine Ansprechperson, die sich nach dem Einbau noch einmal meldet.", who: "Büro", months: 4, aims: []string{"customers/processes", "management/attitude"}, state: kompass.MeasureDone},
		},
		"Ein Jahr unterwegs": {
			{list: kompass.TeamList, team: "Montage", what: "Das Material für den nächsten Tag liegt am Abend vorher bereit.", who: "Monteurinnen und Monteure", months: 4, aims: []string{"people/tools"}, state: kompass.MeasureAgreed},
		},
	},
}

// agree keeps what a company agreed on a week after a round closed, and notes what became of it: what was done on its day,
// anything else two weeks later.
func (s *Seeder) agree(ctx context.Context, company kompass.Company, teams []kompass.Team, round kompass.Round) error {
	ids := map[string]string{}
	for _, t := range teams {
		ids[t.Name] = t.ID
	}
	agreed := round.ClosesAt.AddDate(0, 0, 7)
	for _, one := range measures[company.Name][round.Title] {
		due := agreed.AddDate(0, one.months, 0)
		m, errs := kompass.ParseMeasure(kompass.MeasureInput{
			List: string(one.list), TeamID: ids[one.team], What: one.what, Who: one.who, Due: day(due), Note: one.note, Aims: one.aims,
		})
		if len(errs) > 0 {
			return fmt.Errorf("measure %q: %w", one.what, errs[0])
		}
		m.RoundID, m.Agreed, m.State = round.ID, day(agreed), kompass.MeasureAgreed
		s.Clock.Set(agreed)
		kept, err := s.Store.CreateMeasure(ctx, kompass.Unlimited(actor), m)
		if err != nil {
			return err
		}
		if one.state != kompass.MeasureDone {
			due = agreed.AddDate(0, 0, 14)
		}
		s.Clock.Set(due)
		if err := s.Store.SetMeasureState(ctx, kompass.Unlimited(actor), kept.ID, one.state); err != nil {
			return err
		}
	}
	return nil
}

func day(t time.Time) string { return t.In(i18n.Zone()).Format(time.DateOnly) }
