package dossier

// The borders from which on a group is told more.
const (
	itemsFrom       = 10
	reliabilityFrom = 30
)

// shown says which groups are shown, and how far.
func shown(s Settings) []Claim {
	var l list
	if s.Open {
		l.add(true, "dossier.shown.open", "internal/result.TestOpenRoundShowsEverythingFromOnePerson", "cmd/kompass.TestOpenRoundShowsOnePerson")
		return l
	}
	k := []any{"k", s.K}
	l.addWith(true, Claim{Key: "dossier.shown.minimum", Args: k, Tests: []string{"internal/disclosure.TestEveryMinimumHasItsEdge", "internal/result.TestTooFewAnswersPublishNothing"}})
	l.add(true, "dossier.shown.promise", "internal/sqlite.TestPromisesHoldAgainstPlainStatements", "internal/web.TestWhatWasPromisedStays")
	l.addWith(true, Claim{Key: "dossier.shown.subtract", Args: k, Tests: []string{"internal/disclosure.TestPlanNeverExposesASmallUnion", "internal/disclosure.TestThresholdAloneIsCaughtByTheSameCheck"}})
	l.addWith(true, Claim{Key: "dossier.shown.fields", Args: k, Tests: []string{
		"internal/disclosure.TestFieldsArePlannedEachByItself", "internal/result.TestTooFewAnswersToOneItemHideTheField", "internal/result.TestTooFewPersonsInAFacetHideTheField",
	}})
	l.addWith(s.K < itemsFrom, Claim{Key: "dossier.shown.few", Args: append(k, "below", itemsFrom-1), Tests: []string{
		"internal/result.TestWhatIsGivenGrowsWithN", "internal/result.TestMeansNearAnEndAreBoundsInSmallGroups", "internal/result.TestFacetsOfFewItemsFollowTheRulesOfItems",
	}})
	l.addWith(true, Claim{Key: "dossier.shown.items", Args: []any{"n", max(s.K, itemsFrom)}, Tests: []string{
		"internal/result.TestWhatIsGivenGrowsWithN", "internal/disclosure.TestItemsAreForEveryoneAndTeamsOnly",
	}})
	l.addWith(true, Claim{Key: "dossier.shown.reliability", Args: []any{"n", max(s.K, reliabilityFrom)}, Tests: []string{"internal/result.TestWhatIsGivenGrowsWithN"}})
	l.addWith(true, Claim{Key: "dossier.shown.comments", Args: []any{"n", s.CommentsFrom}, Tests: []string{
		"internal/published.TestCommentsStandWithTheWholeCompanyFromEnoughAnswersOn", "internal/store.TestStore/the_order_of_comments_says_nothing_and_stays_the_same",
	}})
	l.add(true, "dossier.shown.attacks", "internal/result.TestNothingBeyondTheRules", "internal/result.TestPublishedDocumentsAbideByTheirRules")
	return l
}
