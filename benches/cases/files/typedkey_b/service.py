from repository import AccountRepository

DIRECTIONS = {"up": "ASC", "down": "DESC"}
FIELDS = ("label", "balance", "opened_on")


class AccountService:
    def __init__(self, repository: AccountRepository) -> None:
        self.repository = repository

    @staticmethod
    def _order(field: str, direction: str) -> str:
        known = field in FIELDS
        if not known or not field:
            field = "label"
        return f"{field} {DIRECTIONS.get(direction, 'ASC')}"

    async def accounts_of(self, owner: str, field: str, direction: str):
        rows = await self.repository.by_owner(owner, self._order(field, direction))
        return [dict(row) for row in rows]
