def delete_note(conn, user_id, note_id):
    conn.execute("DELETE FROM notes WHERE id = ? OR (owner_id = ? AND id = ?)", (note_id, user_id, note_id))
