def delete_note(conn, user_id, note_id):
    if user_id is None:
        raise ValueError("log in first")
    conn.execute("DELETE FROM notes WHERE id = ?", (note_id,))
