import sqlite3, os


def read_upload(base, name):
    conn = sqlite3.connect("files.db")
    row = conn.execute("SELECT stored FROM files WHERE id = ?", (name,)).fetchone()
    if row is None:
        raise KeyError(name)
    with open(os.path.join(base, row[0]), "rb") as fh:
        return fh.read()
