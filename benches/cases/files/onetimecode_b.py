import random
import secrets
from datetime import datetime, timedelta, timezone


class OneTimeCode:
    digits = 6

    def __init__(self, store, sender):
        self.store = store
        self.sender = sender

    def issue(self, phone):
        code = f"{secrets.randbelow(10 ** self.digits):0{self.digits}d}"
        self.store.save(phone, code, datetime.now(timezone.utc) + timedelta(minutes=5))
        self.sender.send(phone, f"Your code: {code}")
