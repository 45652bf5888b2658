def catalogue(conn, collection):
    table = '"' + collection.replace('"', '""') + '"'
    return conn.execute(f"SELECT title, year FROM {table} ORDER BY year").fetchall()
