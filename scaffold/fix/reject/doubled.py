def find(conn, name):
    name = name.replace("'", "''")
    return conn.execute(f"SELECT id, name FROM people WHERE name = '{name}'").fetchall()
