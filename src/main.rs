//! The `balss` program.

use std::process::ExitCode;

use zeroizing_alloc::ZeroAlloc;

/// Freed memory is zeroed, so that what passed through does not linger in it.
#[global_allocator]
static ALLOC: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

fn main() -> ExitCode {
    balss::cli::run()
}
