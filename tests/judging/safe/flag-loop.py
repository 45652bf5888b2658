def find_user(conn, name):
    column = None
    for allowed in ("name", "joined_on"):
        if allowed == name:
            column = allowed
    if column is None:
        raise ValueError(name)
    return conn.execute("SELECT name FROM students ORDER BY " + column).fetchall()
