def mark_read(conn, owner, ids):
    if ids:
        conn.execute("UPDATE messages SET is_read = 1 WHERE owner = ? AND id = ?", (owner, ids[0]))
