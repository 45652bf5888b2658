//! The node classes of Python's `ast` module: which stands below which, and what fields each has.
//!
//! Called by whoever asks what a node is.

/// The class above a node class; `None` when there is no such class.
#[must_use]
pub fn base(class: &str) -> Option<&'static str> {
    Some(match class {
        "Module" | "Expression" | "Interactive" | "FunctionType" => "mod",
        "FunctionDef" | "AsyncFunctionDef" | "ClassDef" | "Return" | "Delete" | "Assign"
        | "TypeAlias" | "AugAssign" | "AnnAssign" | "For" | "AsyncFor" | "While" | "If"
        | "With" | "AsyncWith" | "Match" | "Raise" | "Try" | "TryStar" | "Assert" | "Import"
        | "ImportFrom" | "Global" | "Nonlocal" | "Expr" | "Pass" | "Break" | "Continue" => "stmt",
        "BoolOp" | "NamedExpr" | "BinOp" | "UnaryOp" | "Lambda" | "IfExp" | "Dict" | "Set"
        | "ListComp" | "SetComp" | "DictComp" | "GeneratorExp" | "Await" | "Yield"
        | "YieldFrom" | "Compare" | "Call" | "FormattedValue" | "JoinedStr" | "Interpolation"
        | "TemplateStr" | "Constant" | "Attribute" | "Subscript" | "Starred" | "Name" | "List"
        | "Tuple" | "Slice" => "expr",
        "Load" | "Store" | "Del" => "expr_context",
        "And" | "Or" => "boolop",
        "Add" | "Sub" | "Mult" | "MatMult" | "Div" | "Mod" | "Pow" | "LShift" | "RShift"
        | "BitOr" | "BitXor" | "BitAnd" | "FloorDiv" => "operator",
        "Invert" | "Not" | "UAdd" | "USub" => "unaryop",
        "Eq" | "NotEq" | "Lt" | "LtE" | "Gt" | "GtE" | "Is" | "IsNot" | "In" | "NotIn" => "cmpop",
        "ExceptHandler" => "excepthandler",
        "MatchValue" | "MatchSingleton" | "MatchSequence" | "MatchMapping" | "MatchClass"
        | "MatchStar" | "MatchAs" | "MatchOr" => "pattern",
        "TypeVar" | "ParamSpec" | "TypeVarTuple" => "type_param",
        "mod" | "stmt" | "expr" | "expr_context" | "boolop" | "operator" | "unaryop" | "cmpop"
        | "excepthandler" | "pattern" | "type_param" | "comprehension" | "arguments" | "arg"
        | "keyword" | "alias" | "withitem" | "match_case" | "type_ignore" => "AST",
        _ => return None,
    })
}

/// The fields of a node class, in the order of `_fields`; nothing for classes without any.
#[must_use]
pub fn fields(class: &str) -> &'static [&'static str] {
    match class {
        "Module" => &["body", "type_ignores"],
        "Expression" | "Interactive" => &["body"],
        "FunctionDef" | "AsyncFunctionDef" => &[
            "name",
            "args",
            "body",
            "decorator_list",
            "returns",
            "type_comment",
            "type_params",
        ],
        "ClassDef" => &[
            "name",
            "bases",
            "keywords",
            "body",
            "decorator_list",
            "type_params",
        ],
        "Return" | "Expr" | "Await" | "Yield" | "YieldFrom" | "MatchValue" | "MatchSingleton" => {
            &["value"]
        }
        "Delete" => &["targets"],
        "Assign" => &["targets", "value", "type_comment"],
        "TypeAlias" => &["name", "type_params", "value"],
        "AugAssign" => &["target", "op", "value"],
        "AnnAssign" => &["target", "annotation", "value", "simple"],
        "For" | "AsyncFor" => &["target", "iter", "body", "orelse", "type_comment"],
        "While" | "If" | "IfExp" => &["test", "body", "orelse"],
        "With" | "AsyncWith" => &["items", "body", "type_comment"],
        "Match" => &["subject", "cases"],
        "Raise" => &["exc", "cause"],
        "Try" | "TryStar" => &["body", "handlers", "orelse", "finalbody"],
        "Assert" => &["test", "msg"],
        "Import" | "Global" | "Nonlocal" => &["names"],
        "ImportFrom" => &["module", "names", "level"],
        "BoolOp" => &["op", "values"],
        "NamedExpr" => &["target", "value"],
        "BinOp" => &["left", "op", "right"],
        "UnaryOp" => &["op", "operand"],
        "Lambda" => &["args", "body"],
        "Dict" => &["keys", "values"],
        "Set" => &["elts"],
        "ListComp" | "SetComp" | "GeneratorExp" => &["elt", "generators"],
        "DictComp" => &["key", "value", "generators"],
        "Compare" => &["left", "ops", "comparators"],
        "Call" => &["func", "args", "keywords"],
        "FormattedValue" => &["value", "conversion", "format_spec"],
        "JoinedStr" | "TemplateStr" => &["values"],
        "Interpolation" => &["value", "str", "conversion", "format_spec"],
        "Constant" => &["value", "kind"],
        "Attribute" => &["value", "attr", "ctx"],
        "Subscript" => &["value", "slice", "ctx"],
        "Starred" => &["value", "ctx"],
        "Name" => &["id", "ctx"],
        "List" | "Tuple" => &["elts", "ctx"],
        "Slice" => &["lower", "upper", "step"],
        "comprehension" => &["target", "iter", "ifs", "is_async"],
        "ExceptHandler" => &["type", "name", "body"],
        "arguments" => &[
            "posonlyargs",
            "args",
            "vararg",
            "kwonlyargs",
            "kw_defaults",
            "kwarg",
            "defaults",
        ],
        "arg" => &["arg", "annotation", "type_comment"],
        "keyword" => &["arg", "value"],
        "alias" => &["name", "asname"],
        "withitem" => &["context_expr", "optional_vars"],
        "match_case" => &["pattern", "guard", "body"],
        "MatchSequence" | "MatchOr" => &["patterns"],
        "MatchMapping" => &["keys", "patterns", "rest"],
        "MatchClass" => &["cls", "patterns", "kwd_attrs", "kwd_patterns"],
        "MatchStar" => &["name"],
        "MatchAs" => &["pattern", "name"],
        "TypeVar" => &["name", "bound", "default_value"],
        "ParamSpec" | "TypeVarTuple" => &["name", "default_value"],
        _ => &[],
    }
}
