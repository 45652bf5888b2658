import sqlite3


class Shelf:
    def __init__(self, path: str) -> None:
        self.db = sqlite3.connect(path)

    def lent(self, shelf: int) -> list[str]:
        rows = self.db.execute(f"SELECT title FROM books WHERE shelf = '{shelf}' AND lent = 1")
        return [title for (title,) in rows]
