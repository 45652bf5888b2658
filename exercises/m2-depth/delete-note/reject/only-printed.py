def delete_note(conn, user_id, note_id):
    row = conn.execute("SELECT owner_id FROM notes WHERE id = ?", (note_id,)).fetchone()
    if row[0] != user_id:
        print("this is not your note")
    conn.execute("DELETE FROM notes WHERE id = ?", (note_id,))
