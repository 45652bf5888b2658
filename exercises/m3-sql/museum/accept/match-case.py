def catalogue(conn, collection):
    match collection:
        case "paintings":
            rows = conn.execute("SELECT title, year FROM paintings")
        case "fossils":
            rows = conn.execute("SELECT title, year FROM fossils")
        case _:
            raise ValueError("this room is closed")
    return sorted(rows, key=lambda row: row[1])
