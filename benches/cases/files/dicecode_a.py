import random


class Confirmation:
    def __init__(self, sms):
        self.sms = sms

    def start(self, phone):
        code = f"{random.randrange(10**6):06d}"
        self.sms.send(phone, code)
        return code
