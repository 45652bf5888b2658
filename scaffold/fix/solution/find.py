def find(conn, name):
    return conn.execute("SELECT id, name FROM people WHERE name = ?", (name,)).fetchall()
