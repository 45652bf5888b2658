from operator import itemgetter

POSITION = {"name": 0, "joined": 1, "joined_on": 1}


def list_students(conn, sort_by, descending):
    rows = conn.execute("SELECT name, joined_on FROM students").fetchall()
    return sorted(rows, key=itemgetter(POSITION[sort_by]), reverse=bool(descending))
