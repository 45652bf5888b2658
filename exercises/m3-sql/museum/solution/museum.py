ROOMS = {"paintings": "paintings", "fossils": "fossils"}


def catalogue(conn, collection):
    """Return title and year of everything in this collection."""
    table = ROOMS[collection]
    query = f"SELECT title, year FROM {table} ORDER BY year"
    return conn.execute(query).fetchall()
