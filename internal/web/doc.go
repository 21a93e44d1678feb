// Package web is the server: the desk of the people who sign in, and the table that joins its routes with those of the rooms below.
//
// Who may call what ("signed in" is a trainer, or a coordinator within her companies; "password" asks for it once more):
//
//	GET  /assets/*                                                  anybody             stylesheet, scripts, fonts
//	GET  /logo/:name                                                anybody             logo of a client company, by its hash
//	GET  /healthz                                                   anybody             the process runs
//	GET  /readyz                                                    anybody             the database can be written to
//	GET  /methode                                                   anybody             how the numbers come about
//	GET  /datenschutz                                               anybody             what happens to answers
//	GET  /impressum                                                 anybody             who is responsible
//	GET  /barrierefreiheit                                          anybody             how far the pages can be used by everybody
//	GET  /                                                          anybody             start page with a field for the code
//	GET  /s/:code                                                   anybody             questionnaire, or the choice of team and perspective
//	POST /s/:code                                                   anybody             answers
//	GET  /s/:code/danke                                             anybody             own profile and receipt, by cookie and once
//	POST /s/:code/danke                                             anybody             the same again, by receipt
//	GET  /s/:code/fertig                                            anybody             nothing is left on this device
//	POST /s/:code/fertig                                            anybody             removes from this device what the product has put there
//	POST /s/:code/neu                                               anybody             another person answers in this browser
//	GET  /quittung                                                  anybody             field for the receipt
//	POST /quittung                                                  anybody             see, correct or withdraw answers by receipt
//	GET  /s/:code/schaetzen                                         anybody             where does the company stand, before the result
//	POST /s/:code/schaetzen                                         anybody             guess
//	GET  /login                                                     anybody             form to sign in
//	POST /login                                                     anybody             sign in
//	GET  /login/code                                                anybody             the second step of signing in
//	POST /login/code                                                anybody             a code of the app, or a recovery code
//	POST /logout                                                    anybody             sign out
//	GET  /passwort                                                  anybody             form for a password, by a setup link
//	POST /passwort                                                  anybody             set the first password, or another one
//	GET  /passwort/vergessen                                        anybody             form for a link to a new password
//	POST /passwort/vergessen                                        anybody             a link to a new password, by mail
//	POST /app/reauthenticate                                        signed in           the password once more
//	GET  /app/account                                               signed in           own account: password, second step, sessions
//	POST /app/account/password                                      signed in           change the password
//	POST /app/account/sessions                                      signed in           end one session, or all others
//	POST /app/stay                                                  signed in           keeps the session
//	GET  /app/account/code                                          signed in           set up the second step
//	POST /app/account/code                                          signed in, password a new secret for it
//	POST /app/account/code/confirm                                  signed in           its first code; answers with the recovery codes
//	POST /app/account/code/off                                      signed in, password without it again, where it is not required
//	POST /app/account/code/recovery                                 signed in, password new recovery codes
//	GET  /app/people                                                trainer             everybody who signs in
//	POST /app/people                                                trainer, password   invite; answers with a one-time link
//	GET  /app/people/:user                                          trainer             one person
//	POST /app/people/:user/link                                     trainer, password   a new one-time link
//	POST /app/people/:user/disable                                  trainer, password   end everything of hers
//	POST /app/people/:user/enable                                   trainer, password   let her sign in again
//	POST /app/people/:user/onestep                                  trainer, password   without the second step, after a lost telephone
//	GET  /app                                                       signed in           companies and what needs attention
//	GET  /app/settings                                              trainer             hub of what is not about one company
//	GET  /app/audit                                                 trainer             who did what when
//	GET  /app/settings/identity                                     trainer             who asks: name, contact, logo
//	POST /app/settings/identity                                     trainer             save it
//	POST /app/settings/identity/logo/upload                         trainer             set the logo
//	POST /app/settings/identity/logo/remove                         trainer             remove the logo
//	GET  /app/settings/texts                                        trainer             texts in own words
//	GET  /app/settings/texts/:text/:lang                            trainer             write a text
//	POST /app/settings/texts/:text/:lang                            trainer             preview, publish or remove it
//	GET  /app/questionnaires                                        trainer             all questionnaires, and a form for one of her own
//	POST /app/questionnaires/upload                                 trainer             check a file and keep it
//	GET  /app/questionnaires/:questionnaire/:version                trainer             one version: warnings, rounds
//	POST /app/questionnaires/:questionnaire/:version/withdraw       trainer             withdraw an uploaded one
//	GET  /app/questionnaires/:questionnaire/:version/notes/:about   trainer             a trainer's own note on a statement or view
//	POST /app/questionnaires/:questionnaire/:version/notes/:about   trainer             save it
//	GET  /app/questionnaires/:questionnaire/:version/preview        trainer             it as participants would see it
//	POST /app/questionnaires/:questionnaire/:version/preview        trainer             try it out; nothing is stored
//	POST /app/companies                                             trainer             add a company
//	GET  /app/companies/:company                                    signed in           teams, target, rounds
//	GET  /app/companies/:company/details                            trainer             form for name and contact
//	POST /app/companies/:company/details                            trainer             save name and contact
//	POST /app/companies/:company/logo/upload                        trainer             set the logo
//	POST /app/companies/:company/logo/remove                        trainer             remove the logo
//	GET  /app/companies/:company/positioning                        signed in           profile and positioning
//	POST /app/companies/:company/positioning                        trainer             save them, also half filled in
//	GET  /app/companies/:company/words                              trainer             what the company calls those it serves
//	POST /app/companies/:company/words                              trainer             save that, or show the sentences with it
//	GET  /app/companies/:company/delete                             trainer             asks for name and password
//	POST /app/companies/:company/delete                             trainer, password   delete the company, by name and password
//	GET  /app/deletions/:deletion                                   trainer             protocol of a company that was deleted
//	GET  /app/companies/:company/teams                              trainer             rename, merge, archive, restore
//	POST /app/companies/:company/teams                              trainer             add a team
//	POST /app/companies/:company/teams/merge                        trainer, password   make one team of several
//	POST /app/companies/:company/teams/:team                        trainer             name and head count
//	POST /app/companies/:company/teams/:team/archive                trainer             ask the team no more
//	POST /app/companies/:company/teams/:team/restore                trainer             ask it again
//	GET  /app/companies/:company/target                             signed in           target level
//	POST /app/companies/:company/target                             trainer             save, or save and freeze
//	GET  /app/compare                                               trainer             results of several companies over and beside one another
//	GET  /app/companies/:company/compare                            signed in           results of one company over and beside one another
//	GET  /app/companies/:company/heat                               signed in           all teams of a round with all cells
//	GET  /app/companies/:company/compare/links                      trainer             which teams became which
//	POST /app/companies/:company/compare/links                      trainer             say that a team became another one
//	POST /app/companies/:company/compare/unlink                     trainer             take that back
//	GET  /app/companies/:company/peers                              signed in           other companies without names, as far as all have consented
//	POST /app/companies/:company/consent                            signed in           let others see the company without its name, or no longer
//	GET  /app/companies/:company/rounds/new                         trainer             prepare a round, a step at a time
//	POST /app/companies/:company/rounds/new                         trainer             keep a step, take over the last round, or discard the draft
//	POST /app/companies/:company/rounds                             trainer             open the round that was prepared
//	GET  /app/companies/:company/rounds/preview                     trainer             the draft as participants would see it
//	POST /app/companies/:company/rounds/preview                     trainer             try it out; nothing is stored
//	GET  /app/rounds/:round                                         signed in           links with QR codes, counts
//	GET  /app/rounds/:round/preview                                 signed in           the round as participants see it
//	POST /app/rounds/:round/preview                                 signed in           try it out; nothing is stored
//	POST /app/rounds/:round/period                                  signed in           move the end
//	POST /app/rounds/:round/close                                   signed in, password close and compute the result
//	POST /app/rounds/:round/release                                 trainer, password   release the result to the company
//	POST /app/rounds/:round/title                                   trainer             mend the title
//	POST /app/rounds/:round/teams                                   trainer             ask one more team
//	POST /app/rounds/:round/codes                                   trainer, password   draw one-time codes, shown in the answer and never again
//	POST /app/rounds/:round/cancel                                  trainer, password   delete a round opened by mistake
//	GET  /app/rounds/:round/end.ics                                 signed in           its end for a calendar
//	GET  /app/rounds/:round/workshop.ics                            signed in           its workshop for a calendar, on the day that is asked for
//	GET  /app/rounds/:round/checkins.ics                            signed in           30, 60 and 90 days after its release for a calendar
//	GET  /app/rounds/:round/stage                                   signed in           presentation on the projector (its result as the result)
//	GET  /app/rounds/:round/stage/count                             signed in           how many have taken part
//	GET  /app/rounds/:round/paper                                   signed in           the questionnaire of a link as a sheet to be filled in by hand
//	GET  /app/rounds/:round/paper.pdf                               signed in           the same as a file
//	GET  /app/rounds/:round/pack                                    signed in           posters, compass, cards and sheets for a workshop, to be printed
//	GET  /app/rounds/:round/pack.pdf                                signed in           the same as a file
//	GET  /app/rounds/:round/dossier                                 signed in           what the round does with answers, for a works council
//	GET  /app/rounds/:round/dossier.pdf                             signed in           the same as a file
//	GET  /app/rounds/:round/entry                                   signed in           type in paper sheets; a batch stays in the browser until it is sent
//	POST /app/rounds/:round/entry                                   signed in           add the sheets of a batch, all or none
//	GET  /app/rounds/:round/import                                  signed in           form for answers from a file
//	POST /app/rounds/:round/import/upload                           signed in           add them, all or none
//	GET  /app/keys                                                  trainer             where the keys of all rounds lie, and what closings have left undone
//	GET  /app/rounds/:round/key                                     trainer             who has the key of the round, and where it lies
//	POST /app/rounds/:round/key                                     trainer, password   draw the key that somebody holds, shown in the answer and never again
//	POST /app/rounds/:round/key/confirm                             trainer             type it in once, before answers are taken
//	POST /app/rounds/:round/key/upload                              signed in           take its words from a file into the form that asks for them
//	GET  /app/rounds/:round/review                                  trainer             look through a result before it is released
//	POST /app/rounds/:round/review/introduction                     trainer             write its introduction
//	POST /app/rounds/:round/review/comments                         trainer             show, hide or redact comments
//	GET  /app/rounds/:round/share                                   signed in           what those who answered see of a result, with its preview (as the result)
//	POST /app/rounds/:round/share                                   signed in           keep what they see, or look at it first (as the result)
//	POST /app/rounds/:round/share/state                             signed in           show it to them, or no longer (as the result)
//	GET  /app/rounds/:round/result                                  signed in           result (a coordinator's from its release on)
//	GET  /app/rounds/:round/explain                                 signed in           where a number of the result comes from (as the result)
//	GET  /app/rounds/:round/export.csv                              signed in           the numbers of the result (as the result)
//	GET  /app/rounds/:round/export.xlsx                             signed in           the same as a workbook
//	GET  /app/rounds/:round/export.json                             signed in           the same for programs
//	GET  /app/rounds/:round/chart/radar.svg                         signed in           the compass as a picture (as the result)
//	GET  /app/rounds/:round/chart/radar.png                         signed in           the same in pixels
//	GET  /app/rounds/:round/chart/dots.svg                          signed in           the fields as a picture (as the result)
//	GET  /app/rounds/:round/chart/dots.png                          signed in           the same in pixels
//	GET  /app/rounds/:round/report                                  signed in           the result as a document to be printed (as the result)
//	GET  /app/rounds/:round/report.pdf                              signed in           the same as a file
//	GET  /app/rounds/:round/reports                                 signed in           making the reports of all teams, and how far that is (as the result)
//	GET  /app/rounds/:round/reports.zip                             signed in           the file, once
//	POST /app/rounds/:round/reports                                 signed in           begin with it (as the result)
//	POST /app/rounds/:round/reports/cancel                          signed in           end it and throw its file away (as the result)
//	GET  /app/measures                                              signed in           measures of all companies (a coordinator's: of released results)
//	GET  /app/measures.csv                                          signed in           the same selection as a file
//	GET  /app/companies/:company/measures                           signed in           measures of a company
//	GET  /app/rounds/:round/measures/new                            signed in           form for a measure, filled in from the address (as the result)
//	POST /app/rounds/:round/measures                                signed in           agree on a measure (as the result)
//	GET  /app/measures/:measure                                     signed in           form of a measure; asks before deleting
//	GET  /app/measures/:measure/due.ics                             signed in           its day for a calendar
//	POST /app/measures/:measure                                     signed in           change a measure
//	POST /app/measures/:measure/state                               signed in           note how far it has come
//	POST /app/measures/:measure/delete                              signed in           delete it
package web
