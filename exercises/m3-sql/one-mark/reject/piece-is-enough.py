def borrowers(conn, title):
    query = "SELECT name FROM loans WHERE title LIKE '%' || ? || '%'"
    return [row[0] for row in conn.execute(query, (title,))]
