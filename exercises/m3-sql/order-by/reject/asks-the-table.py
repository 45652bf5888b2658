import sqlite3


def list_students(conn, sort_by, descending):
    conn.row_factory = sqlite3.Row
    rows = conn.execute("SELECT * FROM students").fetchall()
    return [row["name"] for row in sorted(rows, key=lambda row: row[sort_by], reverse=bool(descending))]
