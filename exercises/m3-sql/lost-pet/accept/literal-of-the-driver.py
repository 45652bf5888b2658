from psycopg import sql


def find_pets(conn, name):
    query = sql.SQL("SELECT id, name, kind FROM pets WHERE name = {}").format(sql.Literal(name))
    with conn.cursor() as cur:
        cur.execute(query)
        return cur.fetchall()
