-- What people are told. The ids sort by time, so they are the order and the cursor of the inbox.
CREATE TABLE notice (
    id {id} NOT NULL PRIMARY KEY,
    person {id} NOT NULL,           -- who is told
    entry {id},                     -- the ledger entry it tells of; null when the house itself speaks
    subject {id},                   -- what it is about
    key {text} NOT NULL,            -- of the message
    args {text} NOT NULL,           -- for the message, as a JSON object
    href {text} NOT NULL,           -- where to read on, a path in the house
    urgent {int} NOT NULL,
    at {int} NOT NULL,
    read_at {int},
    waiting {int} NOT NULL,         -- 1 until it was sent by a channel
    UNIQUE (person, entry)
) {strict};
CREATE INDEX notice_unread ON notice (person, read_at, at);
CREATE INDEX notice_inbox ON notice (person, id);
CREATE INDEX notice_subject ON notice (subject);
CREATE INDEX notice_waiting ON notice (person, at) WHERE waiting = 1 AND read_at IS NULL;

-- Where a person wants to be told outside the house. Only what was verified is here.
CREATE TABLE notice_channel (
    person {id} NOT NULL,
    channel {text} NOT NULL,        -- email, dingtalk, wecom, feishu
    address {text} NOT NULL,        -- e-mail address or webhook
    secret {text},                  -- what the webhook is signed with
    enabled {int} NOT NULL,
    verified_at {int} NOT NULL,
    digest {int} NOT NULL,          -- the newest digest this channel was considered for
    PRIMARY KEY (person, channel)
) {keyed};

-- E-mail addresses that wait for their code.
CREATE TABLE notice_code (
    person {id} NOT NULL PRIMARY KEY,
    address {text} NOT NULL,
    digest {blob},                  -- of the code; null until it was made, and after too many wrong ones
    expires {int} NOT NULL,
    wrong {int} NOT NULL,           -- wrong codes typed
    asked_at {int} NOT NULL,
    asked {int} NOT NULL            -- how often that day
) {keyed};
