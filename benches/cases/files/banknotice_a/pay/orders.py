import os
import sqlite3


def mark_paid(number: int) -> None:
    with sqlite3.connect(os.environ["ORDERS"]) as db:
        db.execute("UPDATE orders SET paid = 1 WHERE number = ?", (number,))
