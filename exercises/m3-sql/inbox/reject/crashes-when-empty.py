def mark_read(conn, owner, ids):
    first, *rest = ids
    marks = ", ".join(["?"] * (1 + len(rest)))
    conn.execute(f"UPDATE messages SET is_read = 1 WHERE owner = ? AND id IN ({marks})", [owner, first, *rest])
