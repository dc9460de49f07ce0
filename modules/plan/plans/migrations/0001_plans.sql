-- A plan of a node.
CREATE TABLE plan (
    id {id} NOT NULL PRIMARY KEY,
    unit {id} NOT NULL,
    enterprise {id},
    path {text} NOT NULL,                   -- the node's place when it was drafted
    industry_path {text},
    kind {text} NOT NULL,                   -- what the node is: targets are set by level
    node {text} NOT NULL,                   -- its name then
    name {text} NOT NULL,
    from_year {int} NOT NULL,
    until_year {int} NOT NULL,
    green {int} NOT NULL,                   -- the rule of its lights, in per cent of what is expected
    amber {int} NOT NULL,
    preset {text} NOT NULL,                 -- which preset it began with; empty for others
    above {id} REFERENCES plan (id),        -- the plan it was taken over from
    slot {text},                            -- one plan of a node for a plan above; null for others and for what was dropped
    state {text} NOT NULL,
    version {int} NOT NULL,
    made_by {id} NOT NULL,
    made_at {int} NOT NULL,
    in_force_at {int},
    closed_at {int},
    UNIQUE (unit, slot)
) {strict};
CREATE INDEX plan_by_unit ON plan (unit, made_at);
CREATE INDEX plan_by_above ON plan (above, state);
CREATE INDEX plan_by_path ON plan (path, state);

-- A system, a project or a goal of a plan.
CREATE TABLE plan_goal (
    id {id} NOT NULL PRIMARY KEY,
    plan {id} NOT NULL REFERENCES plan (id),
    above {id} REFERENCES plan_goal (id),   -- the goal of the plan above that it carries out
    parent {id} REFERENCES plan_goal (id) DEFERRABLE INITIALLY DEFERRED, -- may be newer: goals are moved
    position {int} NOT NULL,
    kind {text} NOT NULL,
    name {text} NOT NULL,
    words {text} NOT NULL,
    source {text} NOT NULL,
    levels {text} NOT NULL,                 -- kinds of nodes that carry it
    measuring {text} NOT NULL,
    indicator {text} NOT NULL,              -- code, when figures measure it
    measure {text} NOT NULL,                -- what is counted, when evidence does
    measure_unit {text} NOT NULL,
    direction {text} NOT NULL,
    gathering {text} NOT NULL,
    baseline {int},                         -- amounts are in hundredths of their unit
    owner {id},
    owner_words {text} NOT NULL,
    due {text},
    made_at {int} NOT NULL
) {strict};
CREATE INDEX plan_goal_by_plan ON plan_goal (plan, position);
CREATE INDEX plan_goal_by_above ON plan_goal (above);
CREATE INDEX plan_goal_by_owner ON plan_goal (owner);

-- What a plan aims at in a year: its node, and each node below of a kind.
CREATE TABLE plan_target (
    goal {id} NOT NULL REFERENCES plan_goal (id),
    kind {text} NOT NULL,
    year {int} NOT NULL,
    amount {int} NOT NULL,
    PRIMARY KEY (goal, kind, year)
) {keyed};

-- What one node below is to contribute in a year.
CREATE TABLE plan_share (
    goal {id} NOT NULL REFERENCES plan_goal (id),
    unit {id} NOT NULL,
    year {int} NOT NULL,
    amount {int} NOT NULL,
    PRIMARY KEY (goal, unit, year)
) {keyed};

CREATE TABLE plan_task (
    id {id} NOT NULL PRIMARY KEY,
    plan {id} NOT NULL REFERENCES plan (id),
    goal {id} NOT NULL REFERENCES plan_goal (id),
    name {text} NOT NULL,
    owner {id},
    owner_words {text} NOT NULL,
    starts {text},
    due {text} NOT NULL,
    done_on {text},
    done_by {id},
    note {text} NOT NULL,
    made_by {id} NOT NULL,
    made_at {int} NOT NULL
) {strict};
CREATE INDEX plan_task_by_plan ON plan_task (plan, due);
CREATE INDEX plan_task_by_owner ON plan_task (owner, done_on, due);
CREATE INDEX plan_task_by_due ON plan_task (due);

-- What was measured on a day where no indicator measures. It is never changed; what was wrong is withdrawn with the reason.
CREATE TABLE plan_evidence (
    id {id} NOT NULL PRIMARY KEY,
    plan {id} NOT NULL REFERENCES plan (id),
    goal {id} NOT NULL REFERENCES plan_goal (id),
    day {text} NOT NULL,
    amount {int} NOT NULL,
    words {text} NOT NULL,
    by_person {id} NOT NULL,
    at {int} NOT NULL,
    withdrawn_by {id},
    withdrawn_at {int},
    withdrawn_why {text} NOT NULL
) {strict};
CREATE INDEX plan_evidence_by_plan ON plan_evidence (plan, goal, day);

CREATE TABLE plan_file (
    id {id} NOT NULL PRIMARY KEY,
    plan {id} NOT NULL REFERENCES plan (id),
    evidence {id} NOT NULL REFERENCES plan_evidence (id),
    name {text} NOT NULL,
    mime {text} NOT NULL,
    size {int} NOT NULL,
    digest {blob} NOT NULL,
    thumbnail {blob}
) {strict};
CREATE INDEX plan_file_by_evidence ON plan_file (evidence, id);
CREATE INDEX plan_file_by_plan ON plan_file (plan, id);

CREATE TABLE plan_assessment (
    id {id} NOT NULL PRIMARY KEY,
    plan {id} NOT NULL REFERENCES plan (id),
    kind {text} NOT NULL,
    words {text} NOT NULL,
    verdict {text},
    notes {text} NOT NULL,                  -- JSON: what is said of each goal
    version {int} NOT NULL,
    drafted_by {id} NOT NULL,
    drafted_at {int} NOT NULL,
    signed_by {id},
    signed_at {int},
    frozen_year {id} REFERENCES stat_frozen (id),
    frozen_whole {id} REFERENCES stat_frozen (id),
    UNIQUE (plan, kind)
) {strict};

-- The table as it was signed.
CREATE TABLE plan_sheet (
    assessment {id} NOT NULL PRIMARY KEY REFERENCES plan_assessment (id),
    sheet {text} NOT NULL                   -- JSON
) {strict};
{append_only plan_sheet}

-- What the house said by itself about a task: once before it is due, once after.
CREATE TABLE plan_reminder (
    task {id} NOT NULL REFERENCES plan_task (id),
    due {text} NOT NULL,
    late {int} NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (task, due, late)
) {keyed};
