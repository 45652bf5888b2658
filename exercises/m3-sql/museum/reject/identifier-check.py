def catalogue(conn, collection):
    if not collection.isidentifier():
        raise ValueError(collection)
    return conn.execute(f"SELECT title, year FROM {collection} ORDER BY year").fetchall()
