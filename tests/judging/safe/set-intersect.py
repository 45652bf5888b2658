def find_user(conn, name):
    chosen = {name} & {"name", "joined_on"}
    column = chosen.pop() if chosen else "name"
    return conn.execute(f"SELECT name FROM students ORDER BY {column}").fetchall()
