def find_user(conn, name):
    return conn.execute("SELECT id FROM students WHERE name = '" + name[::-1][::-1] + "'").fetchall()
