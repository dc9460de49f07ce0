-- Its files hang where those of every other record do.
INSERT INTO attachment (id, kind, owner, stage, name, mime, size, digest, thumbnail, caption, by_person, at)
SELECT id, 'method', method, '', name, mime, size, digest, thumbnail, caption, by_person, at FROM method_file;
DROP TABLE method_file;
