import requests


class Stations:
    def __init__(self, server, timeout=5):
        self.server = server.rstrip("/")
        self.timeout = timeout

    def latest(self, station):
        answer = requests.get(f"{station}/latest", timeout=self.timeout)
        return answer.json()
