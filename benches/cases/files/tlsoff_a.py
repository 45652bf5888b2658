import requests


class BankClient:
    def __init__(self, base, token):
        self.base = base
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {token}"
        self.session.verify = False

    def balance(self, account):
        answer = self.session.get(f"{self.base}/accounts/{int(account)}", timeout=10)
        answer.raise_for_status()
        return answer.json()["balance"]
