find_user = lambda conn, name: conn.execute(
    "SELECT id, name FROM students WHERE name = ?", (name,)
).fetchall()
