//! Programs that Python starts: `subprocess`, `os.system` and their relatives.
//!
//! Every program that would start is one event, after a real shell parse where a shell is used.
//! Called by `world`.

use super::call::{Call, Done, Miss, raise, shown, string, text, type_error, value_error};
use super::shell::{self, Ran, Step};
use super::tree::normal;
use super::{Model, Program, Setup, Thing};
use crate::attack::doubt;
use crate::evaluate::{Data, UNKNOWN};

/// What is asked to be started.
enum Command {
    Text(String),
    Arguments(Vec<String>),
}

/// Answers what concerns programs.
pub(super) fn call(model: &mut Model, call: &Call<'_>) -> Done {
    if let Some(receiver) = &call.outside.receiver {
        return method(model, call, receiver);
    }
    match call.name() {
        "subprocess.run"
        | "subprocess.call"
        | "subprocess.check_call"
        | "subprocess.check_output"
        | "subprocess.Popen" => subprocess(model, call),
        "subprocess.getoutput"
        | "subprocess.getstatusoutput"
        | "os.system"
        | "os.popen"
        | "asyncio.create_subprocess_shell" => {
            let command = shown_command(call.need(0, "command")?)?;
            let Command::Text(text) = command else {
                return Err(type_error("expected str"));
            };
            let ran = shell::run(&text, &model.setup);
            let (output, status) = done(model, &ran);
            let trimmed = trim(&output);
            match call.method() {
                "system" => Ok(status_word(status)),
                "getoutput" => Ok(trimmed),
                "getstatusoutput" => Ok(Data::Tuple(vec![status_word(status), trimmed])),
                "popen" => model.record("os._wrap_close", vec![("output", output)]),
                _ => {
                    let output = match output {
                        Data::Str(text) => bytes(&text),
                        other => other,
                    };
                    process(model, &output, &Data::Bytes(Vec::new()), status)
                }
            }
        }
        // Of programs that nobody described it is not known whether they are there.
        "shutil.which" => {
            let name = call.text(0, "cmd")?;
            let there = described(&model.setup, std::slice::from_ref(&name)).is_some();
            if there && !name.contains('/') {
                Ok(string(format!("/usr/bin/{name}")))
            } else {
                Err(Miss::Unknown(doubt::program_there(&name)))
            }
        }
        "asyncio.create_subprocess_exec" => {
            let arguments = call.outside.positional.iter().map(shown).collect();
            let (output, status) = started(model, &Command::Arguments(arguments));
            let made = process(model, &bytes(&output), &Data::Bytes(Vec::new()), status)?;
            if let Some(Thing::Record(fields)) = model.change(&made) {
                let given = call.outside.positional.clone();
                fields.push(("args".into(), Data::List(given)));
            }
            Ok(made)
        }
        name => match name.strip_prefix("os.") {
            Some(short) if short.starts_with("exec") || short.starts_with("spawn") => {
                execute(model, call, short)
            }
            Some("startfile") => {
                let file = call.text(0, "path")?;
                model.event("starts", &file);
                Ok(Data::None)
            }
            _ if name == "pty.spawn" => {
                let arguments = arguments(model, call.need(0, "argv")?)?;
                let (_, status) = started(model, &Command::Arguments(arguments));
                Ok(status_word(status))
            }
            _ => Err(Miss::Other),
        },
    }
}

/// Lists as arguments, text as text; parts that are not known become a mark.
fn shown_command(data: &Data) -> Done<Command> {
    Ok(match data {
        Data::Str(text) => Command::Text(text.clone()),
        Data::Bytes(bytes) => Command::Text(String::from_utf8_lossy(bytes).into_owned()),
        Data::Unknown(_) => Command::Text(UNKNOWN.to_string()),
        _ => return Err(type_error("expected str, bytes or os.PathLike object")),
    })
}

fn arguments(model: &Model, data: &Data) -> Done<Vec<String>> {
    let (Data::List(items) | Data::Tuple(items)) = data else {
        return Err(Miss::Other);
    };
    items
        .iter()
        .map(|item| match item {
            Data::Unknown(_) => Ok(UNKNOWN.to_string()),
            Data::Int(_) | Data::Float(_) | Data::None | Data::Bool(_) => Err(type_error(format!(
                "expected str, bytes or os.PathLike object, not {}",
                crate::attack::database::type_name(item)
            ))),
            item => model.name_of(item),
        })
        .collect()
}

