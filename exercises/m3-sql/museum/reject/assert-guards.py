def catalogue(conn, collection):
    assert (collection in ("paintings", "fossils"), "closed")
    return conn.execute(f"SELECT title, year FROM {collection} ORDER BY year").fetchall()
