def search_books(conn, term, limit):
    sql = "SELECT id, title FROM books WHERE instr(lower(title), lower(?)) > 0 LIMIT ?"
    return conn.execute(sql, [term, int(limit)]).fetchall()
