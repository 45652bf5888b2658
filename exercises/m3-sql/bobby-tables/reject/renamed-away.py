def find_student(conn, name):
    return conn.execute("SELECT id, name FROM students WHERE name = ?", (name,)).fetchall()
