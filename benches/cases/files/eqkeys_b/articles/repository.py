from __future__ import annotations

import os
from typing import Any

from pymongo import MongoClient
from pymongo.collection import Collection

ALLOWED = {"category", "author", "year"}


def collection() -> Collection:
    return MongoClient(os.environ["MONGO_URL"])["press"]["articles"]


class ArticleRepository:
    def __init__(self, articles: Collection) -> None:
        self._articles = articles

    def search(self, filters: dict[str, Any], limit: int = 20) -> list[dict[str, Any]]:
        query: dict[str, Any] = {"published": True}
        for key, value in filters.items():
            if key in ALLOWED:
                query[key] = {"$eq": value}
        cursor = self._articles.find(query, {"_id": 0, "title": 1, "slug": 1}).limit(limit)
        return list(cursor)
