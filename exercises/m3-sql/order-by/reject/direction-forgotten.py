COLUMNS = {"name": "name", "joined": "joined_on"}


def list_students(conn, sort_by, descending):
    return conn.execute(f"SELECT name FROM students ORDER BY {COLUMNS[sort_by]}").fetchall()
