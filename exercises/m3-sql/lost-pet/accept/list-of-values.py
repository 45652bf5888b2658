def find_pets(conn, name):
    cur = conn.cursor()
    try:
        cur.execute("SELECT id, name, kind FROM pets WHERE name = %s", [name])
        return cur.fetchall()
    finally:
        cur.close()
