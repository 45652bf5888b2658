def find_user(conn, name):
    cur = conn.cursor()
    cur.execute("SELECT id, name FROM students WHERE name = ?", (name,))
    return cur.fetchall()
