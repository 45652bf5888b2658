from enum import Enum

Collection = Enum("Collection", {"PAINTINGS": "paintings", "FOSSILS": "fossils"})


def catalogue(conn, collection):
    """Return title and year of everything in this collection."""
    table = Collection(collection).value
    return conn.execute(f"SELECT title, year FROM {table} ORDER BY year").fetchall()
