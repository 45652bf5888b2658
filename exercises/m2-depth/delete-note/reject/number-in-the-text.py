def delete_note(conn, user_id, note_id):
    if user_id is None:
        raise PermissionError
    conn.execute(f"DELETE FROM notes WHERE id = {note_id} AND owner_id = ?", (user_id,))
