import ast


def dotted(node):
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        left = dotted(node.value)
        return f"{left}.{node.attr}" if left else ""
    return ""


def find_unsafe_yaml(source):
    tree = ast.parse(source)
    full = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for a in node.names:
                full[a.asname or a.name] = a.name
        if isinstance(node, ast.ImportFrom):
            for a in node.names:
                full[a.asname or a.name] = f"{node.module}.{a.name}"

    def resolve(node):
        first, dot, rest = dotted(node).partition(".")
        return full.get(first, "?" + first) + dot + rest

    safe = {f"yaml.{c}{b}Loader" for c in ("", "C") for b in ("Safe", "Base")}
    result = set()
    for call in (n for n in ast.walk(tree) if isinstance(n, ast.Call)):
        name = resolve(call.func)
        keywords = {k.arg: k.value for k in call.keywords}
        loader = keywords.get("Loader") or (call.args[1] if len(call.args) >= 2 else None)
        if name == "yaml.unsafe_load":
            result.add(call.lineno)
        elif name == "yaml.load" and (loader is None or resolve(loader) not in safe):
            result.add(call.lineno)
    return sorted(result)
