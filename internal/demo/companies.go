package demo

// The three rounds of every company. After the training between the first and the second, people know better what good
// looks like and judge more strictly (howard-dailey-1979); by the third, what was agreed has begun to work.
var waves = []wave{
	{title: "Standort bestimmen", monthsAgo: 18, turnout: 0.8, comments: true},
	{title: "Nach dem Training", monthsAgo: 10, shift: -0.25, turnout: 0.76, comments: true},
	{title: "Ein Jahr unterwegs", monthsAgo: 3, shift: 0.15, turnout: 0.84, comments: true, gain: map[string]float64{
		"customers/processes": 0.45, "leadership/tools": 0.4, "people/tools": 0.35, "management/attitude": 0.3,
	}},
}

const openTitle = "Jetzt mitmachen"

var companies = []company{
	{
		name: "Hotel Seeblick", profile: "luxury", openNow: true, versions: map[string]int{waves[0].title: 1},
		base: map[string][3]float64{
			"customers": {3.0, 2.1, 2.3}, "leadership": {2.6, 2.0, 1.8}, "people": {2.9, 2.2, 2.0}, "management": {2.2, 2.0, 1.9},
		},
		teams: []team{
			{name: "Rezeption", heads: 14, leaders: 2, shift: 0.2, special: map[string]float64{"customers": 0.25}},
			{name: "Housekeeping", heads: 22, leaders: 2, shift: -0.3, special: map[string]float64{"leadership": -0.3}},
			{name: "Restaurant und Küche", heads: 26, leaders: 4, special: map[string]float64{"people": 0.2}},
			{name: "Verwaltung", heads: 8, leaders: 3, shift: 0.1, special: map[string]float64{"management": 0.3}},
		},
	},
	{
		name: "Markt & Preis Discount", profile: "discounter",
		base: map[string][3]float64{
			"customers": {2.0, 1.7, 2.9}, "leadership": {1.9, 2.3, 2.2}, "people": {2.0, 2.2, 2.7}, "management": {2.4, 2.9, 2.6},
		},
		teams: []team{
			{name: "Filiale Nord", heads: 21, leaders: 3, shift: 0.1},
			{name: "Filiale Süd", heads: 18, leaders: 2, shift: -0.2, special: map[string]float64{"leadership": -0.4}},
			{name: "Filiale Hafen", heads: 24, leaders: 3, shift: 0.05, special: map[string]float64{"people": 0.25}},
			{name: "Logistik", heads: 30, leaders: 3, shift: -0.1, special: map[string]float64{"customers": -0.3}},
			{name: "Zentrale", heads: 16, leaders: 5, shift: 0.3, special: map[string]float64{"management": 0.3}},
		},
	},
	{
		name: "Tischlerei Brandt und Töchter", profile: "middle",
		base: map[string][3]float64{
			"customers": {2.9, 1.8, 2.0}, "leadership": {2.8, 1.9, 1.4}, "people": {3.0, 2.4, 1.9}, "management": {2.1, 1.6, 1.5},
		},
		teams: []team{
			{name: "Werkstatt", heads: 13, leaders: 1},
			{name: "Montage", heads: 12, leaders: 1, shift: -0.2, special: map[string]float64{"people": 0.2}},
			{name: "Büro und Beratung", heads: 6, leaders: 2, shift: 0.25},
		},
	},
}

// fieldIDs are the fields of the questionnaire that the demo asks.
var fieldIDs = []string{"customers", "leadership", "people", "management"}

// remarks are comments such as people write, per field.
var remarks = map[string][]string{
	"customers": {
		"Wenn wir nachfragen, was Gäste und Kunden wirklich stört, hören wir oft etwas anderes als gedacht.",
		"Das Versprechen auf der Webseite kennen hier nicht alle.",
		"Beschwerden landen bei uns, aber eine Antwort aus dem Büro kommt selten zurück.",
		"Die Stammkunden kennen wir. Bei neuen fangen wir jedes Mal von vorn an.",
	},
	"leadership": {
		"Ein kurzes Lob nach einem schweren Tag wirkt mehr als die Prämie.",
		"Wir wissen nicht, was wir selbst entscheiden dürfen, also fragen wir lieber nach.",
		"Die Morgenrunde fällt aus, sobald viel los ist. Gerade dann bräuchten wir sie.",
		"Seit dem Training sprechen wir Fehler offener an.",
	},
	"people": {
		"Übergaben zwischen den Schichten sind Glückssache.",
		"Schwierige Gespräche haben wir im Training geübt, das sollten wir wiederholen.",
		"Nach einem Streit mit einem Kunden weiß ich, zu wem ich gehen kann. Das hilft.",
		"Mir fehlt oft das Material, das wir den Leuten versprechen.",
	},
	"management": {
		"Es wird viel gemessen. Was daraus folgt, erfahren wir nicht.",
		"Gut, dass endlich gesagt wird, was wir nicht anbieten.",
		"Die Personaldecke passt nicht zum Versprechen.",
		"Neue Abläufe würden wir gern erst in einem Bereich ausprobieren.",
	},
}

// introduction stands above the result of every round of the demo.
const introduction = "Danke an alle, die sich Zeit genommen haben.\n\n" +
	"Bitte lesen Sie zuerst, wo Ihr Ist vom eigenen Soll entfernt ist, und erst dann die einzelnen Aussagen. " +
	"Am meisten lohnt das Gespräch dort, wo Sie dasselbe verschieden erleben."
