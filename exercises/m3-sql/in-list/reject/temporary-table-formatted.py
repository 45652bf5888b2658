def students_by_ids(conn, ids):
    conn.execute("CREATE TEMP TABLE IF NOT EXISTS wanted (id INTEGER)")
    conn.execute("DELETE FROM wanted")
    for i in ids:
        conn.execute(f"INSERT INTO wanted VALUES ({i})")
    return conn.execute("SELECT id, name FROM students WHERE id IN (SELECT id FROM wanted)").fetchall()
