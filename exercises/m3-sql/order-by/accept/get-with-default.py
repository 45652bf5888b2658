COLUMNS = {"name": "name", "joined": "joined_on"}


def list_students(conn, sort_by, descending):
    column = COLUMNS.get(sort_by, "name")
    order = "DESC" if descending else "ASC"
    return conn.execute("SELECT name, joined_on FROM students ORDER BY {} {}".format(column, order)).fetchall()
