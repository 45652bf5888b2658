import ast


def read_scores(data):
    """Return the scores that another computer has sent."""
    scores = ast.literal_eval(data.decode())
    if not isinstance(scores, dict):
        raise ValueError("no scores")
    return scores
