def catalogue(conn, collection):
    return conn.execute("SELECT title, year FROM ? ORDER BY year", (collection,)).fetchall()
