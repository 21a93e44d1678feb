package report

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strconv"
	"sync"
	"time"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/naming"
	"kompass/internal/published"
)

// ErrJobs says that too many make reports already.
var ErrJobs = errors.New("too many make reports already")

// The bounds of making the reports of all teams.
const (
	mostJobs = 4                // of all users together; each has one
	keepJob  = 15 * time.Minute // for so long the file waits to be fetched
)

// Jobs are the jobs that make the reports of all teams of a round, one for each user. The file of a job has no name
// in any folder: whatever happens to the program, nothing of it stays.
type Jobs struct {
	mu   sync.Mutex
	jobs map[string]*oneJob // by user
}

// oneJob is one of them. What may change is under the lock of the jobs.
type oneJob struct {
	round  string
	total  int
	done   int
	ended  bool
	failed error
	file   *os.File
	cancel context.CancelFunc
}

// State is how far a job has come.
type State struct {
	Total, Done   int
	Ended, Failed bool
}

// Begin makes the reports of all groups of a round into an archive, in place of what the user had made before. It goes on
// after the request has ended, and its file waits a while to be fetched. It returns [ErrJobs] where too many have one.
func (j *Jobs) Begin(ctx context.Context, m *Maker, user kompass.User, p published.Result) error {
	files := m.files(i18n.From(ctx), user, p)
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	job := &oneJob{round: p.Round.ID, total: len(files), cancel: cancel}
	if !j.start(user.ID, job) {
		cancel()
		return ErrJobs
	}
	go func() {
		if err := j.run(ctx, user.ID, job, files); err != nil && !errors.Is(err, context.Canceled) {
			m.Log.LogAttrs(ctx, slog.LevelError, "reports failed", slog.String("error", err.Error()))
		}
	}()
	time.AfterFunc(keepJob, func() { j.drop(user.ID, job) })
	return nil
}

// files names the files of a job. Every file waits for its own turn, so that others are printed in between.
func (r *Maker) files(z i18n.Localizer, user kompass.User, p published.Result) []jobFile {
	var files []jobFile
	taken := map[string]bool{}
	for _, g := range Groups(p.Document) {
		asked := Asked{Group: g}
		name := Name(z, p, asked)
		if name == "" || taken[name] {
			name = naming.File(name, strconv.Itoa(len(files)+1))
		}
		taken[name] = true
		files = append(files, jobFile{name: name + ".pdf", make: func(ctx context.Context) ([]byte, error) {
			return r.File(ctx, user, p, asked)
		}})
	}
	return files
}

// Cancel ends what a user has made of a round and throws its file away.
func (j *Jobs) Cancel(user, round string) {
	if _, ok := j.State(user, round); ok {
		j.drop(user, nil)
	}
}

// State tells how far the job of a user for a round has come.
func (j *Jobs) State(user, round string) (State, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	job, ok := j.jobs[user]
	if !ok || job.round != round {
		return State{}, false
	}
	return State{Total: job.total, Done: job.done, Ended: job.ended, Failed: job.failed != nil}, true
}

// start gives a user a new job in place of her old one. It is false where too many have one.
func (j *Jobs) start(user string, job *oneJob) bool {
	j.drop(user, nil)
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.jobs) >= mostJobs {
		return false
	}
	if j.jobs == nil {
		j.jobs = map[string]*oneJob{}
	}
	j.jobs[user] = job
	return true
}

// drop ends the job of a user and lets go of its file: this job, or whichever it is where the job is nil.
func (j *Jobs) drop(user string, this *oneJob) {
	j.mu.Lock()
	defer j.mu.Unlock()
	job, ok := j.jobs[user]
	if !ok || this != nil && job != this {
		return
	}
	delete(j.jobs, user)
	job.cancel()
	if job.ended {
		job.release()
	}
}

// DropAll ends all jobs.
func (j *Jobs) DropAll() {
	j.mu.Lock()
	users := make([]string, 0, len(j.jobs))
	for user := range j.jobs {
		users = append(users, user)
	}
	j.mu.Unlock()
	for _, user := range users {
		j.drop(user, nil)
	}
}

// Take returns the finished file of a user and lets go of it.
func (j *Jobs) Take(user, round string) ([]byte, error) {
	j.mu.Lock()
	job, ok := j.jobs[user]
	if !ok || job.round != round || !job.ended || job.failed != nil {
		j.mu.Unlock()
		return nil, kompass.ErrNotFound
	}
	delete(j.jobs, user)
	j.mu.Unlock()
	defer job.release()
	if _, err := job.file.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	return io.ReadAll(job.file)
}

func (job *oneJob) release() {
	if job.file != nil {
		_ = job.file.Close() // the file has no name: closed it is gone
		job.file = nil
	}
}

// note says that one more report is done.
func (j *Jobs) note(job *oneJob) {
	j.mu.Lock()
	defer j.mu.Unlock()
	job.done++
}

// end says that a job is over, and lets go of the file of one that was dropped meanwhile.
func (j *Jobs) end(user string, job *oneJob, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	job.cancel()
	job.ended, job.failed = true, err
	if err != nil || j.jobs[user] != job {
		job.release()
	}
}

// jobFile is one file of a job: its name, and how it is made.
type jobFile struct {
	name string
	make func(ctx context.Context) ([]byte, error)
}

// run makes the files one after another into an archive.
func (j *Jobs) run(ctx context.Context, user string, job *oneJob, files []jobFile) error {
	err := j.fill(ctx, job, files)
	j.end(user, job, err)
	return err
}

func (j *Jobs) fill(ctx context.Context, job *oneJob, files []jobFile) error {
	file, err := os.CreateTemp("", "kompass-reports-")
	if err != nil {
		return fmt.Errorf("file for reports: %w", err)
	}
	job.file = file
	if err := os.Remove(file.Name()); err != nil {
		return fmt.Errorf("file for reports: %w", err)
	}
	archive := zip.NewWriter(file)
	for _, f := range files {
		body, err := f.make(ctx)
		if err != nil {
			return err
		}
		entry, err := archive.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Store}) // they are compressed already
		if err != nil {
			return err
		}
		if _, err := entry.Write(body); err != nil {
			return err
		}
		j.note(job)
	}
	return archive.Close()
}
