//! The program `protect`: hands everything to the room `shell`.

fn main() -> std::process::ExitCode {
    protected_python::shell::main()
}
