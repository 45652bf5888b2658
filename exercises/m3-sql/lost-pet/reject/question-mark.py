def find_pets(conn, name):
    with conn.cursor() as cur:
        cur.execute("SELECT id, name, kind FROM pets WHERE name = ?", (name,))
        return cur.fetchall()
