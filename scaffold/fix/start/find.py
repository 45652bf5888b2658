def find(conn, name):
    return conn.execute(f"SELECT id, name FROM people WHERE name = '{name}'").fetchall()
