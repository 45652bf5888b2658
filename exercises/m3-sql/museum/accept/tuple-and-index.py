ROOMS = ("paintings", "fossils")


def catalogue(conn, collection):
    table = ROOMS[ROOMS.index(collection)]
    return list(conn.execute("SELECT title, year FROM %s ORDER BY year" % table))
