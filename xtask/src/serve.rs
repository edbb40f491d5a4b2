//! `cargo xtask serve`: a small server for `target/www`, on this machine only.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::project::{extension, say, target};

/// The port taken when none is named, or the next free one.
const PORT: u16 = 8080;
/// How many ports are tried from there.
const TRIES: u16 = 50;
/// The longest request line or header that is read, in bytes.
const LONGEST: u64 = 16 * 1024;
/// How long an idle connection is kept.
const IDLE: Duration = Duration::from_secs(30);

const NOT_FOUND: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Not found</title>\
<h1>Not found</h1><p>There is no such page here. <a href=\"/\">To the start</a>\n";

/// The port that `--port N` names.
///
/// # Errors
/// When there are other arguments, or N is no port.
pub fn port(args: &[String]) -> Result<Option<u16>> {
    match args {
        [] => Ok(None),
        [name, value] if name == "--port" => value
            .parse()
            .map(Some)
            .with_context(|| format!("`{value}` is no port")),
        _ => bail!("only `--port N` can be given, found `{}`", args.join(" ")),
    }
}

/// Serves `target/www` until it is stopped.
///
/// # Errors
/// When the pages aren't built or no port is free.
pub fn run(port: Option<u16>) -> Result<()> {
    let site = target().join("www");
    if !site.is_dir() {
        bail!(
            "{} isn't there: run `cargo xtask www` first",
            site.display()
        );
    }
    let server = match port {
        Some(port) => Server::start(&site, port)?,
        None => (PORT..PORT + TRIES)
            .find_map(|port| Server::start(&site, port).ok())
            .with_context(|| format!("no port from {PORT} to {} is free", PORT + TRIES - 1))?,
    };
    say("serving; Ctrl+C stops it");
    println!("{}", server.address());
    server.join()
}

/// A running server.
pub struct Server {
    port: u16,
    thread: thread::JoinHandle<()>,
}

impl Server {
    /// Starts to serve a folder on a port of 127.0.0.1; 0 is any free one.
    ///
    /// # Errors
    /// When the port is taken or the folder isn't there.
    pub fn start(site: &Path, port: u16) -> Result<Self> {
        let site = Arc::new(
            site.canonicalize()
                .with_context(|| format!("{} isn't there", site.display()))?,
        );
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .with_context(|| format!("port {port} can't be had"))?;
        let port = listener.local_addr()?.port();
        let thread = thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let site = Arc::clone(&site);
                // A connection that breaks is the browser's business, not ours.
                thread::spawn(move || drop(converse(&site, stream)));
            }
        });
        Ok(Self { port, thread })
    }

    /// The address of the start page.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    fn join(self) -> Result<()> {
        self.thread
            .join()
            .map_err(|_| anyhow::anyhow!("the server broke down"))
    }
}

/// Answers the requests of one connection, one after the other.
fn converse(site: &Path, stream: TcpStream) -> std::io::Result<()> {
    stream.set_read_timeout(Some(IDLE))?;
    stream.set_nodelay(true)?;
    let mut out = stream.try_clone()?;
    let mut lines = BufReader::new(stream);
    loop {
        let Some(request) = line(&mut lines)? else {
            return Ok(());
        };
        let mut keep = request.ends_with("HTTP/1.1");
        let mut body = false;
        loop {
            let Some(header) = line(&mut lines)? else {
                return Ok(());
            };
            let header = header.to_ascii_lowercase();
            if header.is_empty() {
                break;
            }
            keep &= header != "connection: close";
            body |=
                header.starts_with("content-length:") || header.starts_with("transfer-encoding:");
        }
        // A body is not read: what follows it could not be told from a request.
        keep &= !body;
        let mut words = request.split(' ');
        let (method, address) = (
            words.next().unwrap_or_default(),
            words.next().unwrap_or_default(),
        );
        answer(site, method, address).send(&mut out, method == "HEAD", keep)?;
        if !keep {
            return Ok(());
        }
    }
}

/// The next line without its end; nothing when the connection is closed or the line too long.
fn line(input: &mut BufReader<TcpStream>) -> std::io::Result<Option<String>> {
    let mut bytes = Vec::new();
    input.by_ref().take(LONGEST).read_until(b'\n', &mut bytes)?;
    if bytes.pop() != Some(b'\n') {
        return Ok(None);
    }
    Ok(Some(
        String::from_utf8_lossy(&bytes)
            .trim_end_matches('\r')
            .to_owned(),
    ))
}

struct Answer {
    status: &'static str,
    kind: &'static str,
    location: Option<String>,
    body: Vec<u8>,
}

impl Answer {
    fn page(status: &'static str, body: Vec<u8>) -> Self {
        Self {
            status,
            kind: "text/html; charset=utf-8",
            location: None,
            body,
        }
    }

    fn send(&self, out: &mut TcpStream, head_only: bool, keep: bool) -> std::io::Result<()> {
        let location = self
            .location
            .as_ref()
            .map_or(String::new(), |to| format!("location: {to}\r\n"));
        let connection = if keep { "keep-alive" } else { "close" };
        let head = format!(
            "HTTP/1.1 {}\r\ncontent-type: {}\r\ncontent-length: {}\r\ncache-control: no-cache\r\n\
             x-content-type-options: nosniff\r\n{location}connection: {connection}\r\n\r\n",
            self.status,
            self.kind,
            self.body.len(),
        );
        out.write_all(head.as_bytes())?;
        if !head_only {
            out.write_all(&self.body)?;
        }
        out.flush()
    }
}

