def find_pets(conn, name):
    with conn.cursor() as cur:
        cur.execute("SELECT id, name, kind FROM pets")
        return [row for row in cur.fetchall() if row[1] == name]
