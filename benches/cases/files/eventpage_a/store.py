import databases

database = databases.Database("postgresql:///events")


class Store:
    async def page(self, limit, offset):
        return await database.fetch_all(
            "SELECT * FROM events ORDER BY id LIMIT :limit OFFSET :offset",
            {"limit": limit, "offset": offset},
        )


def store():
    return Store()
