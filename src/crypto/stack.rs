//! Keys leave copies on the stack: a register spilled, a value moved, an array of the key encapsulation. Rust wipes none
//! of them, and a thread that waits for work keeps them for as long as it waits.

use std::hint::black_box;

/// Bytes wiped. Measured by `tests/it/memory.rs`: without optimisation copies lay up to 400 KiB below the end of the
/// stack.
const DEPTH: usize = 512 * 1024;

/// Wipes the stack of this thread below the caller. It must have [`DEPTH`] bytes left, as threads of the runtime have.
#[inline(never)]
#[expect(clippy::large_stack_arrays, reason = "to take this much of the stack is the purpose")]
pub fn wipe() {
    let mut below = [0_u8; DEPTH];
    // Nobody reads it: without this it would not be written.
    black_box(&mut below);
}