/// Starts what is asked for and gives its output and status.
fn started(model: &mut Model, command: &Command) -> (String, Option<i32>) {
    let ran = match command {
        Command::Text(text) => shell::run(text, &model.setup),
        Command::Arguments(arguments) => shell::start(arguments, &model.setup),
    };
    log(model, &ran);
    (ran.output, ran.status)
}

/// What is said of a program: under its path, its name, or its name with some of its arguments, of which
/// the most count.
pub(super) fn described<'a>(setup: &'a Setup, arguments: &[String]) -> Option<&'a Program> {
    let (name, rest) = arguments.split_first()?;
    let short = name.rsplit('/').next().unwrap_or(name);
    let fits = |key: &&String| {
        let mut words = key.split(' ');
        let first = words.next();
        first.is_some_and(|first| first == name || first == short)
            && words.all(|word| rest.iter().any(|argument| argument == word))
    };
    let programs = &setup.programs;
    let best = programs
        .keys()
        .filter(fits)
        .max_by_key(|key| key.split(' ').count());
    best.and_then(|key| programs.get(key))
}

/// A program and its arguments in one line. An argument with white space or quotes in it stands between
/// quotes, as in a shell, so that one argument is told from two.
fn words(arguments: &[String]) -> String {
    let mut line = String::new();
    for (at, argument) in arguments.iter().enumerate() {
        if at > 0 {
            line.push(' ');
        }
        let plain = |c: char| !c.is_whitespace() && c != '\'';
        if !argument.is_empty() && argument.chars().all(plain) {
            line.push_str(argument);
        } else {
            let mark = if argument.contains('\'') { '"' } else { '\'' };
            line.push(mark);
            line.push_str(argument);
            line.push(mark);
        }
    }
    line
}

fn log(model: &mut Model, ran: &Ran) {
    for step in &ran.steps {
        match step {
            Step::Starts(arguments) => model.event("starts", &words(arguments)),
            Step::Reads(file) => model.event("reads", &normal(file)),
            Step::Writes(file) => model.event("writes", &normal(file)),
            Step::Refuses(_) => {}
        }
    }
}

fn done(model: &mut Model, ran: &Ran) -> (Data, Option<i32>) {
    log(model, ran);
    (string(ran.output.clone()), ran.status)
}

fn trim(output: &Data) -> Data {
    match output {
        Data::Str(text) => string(text.strip_suffix('\n').unwrap_or(text)),
        other => other.clone(),
    }
}

fn bytes(text: &str) -> Data {
    Data::Bytes(text.as_bytes().to_vec())
}

/// The status as Python tells it. A program that nobody described ends well.
fn status_word(status: Option<i32>) -> Data {
    Data::Int(i128::from(status.unwrap_or(0)))
}

