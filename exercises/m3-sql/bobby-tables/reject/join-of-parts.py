def find_user(conn, name):
    query = "".join(["SELECT id, name FROM students WHERE name = '", name, "'"])
    return conn.execute(query).fetchall()
