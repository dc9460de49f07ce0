-- What travels up, for nodes so high that the newest of the province finds theirs sooner than their place does.
CREATE INDEX suggestion_by_upward_recent ON suggestion (submitted_at) WHERE appealed = 1 OR state = 'passed_up';
