//! What the process can still do once it serves: tried from inside, in a process of this test's own that hardens itself
//! as `serve` does, and looked at from outside on the real program.

use crate::support::command::program;
use std::fs;
use std::io::ErrorKind;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixDatagram;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Command, ExitCode, Output};

use balss::config::Config;
use balss::process::{self, Fence};
use libtest_mimic::Trial;

use crate::support::server::Demo;
use crate::support::services::{Need, trial};

/// Names what the child of this test binary is to try.
pub const CHILD: &str = "BALSS_TEST_SANDBOX";
/// The folder of the child's installation.
const HOME: &str = "BALSS_TEST_SANDBOX_HOME";
/// Ports of listeners outside: one that the configuration names, one that it does not.
const PORTS: &str = "BALSS_TEST_SANDBOX_PORTS";

pub fn trials() -> Vec<Trial> {
    vec![
        trial("sandbox::files_outside_are_neither_read_nor_written", &[Need::Landlock], files),
        trial("sandbox::no_file_is_opened_to_others", &[Need::Seccomp], modes),
        trial("sandbox::sockets_of_this_machine_are_for_the_database_only", &[Need::Seccomp], sockets),
        trial("sandbox::no_program_starts_and_no_process_is_looked_into", &[Need::Seccomp], programs),
        trial("sandbox::only_the_configured_ports_are_reached", &[Need::LandlockTcp], ports),
        trial("sandbox::a_server_shows_its_sandbox", &[Need::Seccomp], from_outside),
        trial("sandbox::another_process_of_the_same_user_cannot_read_the_memory", &[], memory_is_closed),
    ]
}

/// What the child runs. It says what happened on standard output.
pub fn child(attempt: &str) -> ExitCode {
    let home = std::env::var(HOME).expect("a folder");
    let home = Path::new(&home);
    let config = Config::load(&home.join("balss.toml")).expect("a configuration");
    process::close();
    process::harden(&Fence::of(&config)).expect("a sandbox");
    // Threads made afterwards are in it too, and can be made.
    let attempt = attempt.to_owned();
    let home = home.to_owned();
    let said = std::thread::spawn(move || tried(&attempt, &home)).join().expect("a thread");
    for line in said {
        println!("{line}");
    }
    ExitCode::SUCCESS
}

fn word<T>(name: &str, done: std::io::Result<T>) -> String {
    match done {
        Ok(_) => format!("{name}: done"),
        Err(e) if e.kind() == ErrorKind::PermissionDenied => format!("{name}: denied"),
        Err(e) => format!("{name}: {e}"),
    }
}

fn tried(attempt: &str, home: &Path) -> Vec<String> {
    match attempt {
        "files" => vec![
            word("passwd", fs::read("/etc/passwd")),
            word("configuration", fs::read(home.join("balss.toml"))),
            word("environment", fs::read("/proc/self/environ")),
            word("root folder", fs::read_dir("/")),
            word("a file elsewhere", fs::write(home.join("new"), "x")),
            word("a link out", std::os::unix::fs::symlink("/etc/passwd", home.join("blobs/link"))),
            word("a key", fs::read(home.join("keys/pepper"))),
            word("a key written", fs::write(home.join("keys/pepper"), "x")),
            word("a blob", fs::write(home.join("blobs/object"), "x")),
            word("a blob read", fs::read(home.join("blobs/object"))),
            word("a blob removed", fs::remove_file(home.join("blobs/object"))),
        ],
        "modes" => {
            let key = home.join("keys/pepper");
            let loose = || fs::Permissions::from_mode(0o644);
            let file = fs::File::open(&key).expect("a key");
            let me = Some(rustix::process::getuid().as_raw());
            vec![
                word("a mode by name", fs::set_permissions(&key, loose())),
                word("a mode by file", file.set_permissions(loose())),
                word("an owner by name", std::os::unix::fs::chown(&key, me, None)),
                word("an owner by file", std::os::unix::fs::fchown(&file, me, None)),
            ]
        }
        "sockets" => vec![
            word("a socket of this machine", UnixDatagram::unbound()),
            word("a pair of its own", UnixDatagram::pair()),
        ],
        "program" => vec![word("program", Command::new("/bin/true").status())],
        "program instead" => vec![word("program instead", Err::<(), _>(Command::new("/bin/true").exec()))],
        "ports" => {
            let ports = std::env::var(PORTS).expect("ports");
            let names = ["its mail server", "another server"];
            let mut said: Vec<_> = names
                .into_iter()
                .zip(ports.split(' '))
                .map(|(name, port)| word(name, TcpStream::connect(format!("127.0.0.1:{port}"))))
                .collect();
            said.push(word("a new port", TcpListener::bind("127.0.0.1:0")));
            said
        }
        other => panic!("{other}"),
    }
}

