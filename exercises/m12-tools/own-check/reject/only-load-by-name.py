import ast

SAFE = {"SafeLoader", "CSafeLoader", "BaseLoader", "CBaseLoader"}


def find_unsafe_yaml(source):
    """Line numbers of the calls that load YAML unsafely, sorted."""
    tree = ast.parse(source)
    modules, names = set(), {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules.update(a.asname or a.name for a in node.names if a.name == "yaml")
        elif isinstance(node, ast.ImportFrom) and node.module == "yaml":
            names.update((a.asname or a.name, a.name) for a in node.names)

    def base(expression):
        """What an expression is called inside yaml, or None."""
        if isinstance(expression, ast.Name):
            name = names.get(expression.id)
            return None if name == "unsafe_load" else name
        if isinstance(expression, ast.Attribute) and isinstance(expression.value, ast.Name):
            return expression.attr if expression.value.id in modules else None
        return None

    lines = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        loaders = node.args[1:2] + [k.value for k in node.keywords if k.arg == "Loader"]
        safe = any(base(loader) in SAFE for loader in loaders)
        function = base(node.func)
        if function == "unsafe_load" or (function == "load" and not safe):
            lines.append(node.lineno)
    return sorted(lines)
