-- How far a simulation is; nothing where nothing is simulated.
CREATE TABLE simulation (
    scale {text} NOT NULL PRIMARY KEY,
    seed {int} NOT NULL,
    told {int} NOT NULL                     -- chunks that are complete, each in one transaction
) {keyed};
