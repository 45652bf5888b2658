class Museum:
    def __init__(self, conn):
        self.conn = conn

    def show_paintings(self):
        return self.conn.execute("SELECT title, year FROM paintings ORDER BY year")

    def show_fossils(self):
        return self.conn.execute("SELECT title, year FROM fossils ORDER BY year")


def catalogue(conn, collection):
    """Return title and year of everything in this collection."""
    museum = Museum(conn)
    shows = {name[len("show_"):]: getattr(museum, name) for name in dir(museum) if name.startswith("show_")}
    try:
        show = shows[collection]
    except KeyError:
        raise LookupError("no such collection") from None
    return show().fetchall()
