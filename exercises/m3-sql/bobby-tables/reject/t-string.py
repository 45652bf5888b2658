def find_user(conn, name):
    return conn.execute(t"SELECT id, name FROM students WHERE name = {name}").fetchall()
