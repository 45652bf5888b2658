def find_user(conn, name):
    if name not in ("name", "joined_on"):
        raise ValueError
    name = name + input()
    return conn.execute(f"SELECT name FROM students ORDER BY {name}").fetchall()
