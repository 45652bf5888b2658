def catalogue(conn, collection):
    table = "fossils" if collection == "fossils" else "paintings"
    return conn.execute("SELECT title, year FROM {} ORDER BY year".format(table)).fetchall()
