def find_user(conn, name):
    conn.executemany("INSERT INTO log VALUES (?)", [(n,) for n in [name]])
    return conn.execute("SELECT id FROM students WHERE name = ?", (name,)).fetchall()
