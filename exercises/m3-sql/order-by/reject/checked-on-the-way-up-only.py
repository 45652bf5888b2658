COLUMNS = ("name", "joined", "joined_on")


def list_students(conn, sort_by, descending):
    if descending:
        if not sort_by.isidentifier():
            raise ValueError(sort_by)
        query = f"SELECT name, joined_on FROM students ORDER BY {sort_by} DESC"
        return conn.execute(query.replace("joined ", "joined_on ")).fetchall()
    if sort_by not in COLUMNS:
        raise ValueError(sort_by)
    column = "name" if sort_by == "name" else "joined_on"
    return conn.execute(f"SELECT name, joined_on FROM students ORDER BY {column}").fetchall()
