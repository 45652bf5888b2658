def mark_read(conn, owner, ids):
    for message_id in ids:
        conn.execute(f"UPDATE messages SET is_read = 1 WHERE owner = ? AND id = {message_id}", (owner,))
