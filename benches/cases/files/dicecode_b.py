import random


class Worker:
    def __init__(self, log):
        self.log = log

    def finish(self):
        code = random.randrange(0, 1000)
        self.log.info("ended with %d", code)
        return code
