import json


def students_by_ids(conn, ids):
    query = f"SELECT id, name FROM students WHERE id IN (SELECT value FROM json_each('{json.dumps(ids)}'))"
    return conn.execute(query).fetchall()
