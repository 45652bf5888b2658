import json


class BadScores(Exception):
    pass


def read_scores(data):
    """Return the scores that another computer has sent."""
    try:
        scores = json.loads(data)
    except json.JSONDecodeError as error:
        raise BadScores("no JSON") from error
    if isinstance(scores, dict):
        return scores
    raise BadScores("no scores")
