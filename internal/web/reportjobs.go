package web

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/result"
)

// The bounds of making the reports of all teams.
const (
	mostJobs = 4                // of all users together; each has one
	keepJob  = 15 * time.Minute // for so long the file waits to be fetched
)

// reportJobs are the jobs that make the reports of all teams of a round, one for each user. The file of a job has no name
// in any folder: whatever happens to the program, nothing of it stays.
type reportJobs struct {
	mu   sync.Mutex
	jobs map[string]*reportJob // by user
}

// reportJob is one of them. What may change is under the lock of the jobs.
type reportJob struct {
	round  string
	total  int
	done   int
	ended  bool
	failed error
	file   *os.File
	cancel context.CancelFunc
}

// jobState is how far a job has come.
type jobState struct {
	Total, Done   int
	Ended, Failed bool
}

// state tells how far the job of a user for a round has come.
func (j *reportJobs) state(user, round string) (jobState, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	job, ok := j.jobs[user]
	if !ok || job.round != round {
		return jobState{}, false
	}
	return jobState{Total: job.total, Done: job.done, Ended: job.ended, Failed: job.failed != nil}, true
}

// start gives a user a new job in place of her old one. It is false where too many have one.
func (j *reportJobs) start(user string, job *reportJob) bool {
	j.drop(user, nil)
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.jobs) >= mostJobs {
		return false
	}
	if j.jobs == nil {
		j.jobs = map[string]*reportJob{}
	}
	j.jobs[user] = job
	return true
}

// drop ends the job of a user and lets go of its file: this job, or whichever it is where the job is nil.
func (j *reportJobs) drop(user string, this *reportJob) {
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

// dropAll ends all jobs.
func (j *reportJobs) dropAll() {
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

// take returns the finished file of a user and lets go of it.
func (j *reportJobs) take(user, round string) ([]byte, error) {
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

func (job *reportJob) release() {
	if job.file != nil {
		_ = job.file.Close() // the file has no name: closed it is gone
		job.file = nil
	}
}

// note says that one more report is done.
func (j *reportJobs) note(job *reportJob) {
	j.mu.Lock()
	defer j.mu.Unlock()
	job.done++
}

// end says that a job is over, and lets go of the file of one that was dropped meanwhile.
func (j *reportJobs) end(user string, job *reportJob, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	job.cancel()
	job.ended, job.failed = true, err
	if err != nil || j.jobs[user] != job {
		job.release()
	}
}

// reportFile is one file of a job: its name, and how it is made.
type reportFile struct {
	name string
	make func(ctx context.Context) ([]byte, error)
}

// run makes the files one after another into an archive.
func (j *reportJobs) run(ctx context.Context, user string, job *reportJob, files []reportFile) error {
	err := j.fill(ctx, job, files)
	j.end(user, job, err)
	return err
}

func (j *reportJobs) fill(ctx context.Context, job *reportJob, files []reportFile) error {
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

// reportGroups are the groups of which a round has a report: everyone, and each team that may be shown.
func reportGroups(doc *result.Document) []*result.Group {
	var out []*result.Group
	for i := range doc.Groups {
		g := &doc.Groups[i]
		if _, team := g.Key["team"]; g.Shown && (len(g.Key) == 0 || team && len(g.Key) == 1) {
			out = append(out, g)
		}
	}
	return out
}

var errJobs = errors.New("too many make reports already")
