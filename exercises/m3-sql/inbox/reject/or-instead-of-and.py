def mark_read(conn, owner, ids):
    for message_id in ids:
        conn.execute("UPDATE messages SET is_read = 1 WHERE id = ? OR owner = ? AND id = ?", (message_id, owner, message_id))
