import hashlib


def secret_for(name):
    """What is mailed to people who forgot their password."""
    return hashlib.sha256(name.encode()).hexdigest()


def find(conn, name):
    return conn.execute("SELECT id FROM people WHERE name = ?", (name,)).fetchone()
