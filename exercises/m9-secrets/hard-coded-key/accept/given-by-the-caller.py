def make_headers(api_key):
    return {"Authorization": f"Bearer {api_key}"}
