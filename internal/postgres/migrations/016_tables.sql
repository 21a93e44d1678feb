-- The tables of SQLite's migrations 001 to 017, which say what each of them is for. Texts are compared byte by byte, as there: times
-- are texts. A test holds both schemas equal.

CREATE TABLE migrations (
    number     integer NOT NULL PRIMARY KEY,
    name       text COLLATE "C" NOT NULL,
    hash       text COLLATE "C" NOT NULL CHECK (length(hash) = 64),
    applied_at text COLLATE "C" NOT NULL CHECK (length(applied_at) = 27)
);

CREATE TABLE companies (
    id            text COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name          text COLLATE "C" NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    created_at    text COLLATE "C" NOT NULL CHECK (length(created_at) = 27),
    contact_name  text COLLATE "C" NOT NULL DEFAULT '' CHECK (length(contact_name) <= 120),
    contact_email text COLLATE "C" NOT NULL DEFAULT '' CHECK (length(contact_email) <= 254),
    contact_phone text COLLATE "C" NOT NULL DEFAULT '' CHECK (length(contact_phone) <= 40),
    words         text COLLATE "C" NOT NULL DEFAULT ''
);

CREATE TABLE teams (
    id          text COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    company_id  text COLLATE "C" NOT NULL REFERENCES companies (id) ON DELETE CASCADE,
    position    integer NOT NULL CHECK (position > 0),
    name        text COLLATE "C" NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    heads       integer NOT NULL CHECK (heads BETWEEN 1 AND 100000),
    created_at  text COLLATE "C" NOT NULL CHECK (length(created_at) = 27),
    archived_at text COLLATE "C" CHECK (length(archived_at) = 27),
    merged_into text COLLATE "C" REFERENCES teams (id) ON DELETE SET NULL,
    UNIQUE (company_id, name),
    UNIQUE (company_id, position)
);

CREATE TABLE targets (
    company_id       text COLLATE "C" NOT NULL REFERENCES companies (id) ON DELETE CASCADE,
    version          integer NOT NULL CHECK (version > 0),
    questionnaire_id text COLLATE "C" NOT NULL CHECK (length(questionnaire_id) > 0),
    profile          text COLLATE "C" NOT NULL,
    levels           text COLLATE "C" NOT NULL CHECK (levels LIKE '{%}'),
    updated_at       text COLLATE "C" NOT NULL CHECK (length(updated_at) = 27),
    frozen_at        text COLLATE "C" CHECK (length(frozen_at) = 27),
    frozen_by        text COLLATE "C",
    PRIMARY KEY (company_id, version),
    CHECK ((frozen_at IS NULL) = (frozen_by IS NULL))
);

CREATE TABLE rounds (
    id                    text COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    company_id            text COLLATE "C" NOT NULL REFERENCES companies (id) ON DELETE CASCADE,
    title                 text COLLATE "C" NOT NULL CHECK (length(title) <= 400),
    mode                  text COLLATE "C" NOT NULL,
    k                     integer NOT NULL,
    questionnaire_id      text COLLATE "C" NOT NULL CHECK (length(questionnaire_id) > 0),
    questionnaire_version integer NOT NULL,
    digest                text COLLATE "C" NOT NULL,
    perspectives          text COLLATE "C" NOT NULL CHECK (perspectives LIKE '[%]'),
    opens_at              text COLLATE "C" CHECK (length(opens_at) = 27),
    closes_at             text COLLATE "C" CHECK (length(closes_at) = 27),
    state                 text COLLATE "C" NOT NULL CHECK (state IN ('open', 'closing', 'closed', 'released')),
    created_at            text COLLATE "C" NOT NULL CHECK (length(created_at) = 27),
    closed_at             text COLLATE "C" CHECK (length(closed_at) = 27),
    released_at           text COLLATE "C" CHECK (length(released_at) = 27),
    heads                 integer CHECK (heads > 0),
    sealed                integer NOT NULL DEFAULT 0 CHECK (sealed IN (0, 1)),
    held                  integer NOT NULL DEFAULT 0 CHECK (held IN (0, 1) AND held <= sealed),
    unconfirmed           integer NOT NULL DEFAULT 0 CHECK (unconfirmed IN (0, 1) AND unconfirmed <= held),
    public                bytea CHECK (length(public) = 1216),
    canary                bytea CHECK (length(canary) = 32),
    holder                text COLLATE "C" CHECK (holder IS NULL OR (held = 1 AND holder IN ('trainer', 'council'))),
    words                 text COLLATE "C" NOT NULL DEFAULT '',
    perspective_heads     text COLLATE "C" NOT NULL DEFAULT '{}',
    CHECK ((mode = 'anonymous' AND k BETWEEN 5 AND 50) OR (mode = 'open' AND k = 1)),
    CHECK (closes_at > opens_at),
    CHECK ((state IN ('closed', 'released')) = (closed_at IS NOT NULL)),
    CHECK ((state = 'released') = (released_at IS NOT NULL))
);
CREATE INDEX rounds_company ON rounds (company_id, created_at);

