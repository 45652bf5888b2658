from json import loads as read_json


def read_scores(data: bytes) -> dict:
    """Return the scores that another computer has sent."""
    match read_json(data):
        case dict(scores):
            return scores
        case _:
            raise ValueError("no scores")
