import logging
log = logging.getLogger(__name__)
def find_user(conn, name):
    log.info("SELECT FROM students WHERE name = %s", name)
    print(f"SELECT {name}")
    return conn.execute("SELECT id FROM students WHERE name = ?", (name,)).fetchall()
