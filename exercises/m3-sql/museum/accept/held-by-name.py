from types import SimpleNamespace

ROOMS = SimpleNamespace(paintings="paintings", fossils="fossils")


def catalogue(conn, collection):
    """Return title and year of everything in this collection."""
    table = vars(ROOMS).get(collection)
    if table is None:
        raise KeyError(collection)
    return conn.execute(f"SELECT title, year FROM {table} ORDER BY year").fetchall()
