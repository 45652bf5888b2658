def owner_of(conn, note_id):
    for (owner,) in conn.execute("SELECT owner_id FROM notes WHERE id = ?", (note_id,)):
        return owner
    return None


def delete_note(conn, user_id, note_id):
    owner = owner_of(conn, note_id)
    if user_id is None or owner is None or owner != user_id:
        raise PermissionError(note_id)
    with conn:
        conn.execute("DELETE FROM notes WHERE id = ?", (note_id,))
