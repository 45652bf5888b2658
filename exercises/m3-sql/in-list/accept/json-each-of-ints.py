import json


def students_by_ids(conn, ids):
    sql = "SELECT id FROM students WHERE id IN (SELECT value FROM json_each(?))"
    return conn.execute(sql, (json.dumps([int(i) for i in ids]),)).fetchall()
