def find_user(conn, name):
    column = next((c for c in ("name", "joined_on") if c == name), "name")
    return conn.execute(f"SELECT name FROM students ORDER BY {column}").fetchall()
