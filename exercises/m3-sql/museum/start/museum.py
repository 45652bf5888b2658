def catalogue(conn, collection):
    """Return title and year of everything in this collection."""
    query = f"SELECT title, year FROM {collection} ORDER BY year"
    return conn.execute(query).fetchall()
