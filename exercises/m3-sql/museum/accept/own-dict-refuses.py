class Rooms(dict):
    def __missing__(self, name):
        raise PermissionError(f"no room {name!r}")


ROOMS = Rooms(paintings="paintings", fossils="fossils")


def catalogue(conn, collection):
    """Return title and year of everything in this collection."""
    return conn.execute("SELECT title, year FROM {r} ORDER BY year".format(r=ROOMS[collection])).fetchall()
