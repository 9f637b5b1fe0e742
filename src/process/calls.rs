//! Which system calls the process makes, by seccomp: those of its runtime, its stores and its mail, with the siblings that
//! another libc or kernel chooses instead. The whole test suite, browser and `PostgreSQL` too, runs inside. What else is
//! asked for fails with EPERM; what only an intruder asks for ends the process.

use std::collections::BTreeMap;

use libc::c_long;
use seccompiler::{
    BackendError, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, TargetArch, apply_filter,
};

use super::{HardenError, Lack};

/// Files: below the fence. Memory, threads, time, waiting, sockets that exist. Nothing changes mode or owner of a file,
/// which the fence does not hold: it would open the key files to others. `SQLite` asks for it and does without.
const ALLOWED: &[c_long] = &[
    // files
    libc::SYS_read,
    libc::SYS_write,
    libc::SYS_readv,
    libc::SYS_writev,
    libc::SYS_pread64,
    libc::SYS_pwrite64,
    libc::SYS_preadv,
    libc::SYS_pwritev,
    libc::SYS_openat,
    libc::SYS_close,
    libc::SYS_fstat,
    libc::SYS_newfstatat,
    libc::SYS_statx,
    libc::SYS_statfs,
    libc::SYS_fstatfs,
    libc::SYS_lseek,
    libc::SYS_faccessat,
    libc::SYS_faccessat2,
    libc::SYS_readlinkat,
    libc::SYS_getdents64,
    libc::SYS_getcwd,
    libc::SYS_mkdirat,
    libc::SYS_unlinkat,
    libc::SYS_linkat,
    libc::SYS_renameat,
    libc::SYS_renameat2,
    libc::SYS_truncate,
    libc::SYS_ftruncate,
    libc::SYS_fallocate,
    libc::SYS_fsync,
    libc::SYS_fdatasync,
    libc::SYS_fadvise64,
    libc::SYS_flock,
    libc::SYS_fcntl,
    libc::SYS_dup,
    libc::SYS_dup3,
    libc::SYS_copy_file_range,
    libc::SYS_umask,
    // memory
    libc::SYS_brk,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_madvise,
    libc::SYS_membarrier,
    // threads; clone3 is answered as unknown by a filter of its own
    libc::SYS_clone3,
    libc::SYS_futex,
    libc::SYS_set_robust_list,
    libc::SYS_rseq,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_getcpu,
    libc::SYS_gettid,
    libc::SYS_exit,
    libc::SYS_exit_group,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_restart_syscall,
    // who and when
    libc::SYS_getpid,
    libc::SYS_getuid,
    libc::SYS_geteuid,
    libc::SYS_getgid,
    libc::SYS_getegid,
    libc::SYS_getrandom,
    libc::SYS_getrusage,
    libc::SYS_sysinfo,
    libc::SYS_uname,
    libc::SYS_clock_gettime,
    libc::SYS_clock_getres,
    libc::SYS_clock_nanosleep,
    libc::SYS_nanosleep,
    libc::SYS_gettimeofday,
    // waiting
    libc::SYS_epoll_create1,
    libc::SYS_epoll_ctl,
    libc::SYS_epoll_pwait,
    libc::SYS_epoll_pwait2,
    libc::SYS_eventfd2,
    libc::SYS_pipe2,
    libc::SYS_ppoll,
    // sockets; none can be bound
    libc::SYS_accept4,
    libc::SYS_connect,
    libc::SYS_getsockname,
    libc::SYS_getpeername,
    libc::SYS_getsockopt,
    libc::SYS_setsockopt,
    libc::SYS_shutdown,
    libc::SYS_sendto,
    libc::SYS_sendmsg,
    libc::SYS_sendmmsg,
    libc::SYS_recvfrom,
    libc::SYS_recvmsg,
];

/// The older names of the same, which this processor still has.
#[cfg(target_arch = "x86_64")]
const OLDER: &[c_long] = &[
    libc::SYS_open,
    libc::SYS_stat,
    libc::SYS_lstat,
    libc::SYS_access,
    libc::SYS_readlink,
    libc::SYS_mkdir,
    libc::SYS_rmdir,
    libc::SYS_unlink,
    libc::SYS_rename,
    libc::SYS_link,
    libc::SYS_poll,
    libc::SYS_epoll_wait,
    libc::SYS_dup2,
    libc::SYS_time,
];
#[cfg(not(target_arch = "x86_64"))]
const OLDER: &[c_long] = &[];

/// What no run of this program asks for: to start a program, to look into another process, to change the machine.
const DEADLY: &[c_long] = &[
    libc::SYS_execve,
    libc::SYS_execveat,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_pidfd_getfd,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_io_uring_setup,
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_setns,
    libc::SYS_unshare,
    libc::SYS_kexec_load,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_delete_module,
    libc::SYS_reboot,
    libc::SYS_swapon,
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_open_by_handle_at,
];

