import ast, re
SAFE = {"SafeLoader", "CSafeLoader", "BaseLoader", "CBaseLoader"}
def find_unsafe_yaml(source):
    tree, mods, funcs, loaders, hits = ast.parse(source), set(), {}, {}, set()
    for n in ast.walk(tree):
        if isinstance(n, ast.Import): mods |= {a.asname or a.name for a in n.names if a.name == "yaml"}
        if isinstance(n, ast.ImportFrom) and n.module == "yaml":
            for a in n.names: (loaders if "Loader" in a.name else funcs)[a.asname or a.name] = a.name
    def base(e):
        if isinstance(e, ast.Attribute) and isinstance(e.value, ast.Name) and e.value.id in mods: return e.attr
        if isinstance(e, ast.Name): return funcs.get(e.id) or loaders.get(e.id)
    for n in ast.walk(tree):
        if isinstance(n, ast.Call):
            fn = base(n.func)
            given = [base(a) for a in n.args[1:2]] + [base(k.value) for k in n.keywords if k.arg == "Loader"]
            if fn in {"unsafe_load", "unsafe_load_all"} or (fn in {"load", "load_all"} and not (given and given[0] in SAFE)):
                hits.add(n.lineno)
    return sorted(hits)
