def delete_note(conn, user_id, note_id):
    """Delete a note. Only people who are logged in see the button."""
    conn.execute("DELETE FROM notes WHERE id = ?", (note_id,))
