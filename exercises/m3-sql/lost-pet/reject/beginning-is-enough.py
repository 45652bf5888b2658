def find_pets(conn, name):
    """Return id, name and kind of every pet with this name."""
    with conn.cursor() as cur:
        cur.execute("SELECT id, name, kind FROM pets WHERE name LIKE %s", (name + "%",))
        return cur.fetchall()
