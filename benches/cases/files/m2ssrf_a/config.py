ALLOWED_HOSTS = frozenset({"cdn.example.com", "static.example.com"})