fn subprocess(model: &mut Model, call: &Call<'_>) -> Done {
    let args = call
        .outside
        .positional
        .first()
        .or_else(|| call.keyword("args"))
        .ok_or_else(|| type_error("missing 1 required positional argument: 'args'"))?;
    let shell = match call
        .keyword("shell")
        .or_else(|| call.outside.positional.get(8))
    {
        None => false,
        Some(data) => data.truth().unwrap_or(true),
    };
    let command = match (args, shell) {
        (Data::Str(_) | Data::Bytes(_), true) => shown_command(args)?,
        (Data::Unknown(_), true) => Command::Text(UNKNOWN.to_string()),
        (Data::List(_) | Data::Tuple(_), true) => {
            // The first item is the text; the others are the shell's own arguments.
            let items = arguments(model, args)?;
            Command::Text(items.into_iter().next().unwrap_or_default())
        }
        (Data::List(_) | Data::Tuple(_), false) => {
            let mut items = arguments(model, args)?;
            if items.is_empty() {
                return Err(raise("IndexError", "list index out of range"));
            }
            if let Some(program) = call.keyword("executable").filter(|d| **d != Data::None)
                && let Some(first) = items.first_mut()
            {
                *first = shown(program);
            }
            Command::Arguments(items)
        }
        (Data::Unknown(_), false) => Command::Arguments(vec![UNKNOWN.to_string()]),
        // A whole line as the name of one program.
        (other, false) => Command::Arguments(vec![model.name_of(other)?]),
        (other, true) => Command::Text(model.name_of(other)?),
    };
    if let Command::Arguments(items) = &command {
        if items.iter().any(|item| item.contains('\0')) {
            return Err(value_error("embedded null byte"));
        }
        let name = items.first().map_or("", String::as_str);
        if name.contains(char::is_whitespace) || name.is_empty() {
            model.event("starts", name);
            return Err(raise(
                "FileNotFoundError",
                format!("[Errno 2] No such file or directory: '{name}'"),
            ));
        }
    }
    let (mut output, mut status) = started(model, &command);
    if let (Command::Arguments(items), Some(input)) = (&command, handed(model, call)) {
        hands(model, items, &input);
        if let Some((printed, code)) = super::filter::filtered(items, &input) {
            (output, status) = (printed, Some(code));
        }
    }
    let program = match &command {
        Command::Arguments(items) => items.first().cloned().unwrap_or_default(),
        Command::Text(_) => "sh".into(),
    };
    if let Some(to) = call.keyword("stdout") {
        super::files::printed(model, to, &output)?;
    }
    let errors = model
        .setup
        .programs
        .get(&program)
        .map(|program| program.stderr.clone())
        .unwrap_or_default();
    let on = |name: &str| {
        call.keyword(name)
            .is_some_and(|data| data.truth().unwrap_or(false))
    };
    let words = on("text")
        || on("universal_newlines")
        || call.keyword("encoding").is_some_and(|e| *e != Data::None);
    let stream = |text: &str| if words { string(text) } else { bytes(text) };
    let caught = |name: &str| {
        on("capture_output")
            || call.keyword(name).is_some_and(|data| {
                matches!(data, Data::Object(n) if n.ends_with("PIPE")) || *data == Data::Int(-1)
            })
    };
    let code = status.unwrap_or(0);
    let failed = |model: &Model| {
        let _ = model;
        raise(
            "subprocess.CalledProcessError",
            format!("Command '{program}' returned non-zero exit status {code}."),
        )
    };
    match call.method() {
        "call" => Ok(status_word(status)),
        "check_call" if code != 0 => Err(failed(model)),
        "check_call" => Ok(Data::Int(0)),
        "check_output" if code != 0 => Err(failed(model)),
        "check_output" => Ok(stream(&output)),
        "Popen" => {
            let made = process(model, &stream(&output), &stream(&errors), status)?;
            if let Some(Thing::Record(fields)) = model.change(&made) {
                fields.push(("args".into(), args.clone()));
            }
            Ok(made)
        }
        _ => {
            if on("check") && code != 0 {
                return Err(failed(model));
            }
            let out = if caught("stdout") {
                stream(&output)
            } else {
                Data::None
            };
            let err = if caught("stderr") {
                stream(&errors)
            } else {
                Data::None
            };
            model.record(
                "subprocess.CompletedProcess",
                vec![
                    ("args", args.clone()),
                    ("returncode", status_word(status)),
                    ("stdout", out),
                    ("stderr", err),
                ],
            )
        }
    }
}

/// A program is given text to read.
fn hands(model: &mut Model, arguments: &[String], input: &str) {
    let program = arguments.first().map_or("", String::as_str);
    let program = program.rsplit('/').next().unwrap_or(program);
    model.event(
        "hands",
        &format!("{program} {}", input.trim_end_matches('\n')),
    );
}

/// What a program is handed to read, where that is known.
fn handed(model: &mut Model, call: &Call<'_>) -> Option<String> {
    if let Some(input) = call.keyword("input").filter(|data| **data != Data::None) {
        return text(input).ok();
    }
    let from = call.keyword("stdin")?;
    match model.thing(from) {
        Some(Thing::Record(fields)) => text(&super::field(fields, "output")).ok(),
        Some(Thing::File(_)) => super::files::whole(model, from)
            .map(|content| String::from_utf8_lossy(&content).into_owned()),
        _ => None,
    }
}

