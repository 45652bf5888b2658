import json
import sqlite3

conn = sqlite3.connect("sessions.db")


def load_session(cookie):
    row = conn.execute("SELECT data FROM sessions WHERE id = ?", (cookie,)).fetchone()
    if row is None:
        raise PermissionError("unknown session")
    return json.loads(row[0])