/// Runs an attempt in a small installation of its own.
fn run(attempt: &str, mail: u16, other: u16) -> Output {
    run_with(attempt, mail, other, |text| text)
}

/// The same, with a change in the configuration.
fn run_with(attempt: &str, mail: u16, other: u16, change: impl Fn(String) -> String) -> Output {
    let home = tempfile::tempdir().expect("a folder");
    let path = |name: &str| home.path().join(name);
    for folder in ["blobs", "keys", "state", "data"] {
        fs::create_dir(path(folder)).expect("a folder");
    }
    fs::write(path("keys/pepper"), [7; 32]).expect("a file");
    let example = include_str!("../../config/example.toml");
    let text = example
        .replace("/var/lib/balss/balss.db", &path("data/balss.db").display().to_string())
        .replace("/var/lib/balss-state", &path("state").display().to_string())
        .replace("/var/lib/balss/blobs", &path("blobs").display().to_string())
        .replace("/etc/balss/keys", &path("keys").display().to_string())
        .replace("mail.example.lv:587", &format!("127.0.0.1:{mail}"));
    fs::write(path("balss.toml"), change(text)).expect("a file");
    Command::new(std::env::current_exe().expect("this test"))
        .env(CHILD, attempt)
        .env(HOME, home.path())
        .env(PORTS, format!("{mail} {other}"))
        .output()
        .expect("a child")
}

fn said(output: &Output) -> String {
    let text = [&output.stdout[..], &output.stderr].concat();
    String::from_utf8_lossy(&text).into_owned()
}

fn files() {
    let output = run("files", 587, 0);
    let expected = [
        "passwd: denied",
        "configuration: denied",
        "environment: denied",
        "root folder: denied",
        "a file elsewhere: denied",
        "a link out: denied",
        "a key: done",
        "a key written: denied",
        "a blob: done",
        "a blob read: done",
        "a blob removed: done",
    ];
    assert_eq!(said(&output).lines().collect::<Vec<_>>(), expected);
}

fn modes() {
    let output = run("modes", 587, 0);
    let expected = [
        "a mode by name: denied",
        "a mode by file: denied",
        "an owner by name: denied",
        "an owner by file: denied",
    ];
    assert_eq!(said(&output).lines().collect::<Vec<_>>(), expected);
}

fn sockets() {
    let output = run("sockets", 587, 0);
    let expected = ["a socket of this machine: denied", "a pair of its own: done"];
    assert_eq!(said(&output).lines().collect::<Vec<_>>(), expected);
    // Where the database listens on one.
    let output = run_with("sockets", 587, 0, |text| {
        let database = text.lines().find(|l| l.starts_with("database = ")).expect("a database");
        text.replace(database, "database = \"postgres://balss@localhost/balss?host=/run/postgresql\"")
    });
    let expected = ["a socket of this machine: done", "a pair of its own: done"];
    assert_eq!(said(&output).lines().collect::<Vec<_>>(), expected);
}

