def catalogue(conn, collection):
    if collection.strip().lower() not in {"paintings", "fossils"}:
        raise ValueError(collection)
    return conn.execute(f"SELECT title, year FROM {collection} ORDER BY year").fetchall()
