//! What the evaluator cannot follow, by the ids of its reasons.
//!
//! Knows no sentences: those stand in `messages/`. Used by the rest of `evaluate`, and where a world meets the same.

super::reason::reasons! {
    attribute_at_run() = "attribute-at-run";
    bound_value() = "bound-value";
    call_too_long() = "call-too-long";
    called_by_sql(name) = "called-by-sql";
    calls_too_deep() = "calls-too-deep";
    code_from_text() = "code-from-text";
    done_to_object(callee) = "done-to-object";
    function_at_run() = "function-at-run";
    function_elsewhere(callee) = "function-elsewhere";
    how_many_arguments() = "how-many-arguments";
    how_many_elements() = "how-many-elements";
    how_many_rows() = "how-many-rows";
    known_at_run() = "known-at-run";
    method_elsewhere(name) = "method-elsewhere";
    module_at_run() = "module-at-run";
    name_not_defined(name) = "name-not-defined";
    nests_too_deep() = "nests-too-deep";
    no_end() = "no-end";
    no_value() = "no-value";
    not_callable() = "not-callable";
    notebook_command() = "notebook-command";
    receiver_unknown(name) = "receiver-unknown";
    regex_too_slow() = "regex-too-slow";
    result_at_run(callee) = "result-at-run";
    single_dispatch() = "single-dispatch";
    star_import(module) = "star-import";
    statement_may_run() = "statement-may-run";
    statement_not_computed() = "statement-not-computed";
    statement_not_run() = "statement-not-run";
    text_too_long() = "text-too-long";
    too_many_steps() = "too-many-steps";
}
