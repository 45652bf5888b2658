def make_headers():
    return {"Authorization": "Bearer YOUR_API_KEY"}