CREATE TABLE snapshots (
    round_id text COLLATE "C" NOT NULL PRIMARY KEY REFERENCES rounds (id) ON DELETE CASCADE,
    body     bytea NOT NULL
);

CREATE TABLE round_teams (
    round_id     text COLLATE "C" NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    team_id      text COLLATE "C" NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
    heads        integer CHECK (heads > 0),
    heads_before integer CHECK (heads_before > 0),
    PRIMARY KEY (round_id, team_id)
);
CREATE INDEX round_teams_team ON round_teams (team_id);

CREATE TABLE links (
    id          text COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    round_id    text COLLATE "C" NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    position    integer NOT NULL CHECK (position > 0),
    team_id     text COLLATE "C",
    perspective text COLLATE "C" NOT NULL,
    kind        text COLLATE "C" NOT NULL CHECK (kind IN ('shared', 'once')),
    used        integer NOT NULL CHECK (used IN (0, 1)),
    code        text COLLATE "C" CHECK (length(code) = 8),
    code_hash   bytea NOT NULL UNIQUE CHECK (length(code_hash) = 32),
    UNIQUE (round_id, position),
    FOREIGN KEY (round_id, team_id) REFERENCES round_teams (round_id, team_id) ON DELETE CASCADE
);

CREATE TABLE receipts (
    round_id     text COLLATE "C" NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    receipt_hash bytea NOT NULL CHECK (length(receipt_hash) = 32),
    response_id  bytea NOT NULL CHECK (length(response_id) = 16),
    PRIMARY KEY (round_id, receipt_hash)
);

CREATE TABLE tallies (
    round_id    text COLLATE "C" NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    team_id     text COLLATE "C" NOT NULL,
    perspective text COLLATE "C" NOT NULL,
    responses   integer NOT NULL CHECK (responses >= 0),
    entered     integer NOT NULL DEFAULT 0 CHECK (entered >= 0),
    PRIMARY KEY (round_id, team_id, perspective)
);

CREATE TABLE comments (
    round_id     text COLLATE "C" NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    id           bytea NOT NULL CHECK (length(id) = 16),
    field        text COLLATE "C" NOT NULL CHECK (length(field) > 0),
    body         text COLLATE "C" NOT NULL CHECK (length(body) BETWEEN 1 AND 2000),
    receipt_hash bytea CHECK (length(receipt_hash) = 32),
    PRIMARY KEY (round_id, id)
);
CREATE INDEX comments_receipt ON comments (receipt_hash) WHERE receipt_hash IS NOT NULL;

CREATE TABLE import_digests (
    round_id text COLLATE "C" NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    digest   bytea NOT NULL CHECK (length(digest) = 32),
    PRIMARY KEY (round_id, digest)
);

CREATE TABLE results (
    round_id       text COLLATE "C" NOT NULL PRIMARY KEY REFERENCES rounds (id) ON DELETE CASCADE,
    document       bytea NOT NULL CHECK (length(document) > 0),
    hash           text COLLATE "C" NOT NULL,
    schema_version integer NOT NULL CHECK (schema_version > 0)
);

