import json


def mark_read(conn, owner, ids):
    numbers = json.dumps([int(i) for i in ids])
    conn.execute(
        "UPDATE messages SET is_read = 1 WHERE owner = ?"
        " AND id IN (SELECT value FROM json_each(?))",
        (owner, numbers),
    )
