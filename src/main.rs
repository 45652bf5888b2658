//! The program `protect`: hands everything to the room `shell`.

/// Checking a project makes and drops millions of small values on every core.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    protected_python::shell::main()
}
