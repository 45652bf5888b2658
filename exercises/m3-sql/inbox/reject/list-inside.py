def mark_read(conn, owner, ids):
    marks = ", ".join("?" for _ in ids)
    conn.execute(f"UPDATE messages SET is_read = 1 WHERE owner = ? AND id IN ({marks})", (owner, ids))