CREATE TABLE users (
    id            text COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    email         text COLLATE "C" NOT NULL UNIQUE CHECK (length(email) BETWEEN 3 AND 254),
    role          text COLLATE "C" NOT NULL,
    company_id    text COLLATE "C" REFERENCES companies (id) ON DELETE CASCADE,
    password_hash text COLLATE "C" NOT NULL,
    disabled      integer NOT NULL CHECK (disabled IN (0, 1)),
    created_at    text COLLATE "C" NOT NULL CHECK (length(created_at) = 27),
    last_sign_in  text COLLATE "C" CHECK (length(last_sign_in) = 27),
    CHECK ((role = 'trainer' AND company_id IS NULL) OR (role = 'coordinator' AND company_id IS NOT NULL))
);
CREATE INDEX users_company ON users (company_id);

CREATE TABLE login_tries (
    account  bytea NOT NULL CHECK (length(account) = 32),
    bucket   text COLLATE "C" NOT NULL CHECK (length(bucket) = 27),
    failures integer NOT NULL CHECK (failures > 0),
    PRIMARY KEY (account, bucket)
);
CREATE INDEX login_tries_bucket ON login_tries (bucket);

CREATE TABLE settings (
    name       text COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(name) > 0),
    value      text COLLATE "C" NOT NULL,
    updated_at text COLLATE "C" NOT NULL CHECK (length(updated_at) = 27)
);

CREATE TABLE audit (
    number  bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    at      text COLLATE "C" NOT NULL CHECK (length(at) = 27),
    actor   text COLLATE "C" NOT NULL,
    action  text COLLATE "C" NOT NULL CHECK (length(action) > 0),
    object  text COLLATE "C" NOT NULL,
    detail  text COLLATE "C" NOT NULL,
    company text COLLATE "C" NOT NULL DEFAULT ''
);

CREATE TABLE sessions (
    token_hash bytea NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    id         text COLLATE "C" NOT NULL UNIQUE CHECK (length(id) = 16),
    user_id    text COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at text COLLATE "C" NOT NULL CHECK (length(created_at) = 27),
    last_seen  text COLLATE "C" NOT NULL CHECK (length(last_seen) = 27),
    sure_at    text COLLATE "C" NOT NULL CHECK (length(sure_at) = 27)
);
CREATE INDEX sessions_user ON sessions (user_id);

CREATE TABLE setups (
    token_hash bytea NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    user_id    text COLLATE "C" REFERENCES users (id) ON DELETE CASCADE,
    kind       text COLLATE "C" NOT NULL CHECK (kind IN ('setup', 'reset')),
    expires_at text COLLATE "C" NOT NULL CHECK (length(expires_at) = 27)
);
CREATE INDEX setups_user ON setups (user_id);

CREATE TABLE second_steps (
    user_id   text COLLATE "C" NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    secret    text COLLATE "C" NOT NULL CHECK (length(secret) IN (0, 32)),
    pending   text COLLATE "C" NOT NULL CHECK (length(pending) IN (0, 32)),
    last_step bigint NOT NULL CHECK (last_step >= 0)
);

CREATE TABLE recovery_keys (
    user_id  text COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    key_hash bytea NOT NULL CHECK (length(key_hash) = 32),
    PRIMARY KEY (user_id, key_hash)
);

CREATE TABLE half_sessions (
    token_hash bytea NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    user_id    text COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at text COLLATE "C" NOT NULL CHECK (length(created_at) = 27),
    wrong      integer NOT NULL CHECK (wrong >= 0)
);
CREATE INDEX half_sessions_user ON half_sessions (user_id);
CREATE INDEX audit_object ON audit (object, number);
CREATE INDEX audit_company ON audit (company, number);
CREATE INDEX audit_actor ON audit (actor, number);

CREATE TABLE company_logos (
    company_id text COLLATE "C" NOT NULL PRIMARY KEY REFERENCES companies (id) ON DELETE CASCADE,
    hash       text COLLATE "C" NOT NULL CHECK (length(hash) = 64),
    width      integer NOT NULL CHECK (width > 0),
    height     integer NOT NULL CHECK (height > 0),
    png        bytea NOT NULL CHECK (length(png) > 0)
);
CREATE INDEX company_logos_hash ON company_logos (hash);

