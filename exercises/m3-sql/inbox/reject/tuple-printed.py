def mark_read(conn, owner, ids):
    if len(ids) == 1:
        ids = ids * 2
    if ids:
        conn.execute(f"UPDATE messages SET is_read = 1 WHERE owner = ? AND id IN {tuple(ids)}", (owner,))
