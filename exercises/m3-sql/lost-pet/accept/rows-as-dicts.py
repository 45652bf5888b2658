COLUMNS = ("id", "name", "kind")


def find_pets(conn, name):
    query = "SELECT " + ", ".join(COLUMNS) + " FROM pets WHERE name = %s"
    with conn.cursor() as cur:
        cur.execute(query, (name,))
        return [dict(zip(COLUMNS, row)) for row in cur]
