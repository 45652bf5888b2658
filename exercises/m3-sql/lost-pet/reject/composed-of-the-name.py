from psycopg import sql


def find_pets(conn, name):
    with conn.cursor() as cur:
        cur.execute(sql.SQL("SELECT id, name, kind FROM pets WHERE name = '{}'").format(sql.SQL(name)))
        return cur.fetchall()
