def find_user(conn, name):
    cur = conn.cursor()
    if len(name) > 100:
        return []
    return cur.execute("SELECT id, name FROM students " + "WHERE name = ?", [name]).fetchall()
