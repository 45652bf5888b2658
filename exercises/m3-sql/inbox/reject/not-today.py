def mark_read(conn, owner, ids):
    return None
