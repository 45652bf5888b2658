def find_user(conn, name):
    return conn.execute("SELECT id, name FROM students WHERE name LIKE ?", (f"%{name}%",)).fetchall()
