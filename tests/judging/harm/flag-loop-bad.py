def find_user(conn, name):
    column = name
    for allowed in ("name", "joined_on"):
        if allowed == name:
            column = allowed
    return conn.execute("SELECT name FROM students ORDER BY " + column).fetchall()
