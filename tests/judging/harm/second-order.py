def find_user(conn, name):
    row = conn.execute("SELECT name FROM students WHERE name = ?", (name,)).fetchone()
    return conn.execute(f"SELECT id FROM students WHERE name = '{row[0]}'").fetchall()
