-- Who was told that the reward for a granted right is due: 1 before its day, 2 after it.
CREATE TABLE award_reminder (
    granted {id} NOT NULL PRIMARY KEY,
    stage {int} NOT NULL
) {keyed};
