from enum import Enum


class Room(Enum):
    PAINTINGS = "paintings"
    FOSSILS = "fossils"


def catalogue(conn, collection):
    room = Room(collection)
    cur = conn.cursor()
    cur.execute("SELECT title, year FROM " + room.value + " ORDER BY year")
    return cur.fetchall()
