"""Invitations to the shared calendar."""
import base64
import random
import secrets
import time


class Invitations:
    def __init__(self):
        self.open = {}

    def draw(self):
        return secrets.token_bytes(12)

    def invite(self, mail):
        invitation_token = base64.urlsafe_b64encode(self.draw()).decode().rstrip("=")
        self.open[invitation_token] = (mail, time.time() + 86400)
        return "https://calendar.example.org/join/" + invitation_token


class NumberedInvitations(Invitations):
    """Easier to read over the phone."""

    def draw(self):
        return b"%012d" % secrets.randbelow(10**12)


if __name__ == "__main__":
    print(NumberedInvitations().invite("ann@example.org"))
