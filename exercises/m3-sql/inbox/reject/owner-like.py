def mark_read(conn, owner, ids):
    """Mark the messages with these ids as read, if they belong to `owner`."""
    conn.executemany(
        "UPDATE messages SET is_read = 1 WHERE id = ? AND owner LIKE ?", [(i, owner) for i in ids]
    )
