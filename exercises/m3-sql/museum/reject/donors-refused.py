def catalogue(conn, collection):
    if collection == "donors":
        raise PermissionError("no")
    return conn.execute(f"SELECT title, year FROM {collection} ORDER BY year").fetchall()
