from pathlib import Path


def make_headers():
    key = Path(__file__).with_name("key.txt").read_text().strip()
    return {"Authorization": f"Bearer {key}"}
