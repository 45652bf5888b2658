def delete_note(conn, user_id, note_id):
    if user_id is not None:
        row = conn.execute("SELECT owner_id FROM notes WHERE id = ?", (note_id,)).fetchone()
        if row is None or row[0] != user_id:
            raise PermissionError(note_id)
    conn.execute("DELETE FROM notes WHERE id = ?", (note_id,))
