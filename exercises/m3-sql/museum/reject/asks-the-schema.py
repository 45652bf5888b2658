def catalogue(conn, collection):
    known = "SELECT name FROM sqlite_master WHERE type = 'table' AND name = ?"
    if conn.execute(known, (collection,)).fetchone() is None:
        raise ValueError(collection)
    return conn.execute(f"SELECT title, year FROM {collection} ORDER BY year").fetchall()
