def delete_note(conn, user_id, note_id):
    row = conn.execute("SELECT owner_id FROM notes WHERE id = ?", (note_id,)).fetchone()
    conn.execute("DELETE FROM notes WHERE id = ?", (note_id,))
    if row is None or row[0] != user_id:
        raise PermissionError("this was not your note")
