-- Its files hang where those of every other record do.
INSERT INTO attachment (id, kind, owner, stage, name, mime, size, digest, thumbnail, caption, by_person, at)
SELECT id, 'invention', invention, '', name, mime, size, digest, thumbnail, caption, by_person, at FROM invention_file;
DROP TABLE invention_file;
