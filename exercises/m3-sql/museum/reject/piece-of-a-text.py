def catalogue(conn, collection):
    if collection not in "paintings,fossils":
        raise ValueError(collection)
    return conn.execute(f"SELECT title, year FROM {collection}").fetchall()
