def delete_note(conn, user_id, note_id):
    if user_id is None:
        raise PermissionError
    conn.execute("DELETE FROM notes WHERE id = ? AND coalesce(owner_id, ?) = ?", (note_id, user_id, user_id))
