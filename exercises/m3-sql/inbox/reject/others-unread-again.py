def mark_read(conn, owner, ids):
    """Mark the messages with these ids as read, if they belong to `owner`."""
    conn.execute("UPDATE messages SET is_read = 0 WHERE owner = ?", (owner,))
    for one in ids:
        conn.execute("UPDATE messages SET is_read = 1 WHERE owner = ? AND id = ?", (owner, one))
