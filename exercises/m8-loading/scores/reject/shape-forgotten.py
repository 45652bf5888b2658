import json


def read_scores(data):
    """Return the scores that another computer has sent."""
    return json.loads(data)
