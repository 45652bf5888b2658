class Log:
    def __init__(self, path):
        self.path = path

    def lines(self):
        with open(self.path) as fh:
            yield from fh

    def count(self, word):
        return sum(1 for line in self.lines() if word in line)


def count_errors(path):
    return Log(path).count("ERROR")
