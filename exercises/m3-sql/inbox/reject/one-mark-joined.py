def mark_read(conn, owner, ids):
    query = "UPDATE messages SET is_read = 1 WHERE owner = ? AND id IN (?)"
    conn.execute(query, (owner, ",".join(ids)))
