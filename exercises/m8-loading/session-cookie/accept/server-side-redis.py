import json

import redis

store = redis.Redis()


def load_session(cookie):
    data = store.get(f"session:{cookie}")
    return json.loads(data) if data else None
