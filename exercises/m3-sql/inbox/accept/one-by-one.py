def mark_read(conn, owner, ids):
    for message_id in ids:
        conn.execute(
            "UPDATE messages SET is_read = 1 WHERE id = ? AND owner = ?",
            (message_id, owner),
        )
