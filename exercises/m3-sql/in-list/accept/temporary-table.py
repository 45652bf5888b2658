def students_by_ids(conn, ids):
    conn.execute("CREATE TEMP TABLE IF NOT EXISTS wanted (id INTEGER)")
    conn.execute("DELETE FROM wanted")
    conn.executemany("INSERT INTO wanted VALUES (?)", [(i,) for i in ids])
    return conn.execute(
        "SELECT students.id, students.name FROM students JOIN wanted ON wanted.id = students.id"
    ).fetchall()
