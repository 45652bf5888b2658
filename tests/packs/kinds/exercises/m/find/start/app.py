import sqlite3

def f(conn, name):
    return conn.execute(f"SELECT {name}")
