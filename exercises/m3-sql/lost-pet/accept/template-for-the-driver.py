def find_pets(conn, name):
    with conn.cursor() as cur:
        return cur.execute(t"SELECT id, name, kind FROM pets WHERE name = {name}").fetchall()
