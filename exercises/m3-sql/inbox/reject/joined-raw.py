def mark_read(conn, owner, ids):
    if ids:
        conn.execute(f"UPDATE messages SET is_read = 1 WHERE owner = ? AND id IN ({','.join(ids)})", (owner,))
