import sqlite3


def close_account(account_id, reason):
    with sqlite3.connect("bank.db") as db:
        db.execute("UPDATE accounts SET closed = 1, reason = ? WHERE id = ?", (reason, account_id))
