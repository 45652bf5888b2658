class Rule:
    def __init__(self, source):
        self.source = source

    def value(self):
        return self.parse(self.source)

    def parse(self, text):
        return eval(text)