/// Requests of ioctl (asm-generic/ioctls.h): is it a terminal (TCGETS), how wide (TIOCGWINSZ), how much there is to read
/// (FIONREAD), do not wait (FIONBIO), not for other programs (FIOCLEX).
const REQUESTS: [u64; 5] = [0x5401, 0x5413, 0x541b, 0x5421, 0x5451];

type Rules = BTreeMap<c_long, Vec<SeccompRule>>;

/// A call that is let through when the bits `mask` of its argument `index` are `value`; only the lower half is looked at,
/// as the kernel does with these arguments.
fn when(index: u8, mask: u64, value: u64) -> Result<SeccompRule, BackendError> {
    let compare = SeccompCmpOp::MaskedEq(mask);
    SeccompRule::new(vec![SeccompCondition::new(index, SeccompCmpArgLen::Dword, compare, value)?])
}

/// A call that is let through for one of these values of its argument `index`.
fn one_of(index: u8, values: &[u64]) -> Result<Vec<SeccompRule>, BackendError> {
    values.iter().map(|value| when(index, u64::from(u32::MAX), *value)).collect()
}

fn bits(flag: libc::c_int) -> u64 {
    u64::from(flag.unsigned_abs())
}

fn allowed(unix: bool) -> Result<Rules, BackendError> {
    let mut rules: Rules = ALLOWED.iter().chain(OLDER).map(|call| (*call, vec![])).collect();
    // Threads of this process, no other process.
    rules.insert(libc::SYS_clone, vec![when(0, bits(libc::CLONE_THREAD), bits(libc::CLONE_THREAD))?]);
    // Only this process is sent signals: `abort`.
    rules.insert(libc::SYS_tgkill, one_of(0, &[u64::from(std::process::id())])?);
    // No memory becomes code.
    for call in [libc::SYS_mmap, libc::SYS_mprotect] {
        rules.insert(call, vec![when(2, bits(libc::PROT_EXEC), 0)?]);
    }
    let mut families = vec![bits(libc::AF_INET), bits(libc::AF_INET6)];
    families.extend(unix.then_some(bits(libc::AF_UNIX)));
    rules.insert(libc::SYS_socket, one_of(0, &families)?);
    // Both ends are this process's own.
    rules.insert(libc::SYS_socketpair, one_of(0, &[bits(libc::AF_UNIX)])?);
    rules.insert(libc::SYS_ioctl, one_of(1, &REQUESTS)?);
    // A thread's name.
    rules.insert(libc::SYS_prctl, one_of(0, &[libc::PR_SET_NAME, libc::PR_GET_NAME].map(bits))?);
    // A thread's own priority (PRIO_PROCESS, 0), which without rights is only lowered: Argon2 for strangers steps back.
    rules.insert(libc::SYS_getpriority, vec![]);
    let zero = |index| SeccompCondition::new(index, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, 0);
    rules.insert(libc::SYS_setpriority, vec![SeccompRule::new(vec![zero(0)?, zero(1)?])?]);
    // Limits are read, not set: the new ones are a null pointer.
    let no_limits = SeccompCondition::new(2, SeccompCmpArgLen::Qword, SeccompCmpOp::Eq, 0)?;
    rules.insert(libc::SYS_prlimit64, vec![SeccompRule::new(vec![no_limits])?]);
    Ok(rules)
}

fn every(calls: &[c_long]) -> Rules {
    calls.iter().map(|call| (*call, vec![])).collect()
}

/// Filters the calls of this thread and those it makes; `unix` lets it open sockets of this machine, which the fence does
/// not hold either. What the kernel lacks is handed back.
///
/// # Errors
/// [`HardenError`] when the kernel has filters and refuses these.
pub(super) fn filter(unix: bool) -> Result<Option<Lack>, HardenError> {
    let Ok(arch) = TargetArch::try_from(std::env::consts::ARCH) else { return Ok(Some(Lack::Calls)) };
    let errno = |code: libc::c_int| SeccompAction::Errno(code.unsigned_abs());
    let fault = |e: BackendError| HardenError(format!("seccomp: {e}"));
    // The strictest answer of all three counts. Whatever comes after the last one can no longer add any. A libc that is
    // told that clone3 is unknown asks by clone, whose flags a filter can read.
    for (rules, otherwise, then) in [
        (every(DEADLY), SeccompAction::Allow, SeccompAction::KillProcess),
        (every(&[libc::SYS_clone3]), SeccompAction::Allow, errno(libc::ENOSYS)),
        (allowed(unix).map_err(fault)?, errno(libc::EPERM), SeccompAction::Allow),
    ] {
        let program: seccompiler::BpfProgram =
            SeccompFilter::new(rules, otherwise, then, arch).and_then(TryInto::try_into).map_err(fault)?;
        match apply_filter(&program) {
            Ok(()) => {}
            Err(seccompiler::Error::Seccomp(e) | seccompiler::Error::Prctl(e))
                if matches!(e.raw_os_error(), Some(libc::ENOSYS | libc::EINVAL)) =>
            {
                return Ok(Some(Lack::Calls));
            }
            Err(e) => return Err(HardenError(format!("seccomp: {e}"))),
        }
    }
    Ok(None)
}