CREATE TABLE positionings (
    company_id text COLLATE "C" NOT NULL PRIMARY KEY REFERENCES companies (id) ON DELETE CASCADE,
    promise    text COLLATE "C" NOT NULL CHECK (length(promise) <= 300),
    omitted    text COLLATE "C" NOT NULL CHECK (length(omitted) <= 1000),
    discipline text COLLATE "C" NOT NULL CHECK (discipline IN ('', 'price', 'customers', 'product')),
    price      integer NOT NULL CHECK (price BETWEEN 0 AND 5),
    relation   integer NOT NULL CHECK (relation BETWEEN 0 AND 5),
    individual integer NOT NULL CHECK (individual BETWEEN 0 AND 5),
    changing   integer NOT NULL CHECK (changing BETWEEN 0 AND 5),
    latitude   integer NOT NULL CHECK (latitude BETWEEN 0 AND 5),
    updated_at text COLLATE "C" NOT NULL CHECK (length(updated_at) = 27)
);
CREATE INDEX teams_merged ON teams (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE deletions (
    id         text COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    deleted_at text COLLATE "C" NOT NULL CHECK (length(deleted_at) = 27),
    protocol   text COLLATE "C" NOT NULL CHECK (protocol LIKE '{%}')
);

CREATE TABLE drafts (
    company_id text COLLATE "C" NOT NULL PRIMARY KEY REFERENCES companies (id) ON DELETE CASCADE,
    body       text COLLATE "C" NOT NULL CHECK (body LIKE '{%}' AND length(body) <= 65536),
    updated_at text COLLATE "C" NOT NULL CHECK (length(updated_at) = 27),
    updated_by text COLLATE "C" NOT NULL DEFAULT ''
);

CREATE TABLE questionnaires (
    id         text COLLATE "C" NOT NULL CHECK (length(id) BETWEEN 3 AND 64),
    version    integer NOT NULL CHECK (version > 0),
    digest     text COLLATE "C" NOT NULL CHECK (length(digest) = 71),
    name       text COLLATE "C" NOT NULL CHECK (length(name) <= 255),
    body       bytea NOT NULL CHECK (length(body) BETWEEN 1 AND 1048576),
    created_at text COLLATE "C" NOT NULL CHECK (length(created_at) = 27),
    PRIMARY KEY (id, version)
);

CREATE TABLE comment_verdicts (
    round_id   text COLLATE "C" NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    comment_id bytea NOT NULL,
    verdict    text COLLATE "C" NOT NULL CHECK (verdict IN ('shown', 'hidden', 'redacted')),
    redacted   text COLLATE "C" CHECK (length(redacted) BETWEEN 1 AND 2000),
    PRIMARY KEY (round_id, comment_id),
    FOREIGN KEY (round_id, comment_id) REFERENCES comments (round_id, id) ON DELETE CASCADE,
    CHECK ((verdict = 'redacted') = (redacted IS NOT NULL))
);

CREATE TABLE introductions (
    round_id text COLLATE "C" NOT NULL PRIMARY KEY REFERENCES rounds (id) ON DELETE CASCADE,
    body     text COLLATE "C" NOT NULL CHECK (length(body) BETWEEN 1 AND 3000)
);

CREATE TABLE team_links (
    company_id text COLLATE "C" NOT NULL REFERENCES companies (id) ON DELETE CASCADE,
    from_team  text COLLATE "C" NOT NULL CHECK (length(from_team) = 16),
    from_name  text COLLATE "C" NOT NULL CHECK (length(from_name) BETWEEN 1 AND 120),
    to_team    text COLLATE "C" NOT NULL CHECK (length(to_team) = 16),
    to_name    text COLLATE "C" NOT NULL CHECK (length(to_name) BETWEEN 1 AND 120),
    continues  integer NOT NULL CHECK (continues IN (0, 1)),
    created_at text COLLATE "C" NOT NULL CHECK (length(created_at) = 27),
    created_by text COLLATE "C" NOT NULL,
    PRIMARY KEY (company_id, from_team, from_name),
    CHECK (from_team <> to_team OR from_name <> to_name)
);
CREATE UNIQUE INDEX team_links_line ON team_links (company_id, to_team, to_name) WHERE continues = 1;

CREATE TABLE consents (
    company_id   text COLLATE "C" NOT NULL REFERENCES companies (id) ON DELETE CASCADE,
    given_at     text COLLATE "C" NOT NULL CHECK (length(given_at) = 27),
    given_by     text COLLATE "C" NOT NULL,
    seed         bytea NOT NULL CHECK (length(seed) = 16),
    withdrawn_at text COLLATE "C" CHECK (length(withdrawn_at) = 27),
    withdrawn_by text COLLATE "C",
    PRIMARY KEY (company_id, given_at),
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
    CHECK (withdrawn_at >= given_at)
);
CREATE UNIQUE INDEX consents_standing ON consents (company_id) WHERE withdrawn_at IS NULL;
CREATE INDEX results_hash ON results (round_id, hash);

CREATE TABLE guesses (
    round_id text COLLATE "C" NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    key      bytea NOT NULL CHECK (length(key) = 32),
    levels   text COLLATE "C" NOT NULL CHECK (levels LIKE '{%}' AND length(levels) <= 2000),
    PRIMARY KEY (round_id, key)
);

CREATE TABLE guess_results (
    round_id text COLLATE "C" NOT NULL PRIMARY KEY REFERENCES rounds (id) ON DELETE CASCADE,
    guesses  integer NOT NULL CHECK (guesses > 0),
    means    text COLLATE "C" NOT NULL CHECK (means LIKE '{%}')
);

CREATE TABLE sender_logo (
    number integer NOT NULL PRIMARY KEY CHECK (number = 1),
    hash   text COLLATE "C" NOT NULL CHECK (length(hash) = 64),
    width  integer NOT NULL CHECK (width > 0),
    height integer NOT NULL CHECK (height > 0),
    png    bytea NOT NULL CHECK (length(png) > 0)
);

CREATE TABLE measures (
    id         text COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    round_id   text COLLATE "C" NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    list       text COLLATE "C" NOT NULL CHECK (list IN ('team', 'leadership', 'company')),
    team_id    text COLLATE "C" REFERENCES teams (id) ON DELETE SET NULL,
    what       text COLLATE "C" NOT NULL CHECK (length(what) BETWEEN 1 AND 300),
    who        text COLLATE "C" NOT NULL CHECK (length(who) BETWEEN 1 AND 120),
    due_on     text COLLATE "C" NOT NULL CHECK (length(due_on) = 10),
    note       text COLLATE "C" NOT NULL CHECK (length(note) <= 2000),
    agreed_on  text COLLATE "C" NOT NULL CHECK (length(agreed_on) = 10),
    state      text COLLATE "C" NOT NULL CHECK (state IN ('agreed', 'underway', 'done', 'dropped')),
    changed_at text COLLATE "C" NOT NULL CHECK (length(changed_at) = 27),
    CHECK (team_id IS NULL OR list = 'team')
);
CREATE INDEX measures_round ON measures (round_id);
CREATE INDEX measures_due ON measures (due_on);
CREATE INDEX measures_team ON measures (team_id);

CREATE TABLE measure_aims (
    measure_id text COLLATE "C" NOT NULL REFERENCES measures (id) ON DELETE CASCADE,
    position   integer NOT NULL CHECK (position > 0),
    field      text COLLATE "C" NOT NULL,
    facet      text COLLATE "C" NOT NULL,
    item       text COLLATE "C" NOT NULL,
    PRIMARY KEY (measure_id, position),
    CHECK ((item = '' AND field <> '') OR (item <> '' AND field = '' AND facet = ''))
);

CREATE TABLE installation (
    id text COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(id) = 16)
);

CREATE TABLE ended_urns (
    id text COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(id) = 16)
);

CREATE TABLE epochs (
    round_id text COLLATE "C" NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    proof    bytea NOT NULL CHECK (length(proof) = 16),
    enc      bytea NOT NULL CHECK (length(enc) = 1120),
    PRIMARY KEY (round_id, proof)
);

CREATE TABLE responses (
    round_id    text COLLATE "C" NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
    id          bytea NOT NULL CHECK (length(id) = 16),
    team_id     text COLLATE "C",
    perspective text COLLATE "C" NOT NULL,
    answers     bytea NOT NULL CHECK (length(answers) BETWEEN 1 AND 131088),
    wrap        bytea CHECK (length(wrap) = 48),
    PRIMARY KEY (round_id, id),
    FOREIGN KEY (round_id, team_id) REFERENCES round_teams (round_id, team_id) ON DELETE CASCADE
);