fn programs() {
    assert_eq!(said(&run("program", 587, 0)).trim(), "program: denied");
    // To become another program needs no new process: that ends this one.
    let output = run("program instead", 587, 0);
    let sigsys = 31;
    assert_eq!(output.status.signal(), Some(sigsys), "{}", said(&output));
}

fn ports() {
    let listener = || TcpListener::bind("127.0.0.1:0").expect("a port");
    let (mail, other) = (listener(), listener());
    let port = |l: &TcpListener| l.local_addr().expect("an address").port();
    let output = run("ports", port(&mail), port(&other));
    let expected = ["its mail server: done", "another server: denied", "a new port: denied"];
    assert_eq!(said(&output).lines().collect::<Vec<_>>(), expected);
}

fn from_outside() {
    let demo = Demo::empty();
    let of = |pid: &str| fs::read_to_string(format!("/proc/{}/{pid}", demo.pid())).expect("a process");
    let limits = of("limits");
    let core = limits.lines().find(|l| l.starts_with("Max core file size")).expect("a limit");
    assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"]);
    let threads = fs::read_dir(format!("/proc/{}/task", demo.pid())).expect("threads");
    let threads: Vec<_> = threads.map(|t| t.expect("a thread").path()).collect();
    assert!(threads.len() > 1, "a runtime");
    for thread in threads {
        let status = fs::read_to_string(thread.join("status")).expect("a thread");
        for line in ["NoNewPrivs:\t1", "Seccomp:\t2"] {
            assert!(status.lines().any(|l| l == line), "{}: {line}", thread.display());
        }
    }
    let said = String::from_utf8_lossy(&demo.output()).into_owned();
    assert!(!said.contains("not offered"), "{said}");
}

/// Root may look into everything; so root tries as somebody who is not, with a process of that somebody.
fn memory_is_closed() {
    const NOBODY: u32 = 65_534;
    let root = rustix::process::getuid().is_root();
    let home = tempfile::tempdir().expect("a folder");
    let copy = |from: &str, name: &str| {
        let to = home.path().join(name);
        fs::copy(from, &to).expect("a program");
        to
    };
    let balss = copy(&program(), "balss");
    let give = |path: &Path| {
        if root {
            std::os::unix::fs::chown(path, Some(NOBODY), Some(NOBODY)).expect("a new owner");
        }
    };
    give(home.path());
    let as_somebody = |command: &mut Command| {
        if root {
            command.uid(NOBODY).gid(NOBODY);
        }
    };
    let mut command = Command::new(balss);
    command.args(["demo", "--json", "--cases", "0", "--listen", "127.0.0.1:0", "--data"]);
    command.arg(home.path().join("data")).stdin(std::process::Stdio::null());
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::null());
    as_somebody(&mut command);
    let mut child = command.spawn().expect("the program");
    let mut line = String::new();
    let answered = std::io::BufRead::read_line(
        &mut std::io::BufReader::new(child.stdout.take().expect("a pipe")),
        &mut line,
    );
    let read = |pid: u32| {
        let mut look = Command::new("head");
        look.args(["-c", "1"]).arg(format!("/proc/{pid}/environ")).stdin(std::process::Stdio::null());
        as_somebody(&mut look);
        look.output().expect("head")
    };
    let seen = read(child.id());
    // The same look at a process that is not closed succeeds: the attempt itself is sound.
    let mut open = Command::new("sleep");
    open.arg("20").env("A", "B");
    as_somebody(&mut open);
    let mut open = open.spawn().expect("sleep");
    std::thread::sleep(std::time::Duration::from_millis(200));
    let sound = read(open.id());
    for process in [&mut child, &mut open] {
        drop(process.kill());
        drop(process.wait());
    }
    assert!(answered.is_ok() && line.contains("\"url\":"), "{line}");
    assert!(sound.status.success() && !sound.stdout.is_empty(), "{}", said(&sound));
    assert!(!seen.status.success() && seen.stdout.is_empty(), "{}", said(&seen));
}
