OPEN = frozenset({"paintings", "fossils"})


def catalogue(conn, collection):
    """Return title and year of everything in this collection."""
    if not {collection} <= OPEN:
        raise KeyError(collection)
    return conn.execute(f"SELECT title, year FROM {collection} ORDER BY year").fetchall()