fn process(model: &mut Model, output: &Data, errors: &Data, status: Option<i32>) -> Done {
    model.record(
        "subprocess.Popen",
        vec![
            ("output", output.clone()),
            ("errors", errors.clone()),
            ("returncode", status_word(status)),
            ("pid", Data::Unknown(doubt::process_number())),
        ],
    )
}

fn execute(model: &mut Model, call: &Call<'_>, short: &str) -> Done {
    let mut given: Vec<&Data> = call.outside.positional.iter().collect();
    let spawn = short.starts_with("spawn");
    if spawn && !given.is_empty() {
        given.remove(0);
    }
    let Some((_, rest)) = given.split_first() else {
        return Err(type_error("missing arguments"));
    };
    let mut items = Vec::new();
    let list = short.trim_start_matches("exec").trim_start_matches("spawn");
    if list.starts_with('l') {
        let end = rest.len() - usize::from(list.ends_with('e') && !rest.is_empty());
        for item in rest.iter().take(end) {
            items.push(shown(item));
        }
    } else if let Some(list) = rest.first() {
        items = arguments(model, list)?;
    }
    // What is started is the first argument, whatever the program is told that it is called.
    if let (Some(program), Some(first)) = (given.first(), items.first_mut()) {
        *first = model.name_of(program).unwrap_or_else(|_| shown(program));
    }
    let (_, status) = started(model, &Command::Arguments(items));
    if spawn {
        return Ok(status_word(status));
    }
    Err(raise("SystemExit", ""))
}

fn method(model: &mut Model, call: &Call<'_>, receiver: &Data) -> Done {
    let Data::Handle(kind, _) = receiver else {
        return Err(Miss::Other);
    };
    let Some(Thing::Record(fields)) = model.thing(receiver) else {
        return Err(Miss::Other);
    };
    let field = |name: &str| super::field(fields, name);
    let method = call.method();
    if call.outside.attribute != matches!((kind.as_str(), method), ("subprocess.Popen", "stdout")) {
        return Err(Miss::Other);
    }
    match (kind.as_str(), method) {
        ("subprocess.CompletedProcess", "check_returncode") => match field("returncode") {
            Data::Int(0) => Ok(Data::None),
            code => Err(raise(
                "subprocess.CalledProcessError",
                format!("Command returned non-zero exit status {}.", shown(&code)),
            )),
        },
        ("subprocess.Popen", "communicate") => {
            let (mut output, errors) = (field("output"), field("errors"));
            if let (Some(input), Data::List(items) | Data::Tuple(items)) =
                (call.get(0, "input"), field("args"))
            {
                let arguments: Vec<String> = items.iter().map(shown).collect();
                let input = text(input)?;
                hands(model, &arguments, &input);
                let printed = super::filter::filtered(&arguments, &input);
                output = match (printed, output) {
                    (Some((printed, _)), Data::Bytes(_)) => bytes(&printed),
                    (Some((printed, _)), _) => string(printed),
                    (None, output) => output,
                };
            }
            Ok(Data::Tuple(vec![output, errors]))
        }
        ("subprocess.Popen", "wait" | "poll") => Ok(field("returncode")),
        ("subprocess.Popen", "kill" | "terminate" | "send_signal" | "__exit__") => Ok(Data::None),
        ("subprocess.Popen" | "os._wrap_close", "__enter__") => Ok(receiver.clone()),
        ("subprocess.Popen", "stdout") => {
            let output = field("output");
            model.record("os._wrap_close", vec![("output", output)])
        }
        ("os._wrap_close", "read") => Ok(field("output")),
        ("os._wrap_close", "readlines" | "__iter__") => Ok(Data::List(match field("output") {
            Data::Bytes(output) => {
                let lines = output.split_inclusive(|byte| *byte == b'\n');
                lines.map(|line| Data::Bytes(line.to_vec())).collect()
            }
            output => text(&output)?.split_inclusive('\n').map(string).collect(),
        })),
        ("os._wrap_close", "close" | "__exit__") => Ok(Data::None),
        ("tempfile.TemporaryDirectory", "__enter__") => Ok(field("name")),
        ("tempfile.TemporaryDirectory", "__exit__" | "cleanup") => Ok(Data::None),
        _ => Err(Miss::Other),
    }
}
