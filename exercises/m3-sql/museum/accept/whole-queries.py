QUERIES = {
    "paintings": "SELECT title, year FROM paintings ORDER BY year",
    "fossils": "SELECT title, year FROM fossils ORDER BY year",
}


def catalogue(conn, collection):
    query = QUERIES.get(collection)
    return conn.execute(query).fetchall() if query else []
