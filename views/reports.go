package views

// Reports is the model of the page on which the reports of all teams are made.
type Reports struct {
	Page    Page
	RoundID string
	Groups  int  // how many reports there are
	CanMake bool // there is a browser that prints
	Running bool
	Ready   bool
	Failed  bool
	Done    int
	Total   int
}
