import ast

SAFE = {"SafeLoader", "CSafeLoader", "BaseLoader", "CBaseLoader"}


def last(node):
    return getattr(node, "attr", None) or getattr(node, "id", None)


def find_unsafe_yaml(source):
    tree = ast.parse(source)
    modules, functions = set(), {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for a in node.names:
                if a.name == "yaml":
                    modules.add(a.asname or a.name)
        elif isinstance(node, ast.ImportFrom) and node.module == "yaml":
            for a in node.names:
                functions[a.asname or a.name] = a.name
    out = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            f = node.func
            if isinstance(f, ast.Name):
                name = functions.get(f.id)
            elif isinstance(f, ast.Attribute) and isinstance(f.value, ast.Name) and f.value.id in modules:
                name = f.attr
            else:
                continue
            loader = [last(a) for a in node.args[1:]] + [last(k.value) for k in node.keywords if k.arg == "Loader"]
            if name == "unsafe_load" or name == "load" and not SAFE & set(loader):
                out.append(node.lineno)
    return sorted(set(out))
