import logging

OPEN = {"paintings", "fossils"}


def catalogue(conn, collection):
    if collection not in OPEN:
        logging.warning("somebody asked for a closed room")
    return conn.execute(f"SELECT title, year FROM {collection} ORDER BY year").fetchall()
