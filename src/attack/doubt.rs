//! What the modelled world does not know, or does not do for a probe, by the ids of its reasons.
//!
//! Knows no sentences: those stand in `messages/`. Used by the rest of `attack`.

crate::evaluate::reasons! {
    answer_part() = "answer-part";
    answer_too_large() = "answer-too-large";
    argument_unknown(name) = "argument-unknown";
    blake_form() = "blake-form";
    changed_perhaps() = "changed-perhaps";
    clock() = "clock";
    conversion() = "conversion";
    derivation_costly() = "derivation-costly";
    derivation_unknown() = "derivation-unknown";
    document_too_long() = "document-too-long";
    document_too_many(count) = "document-too-many";
    escaped_by_function() = "escaped-by-function";
    fill_too_long() = "fill-too-long";
    files_unknown() = "files-unknown";
    hash_unknown() = "hash-unknown";
    how_random() = "how-random";
    identity() = "identity";
    inside_archive() = "inside-archive";
    number_too_large() = "number-too-large";
    page_part() = "page-part";
    page_too_long() = "page-too-long";
    process_number() = "process-number";
    program_there(name) = "program-there";
    proxy_decides() = "proxy-decides";
    query_value() = "query-value";
    random_gives() = "random-gives";
    result_of(name) = "result-of";
    rounds_too_many() = "rounds-too-many";
    settings_unknown() = "settings-unknown";
    setting_file() = "setting-file";
    statements_too_long() = "statements-too-long";
    system_random() = "system-random";
    template_not_filled() = "template-not-filled";
    too_many_databases() = "too-many-databases";
    too_many_kept() = "too-many-kept";
    too_many_objects() = "too-many-objects";
    used_twice() = "used-twice";
    which_escaped() = "which-escaped";
    written_unknown() = "written-unknown";
    xml_encoding() = "xml-encoding";
    xml_entities() = "xml-entities";
    xml_too_large() = "xml-too-large";
    xml_too_long() = "xml-too-long";
}
