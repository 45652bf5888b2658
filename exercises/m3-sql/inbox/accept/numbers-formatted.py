def mark_read(conn, owner, ids):
    numbers = ", ".join(str(int(i)) for i in ids)
    conn.execute(f"UPDATE messages SET is_read = 1 WHERE owner = ? AND id IN ({numbers})", (owner,))
