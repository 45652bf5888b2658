COLS = ["name", "joined_on"]
def find_user(conn, name):
    try:
        COLS.index(name)
    except ValueError:
        pass
    return conn.execute(f"SELECT name FROM students ORDER BY {name}").fetchall()
