def mark_read(conn, owner, ids):
    marks = ", ".join("?" for _ in ids)
    query = f"UPDATE messages SET is_read = 1 WHERE owner = '{owner}' AND id IN ({marks})"
    conn.execute(query, list(ids))
