def mark_read(conn, owner, ids):
    numbers = [int(i) for i in ids if i.isdigit()]
    if numbers:
        text = ",".join(ids)
        conn.execute(f"UPDATE messages SET is_read = 1 WHERE owner = ? AND (id IN ({text}))", (owner,))
