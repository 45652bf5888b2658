import json


def students_by_ids(conn, ids):
    inside = json.dumps(ids).strip("[]")
    return conn.execute("SELECT id, name FROM students WHERE id IN (" + inside + ")").fetchall()
