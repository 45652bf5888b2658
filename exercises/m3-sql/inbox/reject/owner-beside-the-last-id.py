def mark_read(conn, owner, ids):
    """Mark the messages with these ids as read, if they belong to `owner`."""
    if not ids:
        return
    these = " OR ".join(["id = ?"] * len(ids))
    conn.execute(f"UPDATE messages SET is_read = 1 WHERE {these} AND owner = ?", [*ids, owner])
    conn.commit()
