def delete_note(conn, user_id, note_id):
    conn.execute("DELETE FROM notes WHERE owner_id = ?", (user_id,))
