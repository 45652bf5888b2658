import hmac


def may_open(conn, name, code):
    row = conn.execute("SELECT code FROM box WHERE name = ?", [name]).fetchone()
    return row is not None and hmac.compare_digest(row[0], code)
