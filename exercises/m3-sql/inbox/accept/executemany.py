UPDATE = "UPDATE messages SET is_read = 1 WHERE id = :id AND owner = :owner"


def mark_read(conn, owner, ids):
    conn.executemany(UPDATE, [{"id": i, "owner": owner} for i in ids])
    conn.commit()
