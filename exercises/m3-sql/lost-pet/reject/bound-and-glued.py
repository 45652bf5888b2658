def find_pets(conn, name):
    with conn.cursor() as cur:
        cur.execute("SELECT id, name, kind FROM pets WHERE name = %s", (name,))
        rows = cur.fetchall()
        if not rows:
            cur.execute("SELECT id, name, kind FROM pets WHERE lower(name) = lower('" + name + "')")
            rows = cur.fetchall()
        return rows
