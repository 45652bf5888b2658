QUERIES = {
    ("name", False): "SELECT name FROM students ORDER BY name",
    ("name", True): "SELECT name FROM students ORDER BY name DESC",
    ("joined_on", False): "SELECT name FROM students ORDER BY joined_on",
    ("joined_on", True): "SELECT name FROM students ORDER BY joined_on DESC",
}


def list_students(conn, sort_by, descending):
    return conn.execute(QUERIES[sort_by, bool(descending)]).fetchall()
