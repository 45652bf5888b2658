def delete_note(conn, user_id, note_id):
    row = conn.execute("SELECT owner_id FROM notes WHERE id = ?", (note_id,)).fetchone()
    if row is not None and row[0] == user_id:
        conn.execute("DELETE FROM notes WHERE id = ?", (note_id,))
