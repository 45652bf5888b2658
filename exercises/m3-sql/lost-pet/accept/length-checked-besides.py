def find_pets(conn, name):
    if len(name := name.strip()) > 200:
        raise ValueError("no pet has such a long name")
    with conn.cursor() as cur:
        run = cur.execute
        run("SELECT id, name, kind FROM pets WHERE name = %s", (name,))
        return cur.fetchall()
