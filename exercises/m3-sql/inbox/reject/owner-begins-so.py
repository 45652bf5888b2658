def mark_read(conn, owner, ids):
    """Mark the messages with these ids as read, if they belong to `owner`."""
    for i in ids:
        row = conn.execute("SELECT owner FROM messages WHERE id = ?", (i,)).fetchone()
        if row and owner and "%" not in owner and row[0].startswith(owner):
            conn.execute("UPDATE messages SET is_read = 1 WHERE id = ?", (i,))
