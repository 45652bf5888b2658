import random
import secrets
import time


class SessionStore:
    def __init__(self):
        self.sessions = {}
        self._rng = random.Random(time.time())

    def open(self, user_id):
        session_id = "%032x" % self._rng.getrandbits(128)
        self.sessions[session_id] = {"user": user_id, "at": time.time()}
        return session_id

    def sample(self):
        return self._rng.choice(list(self.sessions.values()))
