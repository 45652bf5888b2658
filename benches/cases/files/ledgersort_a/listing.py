"""What a visitor asks of the list."""


class Listing:
    COLUMNS = {"newest": "created DESC", "largest": "total DESC", "number": "number"}

    def __init__(self, fields):
        self._fields = fields

    @property
    def column(self):
        wish = self._fields.get("order", ["newest"])[0]
        return self.COLUMNS.get(wish, wish)

    @property
    def paid(self):
        return 1 if self._fields.get("paid", [""])[0] == "yes" else 0
