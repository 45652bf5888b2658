def catalogue(conn, collection):
    if not collection.startswith(("paintings", "fossils")):
        raise ValueError(collection)
    return conn.execute(f"SELECT title, year FROM {collection}").fetchall()
