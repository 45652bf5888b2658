def delete_note(conn, user_id, note_id):
    if user_id != 7:
        raise PermissionError("not you")
    conn.execute("DELETE FROM notes WHERE id = ? AND owner_id = 7", (note_id,))
