class Inbox:
    def __init__(self, conn, owner):
        self.conn = conn
        self.owner = owner

    def mark(self, ids):
        values = [self.owner]
        marks = []
        for message_id in ids:
            marks.append("?")
            values.append(message_id)
        if marks:
            self.conn.execute(
                f"UPDATE messages SET is_read = 1 WHERE owner = ? AND id IN ({','.join(marks)})",
                values,
            )


def mark_read(conn, owner, ids):
    Inbox(conn, owner).mark(ids)
