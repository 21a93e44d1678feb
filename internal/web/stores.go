package web

import (
	"context"

	"kompass/internal/kompass"
)

// deskStore is what all desks share, and what the overview reads.
type deskStore interface {
	AllTeams(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.Team, error)
	Companies(ctx context.Context, scope kompass.Scope) ([]kompass.Company, error)
	Company(ctx context.Context, scope kompass.Scope, id string) (kompass.Company, error)
	CompanyEntries(ctx context.Context, scope kompass.Scope) ([]kompass.CompanyEntry, error)
	Consent(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Consent, error)
	CreateCompany(ctx context.Context, actor string, name string) (kompass.Company, error)
	LogoByHash(ctx context.Context, hash string) (kompass.Logo, error)
	Measure(ctx context.Context, scope kompass.Scope, id string) (kompass.MeasureEntry, error)
	Measures(ctx context.Context, scope kompass.Scope, f kompass.MeasureFilter) ([]kompass.MeasureEntry, error)
	Ready(ctx context.Context) error
	Round(ctx context.Context, scope kompass.Scope, id string) (kompass.Round, error)
	RoundEntries(ctx context.Context, scope kompass.Scope) ([]kompass.RoundEntry, error)
	RoundTotals(ctx context.Context, scope kompass.Scope, roundIDs []string) (map[string]int, error)
	TeamTotals(ctx context.Context, scope kompass.Scope, roundIDs []string) (map[string]map[string]int, error)
	Rounds(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.Round, error)
	Settings(ctx context.Context) (map[string]string, error)
	Space() (kompass.Space, error)
	Target(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Target, error)
}

// companyDeskStore is what the pages of companies read and write.
type companyDeskStore interface {
	AddTeam(ctx context.Context, by kompass.By, t kompass.Team) (kompass.Team, error)
	AllTeams(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.Team, error)
	ArchiveTeam(ctx context.Context, by kompass.By, companyID string, teamID string, shown ...kompass.Digest) error
	Company(ctx context.Context, scope kompass.Scope, id string) (kompass.Company, error)
	Deletion(ctx context.Context, id string) (kompass.Deletion, error)
	FreezeTarget(ctx context.Context, by kompass.By, companyID string, shown ...kompass.Digest) error
	MergeTeams(ctx context.Context, by kompass.By, m kompass.Merge, shown ...kompass.Digest) (kompass.Team, error)
	Positioning(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Positioning, error)
	RenewTarget(ctx context.Context, by kompass.By, companyID string, shown ...kompass.Digest) error
	RestoreTeam(ctx context.Context, by kompass.By, companyID string, teamID string, shown ...kompass.Digest) error
	Rounds(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.Round, error)
	SetLogo(ctx context.Context, by kompass.By, companyID string, l kompass.Logo, shown ...kompass.Digest) error
	SetPositioning(ctx context.Context, by kompass.By, p kompass.Positioning, shown ...kompass.Digest) error
	SetWords(ctx context.Context, by kompass.By, companyID string, w kompass.Words, shown ...kompass.Digest) error
	Target(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Target, error)
	Targets(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.Target, error)
	UpdateCompany(ctx context.Context, by kompass.By, c kompass.Company, shown ...kompass.Digest) error
	UpdateTeam(ctx context.Context, by kompass.By, team kompass.Team, shown ...kompass.Digest) error
	UsersOf(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.User, error)
	Words(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Words, error)
}

// compareDeskStore is what the pages that compare read and write.
type compareDeskStore interface {
	Aiming(ctx context.Context, scope kompass.Scope) ([]kompass.Company, error)
	Companies(ctx context.Context, scope kompass.Scope) ([]kompass.Company, error)
	Company(ctx context.Context, scope kompass.Scope, id string) (kompass.Company, error)
	GiveConsent(ctx context.Context, by kompass.By, companyID string, shown ...kompass.Digest) error
	LinkTeams(ctx context.Context, by kompass.By, link kompass.TeamLink) error
	Rounds(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.Round, error)
	UnlinkTeams(ctx context.Context, by kompass.By, companyID string, from kompass.NamedTeam, shown ...kompass.Digest) error
	WithdrawConsent(ctx context.Context, by kompass.By, companyID string) error
}

// resultDeskStore is what the pages of results and measures read and write.
type resultDeskStore interface {
	ChangeMeasure(ctx context.Context, by kompass.By, m kompass.Measure, shown ...kompass.Digest) error
	Companies(ctx context.Context, scope kompass.Scope) ([]kompass.Company, error)
	Company(ctx context.Context, scope kompass.Scope, id string) (kompass.Company, error)
	CreateMeasure(ctx context.Context, by kompass.By, m kompass.Measure) (kompass.Measure, error)
	DeleteMeasure(ctx context.Context, by kompass.By, id string, shown ...kompass.Digest) error
	Measure(ctx context.Context, scope kompass.Scope, id string) (kompass.MeasureEntry, error)
	Measures(ctx context.Context, scope kompass.Scope, f kompass.MeasureFilter) ([]kompass.MeasureEntry, error)
	Round(ctx context.Context, scope kompass.Scope, id string) (kompass.Round, error)
	SetMeasureState(ctx context.Context, by kompass.By, id string, state kompass.MeasureState, shown ...kompass.Digest) error
}

// reviewDeskStore is what looking through a result reads and writes.
type reviewDeskStore interface {
	Comments(ctx context.Context, scope kompass.Scope, roundID string) ([]kompass.ReviewedComment, error)
	Introduction(ctx context.Context, scope kompass.Scope, roundID string) (string, error)
	Moderate(ctx context.Context, by kompass.By, roundID string, rulings []kompass.Ruling) error
	SetIntroduction(ctx context.Context, by kompass.By, roundID string, text string, shown ...kompass.Digest) error
}

// shareDeskStore is what sharing a result reads and writes.
type shareDeskStore interface {
	Measures(ctx context.Context, scope kompass.Scope, f kompass.MeasureFilter) ([]kompass.MeasureEntry, error)
	SetShare(ctx context.Context, by kompass.By, roundID string, share kompass.Share, shown ...kompass.Digest) error
	Sharing(ctx context.Context, scope kompass.Scope, roundID string) (kompass.Sharing, error)
	SwitchShare(ctx context.Context, by kompass.By, roundID string, on bool) (kompass.Code, error)
}

// settingsDeskStore is what the settings read and write.
type settingsDeskStore interface {
	AuditLines(ctx context.Context, f kompass.AuditFilter) ([]kompass.AuditLine, error)
	Companies(ctx context.Context, scope kompass.Scope) ([]kompass.Company, error)
	Rounds(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.Round, error)
	Sender(ctx context.Context) (kompass.Sender, error)
	SetSender(ctx context.Context, actor string, sender kompass.Sender, shown ...kompass.Digest) error
	SetSenderLogo(ctx context.Context, actor string, l kompass.Logo, shown ...kompass.Digest) error
	SetSettings(ctx context.Context, actor string, values map[string]string, shown ...kompass.Digest) error
	Settings(ctx context.Context) (map[string]string, error)
	UploadedQuestionnaires(ctx context.Context) ([]kompass.UploadedQuestionnaire, error)
	Users(ctx context.Context) ([]kompass.User, error)
}
