OPEN = frozenset(["paintings", "fossils"])


def catalogue(conn, collection):
    """Return title and year of everything in this collection."""
    strange = {collection} - OPEN
    if strange:
        raise KeyError(*strange)
    return conn.execute(f"SELECT title, year FROM {collection} ORDER BY year").fetchall()
