def mark_read(conn, owner, ids):
    """Mark the messages with these ids as read, if they belong to `owner`."""
    marks = ", ".join("?" for _ in ids)
    query = f"UPDATE messages SET is_read = 1 WHERE owner = ? AND id IN ({marks})"
    conn.execute(query, [owner, *ids])
