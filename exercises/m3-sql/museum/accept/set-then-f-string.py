OPEN = {"paintings", "fossils"}


class Closed(Exception):
    pass


def catalogue(conn, collection):
    if collection not in OPEN:
        raise Closed(collection)
    return conn.execute(f"SELECT title, year FROM {collection} ORDER BY year").fetchall()
