CREATE TABLE project_counter (
    series {text} NOT NULL PRIMARY KEY,     -- XM-330206-2026
    last {int} NOT NULL
) {keyed};

CREATE TABLE project (
    id {id} NOT NULL PRIMARY KEY,
    serial {text} NOT NULL UNIQUE,
    title {text} NOT NULL,
    problem {text} NOT NULL,
    aim {text} NOT NULL,
    route {text} NOT NULL,                  -- how it is to be done
    starts {text} NOT NULL,                 -- civil dates
    ends {text} NOT NULL,
    budget {int} NOT NULL,                  -- fen
    visibility {text} NOT NULL,
    state {text} NOT NULL,
    version {int} NOT NULL,
    leader {id} NOT NULL,
    unit {id} NOT NULL,
    enterprise {id} NOT NULL,
    path {text} NOT NULL,
    industry_path {text},
    proposed_at {int} NOT NULL,
    approved_by {id},
    in_use_since {int},
    closed_at {int}
) {strict};
CREATE INDEX project_by_enterprise ON project (enterprise, proposed_at);
CREATE INDEX project_by_path ON project (path, proposed_at);

CREATE TABLE project_milestone (
    id {id} NOT NULL PRIMARY KEY,
    project {id} NOT NULL REFERENCES project (id),
    title {text} NOT NULL,
    due {text} NOT NULL,
    reached_on {text},
    note {text} NOT NULL
) {strict};
CREATE INDEX project_milestone_of ON project_milestone (project, due, id);

CREATE TABLE project_spending (
    id {id} NOT NULL PRIMARY KEY,
    project {id} NOT NULL REFERENCES project (id),
    what {text} NOT NULL,
    fen {int} NOT NULL,
    on_day {text} NOT NULL,
    by_person {id} NOT NULL
) {strict};
CREATE INDEX project_spending_of ON project_spending (project, on_day, id);

CREATE TABLE project_trial (
    id {id} NOT NULL PRIMARY KEY,
    project {id} NOT NULL REFERENCES project (id),
    text {text} NOT NULL,
    by_person {id} NOT NULL,
    at {int} NOT NULL
) {strict};
CREATE INDEX project_trial_of ON project_trial (project, at);

-- The panel that accepts: one row a member and round.
CREATE TABLE project_judge (
    project {id} NOT NULL REFERENCES project (id),
    person {id} NOT NULL,
    accepts {int},
    conclusion {text},
    judged_at {int},
    PRIMARY KEY (project, person)
) {keyed};
CREATE INDEX project_judge_person ON project_judge (person, judged_at);
