def delete_note(conn, user_id, note_id):
    """Delete a note; what turns out not to be ours comes back."""
    owner = conn.execute("DELETE FROM notes WHERE id = ? RETURNING owner_id", (note_id,)).fetchone()
    if user_id is None or owner != (user_id,):
        conn.rollback()
        raise PermissionError("not your note")
    conn.commit()
