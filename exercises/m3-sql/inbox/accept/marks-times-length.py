def mark_read(conn, owner, ids):
    marks = ",".join("?" * len(ids))
    with conn:
        cur = conn.cursor()
        cur.execute("UPDATE messages SET is_read = 1 WHERE id IN (%s) AND owner = ?" % marks, list(ids) + [owner])
        return cur.rowcount
