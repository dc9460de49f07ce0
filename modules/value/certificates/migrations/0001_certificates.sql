CREATE TABLE certificate (
    id {id} NOT NULL PRIMARY KEY,
    code {text} NOT NULL UNIQUE,            -- what the square code leads to
    kind {text} NOT NULL,                   -- naming, award, campaign
    subject {id} NOT NULL,                  -- the record it was issued for
    href {text} NOT NULL,                   -- and its address
    rank {text} NOT NULL,                   -- unit, county, city, province
    honour {text} NOT NULL,                 -- the words of the day, as everything below
    holders {text} NOT NULL,                -- JSON
    holder_unit {text} NOT NULL,
    issuer {id} NOT NULL,
    issuer_name {text} NOT NULL,
    document {text} NOT NULL,               -- 文号
    issued_on {text} NOT NULL,              -- civil date
    issued_by {id} NOT NULL,
    at {int} NOT NULL,
    unit {id} NOT NULL,                     -- where it counts: the holders' place then
    enterprise {id},
    path {text} NOT NULL,
    industry_path {text},
    version {int} NOT NULL,
    revoked_at {int},
    revoked_by {id},
    revoke_reason {text}
) {strict};
CREATE INDEX certificate_by_subject ON certificate (subject, at);
CREATE INDEX certificate_by_issuer ON certificate (issuer, at);

CREATE TABLE certificate_holder (
    certificate {id} NOT NULL REFERENCES certificate (id),
    person {id} NOT NULL,
    PRIMARY KEY (certificate, person)
) {keyed};
CREATE INDEX certificate_by_holder ON certificate_holder (person, certificate);
