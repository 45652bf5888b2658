def find_user(conn, name):
    return conn.execute("SELECT * FROM students WHERE name = ?", (name,)).fetchall()
