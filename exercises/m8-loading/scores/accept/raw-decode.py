import json

DECODER = json.JSONDecoder()


def read_scores(data):
    """Return the scores that another computer has sent."""
    scores, _ = DECODER.raw_decode(data.decode("utf-8").lstrip())
    if not isinstance(scores, dict):
        raise ValueError("no scores")
    return scores
