from __future__ import annotations

import asyncpg


class AccountRepository:
    """All access to table accounts."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool

    async def by_owner(self, owner: str, order: str) -> list[asyncpg.Record]:
        async with self._pool.acquire() as connection:
            async with connection.transaction(readonly=True):
                return await connection.fetch(
                    f"SELECT id, label, balance FROM accounts WHERE owner = $1 ORDER BY {order}",
                    owner,
                )
