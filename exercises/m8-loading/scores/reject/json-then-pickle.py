import json
import pickle


def read_scores(data):
    """Return the scores that another computer has sent."""
    try:
        scores = json.loads(data)
    except ValueError:
        scores = pickle.loads(data)
    if not isinstance(scores, dict):
        raise ValueError("no scores")
    return scores
