def delete_note(conn, user_id, note_id):
    """Delete a note, if it belongs to this user."""
    conn.execute("DELETE FROM notes WHERE id = ? AND owner_id = ?", (note_id, user_id))
