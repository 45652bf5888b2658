def catalogue(conn, collection):
    return conn.execute("SELECT title, year FROM paintings ORDER BY year").fetchall()
