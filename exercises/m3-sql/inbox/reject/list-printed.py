def mark_read(conn, owner, ids):
    printed = repr(ids)[1:-1]
    conn.execute(f"UPDATE messages SET is_read = 1 WHERE owner = ? AND id IN ({printed})", (owner,))
