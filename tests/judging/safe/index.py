COLS = ["name", "joined_on"]
def find_user(conn, name):
    column = COLS[COLS.index(name)]
    return conn.execute(f"SELECT name FROM students ORDER BY {column}").fetchall()
