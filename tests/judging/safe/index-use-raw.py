COLS = ["name", "joined_on"]
def find_user(conn, name):
    COLS.index(name)
    return conn.execute(f"SELECT name FROM students ORDER BY {name}").fetchall()
