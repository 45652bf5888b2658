"""Inventory service: a thin HTTP layer over a SQLite repository."""
from __future__ import annotations

import logging
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Iterator, Optional

from flask import Flask, Response, jsonify, request

logger = logging.getLogger(__name__)


@dataclass
class ItemFilter:
    category: Optional[str] = None
    min_price: Optional[float] = None
    sort_by: str = "name"
    limit: int = 50
    extra: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_args(cls, args) -> "ItemFilter":
        return cls(
            category=args.get("category"),
            min_price=args.get("min_price", type=float),
            sort_by=args.get("sort_by", "name"),
            limit=min(args.get("limit", 50, type=int), 500),
        )


class InventoryRepository:
    COLUMNS = {"name": "name", "price": "price", "newest": "created_at"}

    def __init__(self, path: str) -> None:
        self._path = path

    @contextmanager
    def _connect(self) -> Iterator[sqlite3.Connection]:
        conn = sqlite3.connect(self._path)
        conn.row_factory = sqlite3.Row
        try:
            yield conn
            conn.commit()
        finally:
            conn.close()

    def _where(self, criteria: ItemFilter) -> tuple[str, list[Any]]:
        clauses, params = ["1 = 1"], []
        if criteria.category:
            clauses.append("category = ?")
            params.append(criteria.category)
        if criteria.min_price is not None:
            clauses.append("price >= ?")
            params.append(criteria.min_price)
        return " AND ".join(clauses), params

    def find(self, criteria: ItemFilter) -> list[dict[str, Any]]:
        where, params = self._where(criteria)
        order = self.COLUMNS.get(criteria.sort_by) or "name"
        sql = f"SELECT id, name, price FROM items WHERE {where} ORDER BY {order} LIMIT ?"
        logger.debug("running inventory query with %d parameters", len(params))
        with self._connect() as conn:
            rows = conn.execute(sql, [*params, criteria.limit]).fetchall()
        return [dict(row) for row in rows]


def create_app(database: str = "inventory.db") -> Flask:
    app = Flask(__name__)
    repo = InventoryRepository(database)

    @app.get("/items")
    def list_items() -> Response:
        criteria = ItemFilter.from_args(request.args)
        return jsonify(repo.find(criteria))

    @app.errorhandler(404)
    def not_found(_error) -> tuple[Response, int]:
        return jsonify(error="not found"), 404

    return app


if __name__ == "__main__":
    create_app().run(host="127.0.0.1", port=5000)
