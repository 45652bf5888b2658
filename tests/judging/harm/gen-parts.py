def find_user(conn, name):
    def parts():
        yield "SELECT id FROM students WHERE name = '"
        yield name
        yield "'"
    return conn.execute("".join(parts())).fetchall()
