def list_students(conn, sort_by, descending):
    column = {"name": "name", "joined_on": "joined_on"}.get(sort_by)
    if column is None:
        return []
    query = "SELECT name, joined_on FROM students ORDER BY " + column
    if descending:
        query = query + " DESC"
    return conn.execute(query).fetchall()
