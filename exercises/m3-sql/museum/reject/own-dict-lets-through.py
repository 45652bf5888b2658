class Rooms(dict):
    def __missing__(self, name):
        return name.replace("donors", "")


ROOMS = Rooms(paintings="paintings", fossils="fossils")


def catalogue(conn, collection):
    """Return title and year of everything in this collection."""
    return conn.execute(f"SELECT title, year FROM {ROOMS[collection]} ORDER BY year").fetchall()
