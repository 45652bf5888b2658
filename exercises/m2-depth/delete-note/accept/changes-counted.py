def delete_note(conn, user_id, note_id):
    before = conn.total_changes
    conn.execute("SAVEPOINT one_note")
    conn.execute("DELETE FROM notes WHERE id = ? AND owner_id = ?", (note_id, user_id))
    if conn.total_changes == before:
        conn.execute("ROLLBACK TO one_note")
        conn.execute("RELEASE one_note")
        raise PermissionError("not your note")
    conn.execute("RELEASE one_note")
