class NotYours(Exception):
    pass


def delete_note(conn, user_id, note_id):
    cur = conn.cursor()
    cur.execute(
        "DELETE FROM notes WHERE id = :note AND owner_id = :user",
        {"note": note_id, "user": user_id},
    )
    if cur.rowcount == 0:
        raise NotYours(note_id)
