ROOMS = {"paintings": "paintings", "fossils": "fossils"}


def catalogue(conn, collection):
    table = ROOMS.get(collection, collection)
    return conn.execute(f"SELECT title, year FROM {table} ORDER BY year").fetchall()
