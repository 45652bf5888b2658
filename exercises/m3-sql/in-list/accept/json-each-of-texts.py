import json


def students_by_ids(conn, ids):
    return conn.execute(
        "SELECT id, name FROM students WHERE id IN (SELECT CAST(value AS INTEGER) FROM json_each(?))",
        (json.dumps(list(ids)),),
    ).fetchall()
