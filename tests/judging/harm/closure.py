def find_user(conn, name):
    def query():
        return "SELECT id FROM students WHERE name = '" + name + "'"
    return conn.execute(query()).fetchall()
