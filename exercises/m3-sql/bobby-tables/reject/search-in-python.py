def find_user(conn, name):
    rows = conn.execute("SELECT id, name FROM students").fetchall()
    return [row for row in rows if row[1] == name]
