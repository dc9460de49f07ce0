-- What was raised while an honour was public before it counted: an award, an entry of a campaign, a naming.
CREATE TABLE objection (
    id {id} NOT NULL PRIMARY KEY,
    kind {text} NOT NULL,                   -- what is public: award, campaign_entry, method
    owner {id} NOT NULL,                    -- its id; of a method the naming
    person {id} NOT NULL,
    sort {text} NOT NULL,                   -- objection, question
    reason {text} NOT NULL,
    at {int} NOT NULL,
    answer {text} NOT NULL,                 -- empty until it is answered
    upheld {int},
    answered_by {id},
    answered_at {int}
) {strict};
CREATE INDEX objection_of ON objection (owner, at);
