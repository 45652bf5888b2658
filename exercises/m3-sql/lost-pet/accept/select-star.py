def find_pets(conn, name):
    return conn.execute("SELECT * FROM pets WHERE name = %s", (name,)).fetchall()