fn answer(site: &Path, method: &str, address: &str) -> Answer {
    if !matches!(method, "GET" | "HEAD") {
        return Answer::page("405 Method Not Allowed", Vec::new());
    }
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let Some(file) = resolve(site, path) else {
        return not_found(site);
    };
    if !file.is_dir() {
        return std::fs::read(&file).map_or_else(
            |_| not_found(site),
            |body| Answer {
                status: "200 OK",
                kind: content_type(&file),
                location: None,
                body,
            },
        );
    }
    if !path.ends_with('/') {
        let location = Some(format!("{path}/"));
        return Answer {
            location,
            ..Answer::page("301 Moved Permanently", Vec::new())
        };
    }
    std::fs::read(file.join("index.html"))
        .map_or_else(|_| not_found(site), |body| Answer::page("200 OK", body))
}

fn not_found(site: &Path) -> Answer {
    let page = std::fs::read(site.join("404.html")).unwrap_or_else(|_| NOT_FOUND.into());
    Answer::page("404 Not Found", page)
}

/// The file or folder of an address, if it lies within the site.
fn resolve(site: &Path, path: &str) -> Option<PathBuf> {
    let path = decoded(path.strip_prefix('/')?)?;
    if path.contains(['\\', '\0']) {
        return None;
    }
    let plain = |part: Component<'_>| matches!(part, Component::Normal(_));
    if !Path::new(&path).components().all(plain) {
        return None;
    }
    // A link could lead out as well as a path.
    let file = site.join(path).canonicalize().ok()?;
    file.starts_with(site).then_some(file)
}

/// A path with its `%20`s as characters.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => hex(rest.next()?)? * 16 + hex(rest.next()?)?,
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

fn content_type(file: &Path) -> &'static str {
    match extension(file) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "geojson" => "application/geo+json; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "md" | "txt" | "ts" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(name: &str) -> PathBuf {
        let root =
            std::env::temp_dir().join(format!("caseplot-serve-{name}-{}", std::process::id()));
        let site = root.join("site");
        std::fs::create_dir_all(site.join("sub folder")).unwrap();
        std::fs::write(root.join("secret.txt"), "secret").unwrap();
        std::fs::write(site.join("index.html"), "<h1>start").unwrap();
        std::fs::write(site.join("a.wasm"), [0, 1, 2, 3]).unwrap();
        std::fs::write(site.join("sub folder/index.html"), "<h1>sub").unwrap();
        site.canonicalize().unwrap()
    }

    /// Sends a request as it is and returns the whole answer.
    fn ask(server: &Server, request: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
        write!(
            stream,
            "{request} HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    #[test]
    fn wasm_is_sent_whole_under_the_type_that_browsers_stream() {
        let server = Server::start(&site("wasm"), 0).unwrap();
        let answer = ask(&server, "GET /a.wasm?v=1");
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        assert!(
            answer.contains("content-type: application/wasm\r\n"),
            "{answer}"
        );
        assert!(answer.contains("content-length: 4\r\n"), "{answer}");
        assert!(answer.ends_with("\r\n\r\n\u{0}\u{1}\u{2}\u{3}"), "{answer}");
    }

    #[test]
    fn a_head_request_gets_the_length_and_no_body() {
        let server = Server::start(&site("head"), 0).unwrap();
        let answer = ask(&server, "HEAD /");
        assert!(
            answer.contains("content-length: 9\r\n") && answer.ends_with("\r\n\r\n"),
            "{answer}"
        );
    }

    #[test]
    fn a_folder_is_its_index_and_gets_its_slash() {
        let server = Server::start(&site("folder"), 0).unwrap();
        assert!(ask(&server, "GET /sub%20folder").contains("location: /sub%20folder/\r\n"));
        assert!(ask(&server, "GET /sub%20folder/").ends_with("<h1>sub"));
    }

    #[test]
    fn nothing_outside_the_site_can_be_had() {
        let server = Server::start(&site("outside"), 0).unwrap();
        for path in [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/sub%20folder/..%2f../secret.txt",
            "//etc/passwd",
            "/%00",
            "/%zz",
            "secret.txt",
        ] {
            let answer = ask(&server, &format!("GET {path}"));
            assert!(answer.starts_with("HTTP/1.1 404 "), "{path}: {answer}");
        }
    }

    #[test]
    fn only_reading_is_allowed() {
        let server = Server::start(&site("method"), 0).unwrap();
        assert!(ask(&server, "POST /").starts_with("HTTP/1.1 405 "));
    }

    #[test]
    fn the_port_is_read_from_the_arguments() {
        let args = |list: &[&str]| list.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
        assert_eq!(port(&[]).unwrap(), None);
        assert_eq!(port(&args(&["--port", "0"])).unwrap(), Some(0));
        assert!(port(&args(&["--port", "99999"])).is_err());
        assert!(port(&args(&["8080"])).is_err());
    }
}
