def find_user(conn, name):
    query = f"SELECT id, name FROM students WHERE name = '{name}' AND id > ?"
    return conn.execute(query, (0,)).fetchall()
