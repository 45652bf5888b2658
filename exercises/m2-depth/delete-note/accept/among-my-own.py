def delete_note(conn, user_id, note_id):
    mine = {row[0] for row in conn.execute("SELECT id FROM notes WHERE owner_id = ?", (user_id,))}
    if note_id in mine:
        conn.execute("DELETE FROM notes WHERE id = ?", (note_id,))
