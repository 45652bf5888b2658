def catalogue(conn, collection):
    if "donors" in collection.lower():
        raise PermissionError("no")
    return conn.execute(f"SELECT title, year FROM {collection} ORDER BY year").fetchall()
