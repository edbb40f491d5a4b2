//! Reads the paths (`crate::map::Layout`) out of a Rust source, by hand: no parser is needed for that.

/// A name, or a sign that matters to paths (`::` is one, written `:`).
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Name(String),
    Sign(char),
}

/// A path found in a source file.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) segments: Vec<String>,
    pub(crate) line: usize,
    /// How many inline modules (`mod tests { … }`) of the file it stands in.
    pub(crate) inline: usize,
}

/// Names and signs with their lines; comments, strings and characters are left out.
fn tokens(source: &str) -> Vec<(Token, usize)> {
    let bytes = source.as_bytes();
    let at = |i: usize| bytes.get(i).copied().unwrap_or(0);
    let (mut out, mut i, mut line) = (Vec::new(), 0, 1);
    while i < bytes.len() {
        let start = i;
        match at(i) {
            b'/' if at(i + 1) == b'/' => i = find(bytes, i, b"\n"),
            b'/' if at(i + 1) == b'*' => i = block_comment_end(bytes, i),
            b'r' if raw_string_hashes(bytes, i).is_some() => {
                let hashes = raw_string_hashes(bytes, i).unwrap_or(0);
                let end = [b"\"".as_slice(), &vec![b'#'; hashes]].concat();
                i = find(bytes, i + hashes + 2, &end) + end.len();
            }
            b'"' => i = quoted_end(bytes, i, b'"'),
            b'\'' if at(i + 1) == b'\\' || is_char_literal(source, i) => {
                i = quoted_end(bytes, i, b'\'');
            }
            b':' if at(i + 1) == b':' => {
                out.push((Token::Sign(':'), line));
                i += 2;
            }
            c if c.is_ascii_alphabetic() || c == b'_' => {
                while at(i).is_ascii_alphanumeric() || at(i) == b'_' {
                    i += 1;
                }
                out.push((Token::Name(source[start..i].to_owned()), line));
            }
            c => {
                if matches!(c, b'{' | b'}' | b',' | b';' | b'*' | b'<') {
                    out.push((Token::Sign(char::from(c)), line));
                }
                i += 1;
            }
        }
        let end = i.min(bytes.len());
        line += bytes[start..end].iter().filter(|&&b| b == b'\n').count();
    }
    out
}

/// Where a text next stands, or the end.
fn find(bytes: &[u8], from: usize, what: &[u8]) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let found = rest.windows(what.len()).position(|window| window == what);
    found.map_or(bytes.len(), |offset| from + offset)
}

fn block_comment_end(bytes: &[u8], start: usize) -> usize {
    let (mut depth, mut i) = (1, start + 2);
    while depth > 0 && i < bytes.len() {
        match bytes.get(i..i + 2) {
            Some(b"/*") => (depth, i) = (depth + 1, i + 2),
            Some(b"*/") => (depth, i) = (depth - 1, i + 2),
            _ => i += 1,
        }
    }
    i
}

fn quoted_end(bytes: &[u8], start: usize, quote: u8) -> usize {
    let mut i = start + 1;
    while i < bytes.len() && bytes[i] != quote {
        i += if bytes[i] == b'\\' { 2 } else { 1 };
    }
    i + 1
}

/// How many `#` a raw string that starts here has.
fn raw_string_hashes(bytes: &[u8], start: usize) -> Option<usize> {
    let in_name =
        start > 0 && (bytes[start - 1].is_ascii_alphanumeric() || bytes[start - 1] == b'_');
    if in_name && bytes[start - 1] != b'b' {
        return None;
    }
    let hashes = bytes[start + 1..]
        .iter()
        .take_while(|&&b| b == b'#')
        .count();
    (bytes.get(start + 1 + hashes) == Some(&b'"')).then_some(hashes)
}

/// A character in quotes, where a lifetime has no second quote.
fn is_char_literal(source: &str, start: usize) -> bool {
    source[start + 1..].chars().nth(1) == Some('\'')
}

/// Every path of two segments or more, and every `use`, groups unfolded.
pub(crate) fn paths(source: &str) -> Vec<Found> {
    let tokens = tokens(source);
    let inline = inline_depths(&tokens);
    let sign = |i: usize, c| matches!(tokens.get(i), Some((Token::Sign(s), _)) if *s == c);
    let (mut out, mut i) = (Vec::new(), 0);
    while i < tokens.len() {
        let starts_path = sign(i + 1, ':') && !(i > 0 && sign(i - 1, ':'));
        let after_use = i > 0 && tokens[i - 1].0 == Token::Name("use".into());
        let group = after_use && sign(i, '{');
        let mut end = i + 1;
        if group || matches!(tokens[i].0, Token::Name(_)) && (starts_path || after_use) {
            let first = out.len();
            end = unfold(&tokens, i, &[], &mut out);
            out[first..]
                .iter_mut()
                .for_each(|found| found.inline = inline[i]);
        }
        i = end;
    }
    out
}

/// For each token, how many inline modules are open there.
fn inline_depths(tokens: &[(Token, usize)]) -> Vec<usize> {
    let mut open: Vec<bool> = Vec::new();
    let mut out = Vec::with_capacity(tokens.len());
    for (i, (token, _)) in tokens.iter().enumerate() {
        match token {
            Token::Sign('{') => {
                open.push(i >= 2 && tokens[i - 2].0 == Token::Name("mod".into()));
            }
            Token::Sign('}') => drop(open.pop()),
            _ => {}
        }
        out.push(open.iter().filter(|&&module| module).count());
    }
    out
}

/// Adds the path that starts at a token, or each path of its group; returns where it ends.
fn unfold(
    tokens: &[(Token, usize)],
    start: usize,
    prefix: &[String],
    out: &mut Vec<Found>,
) -> usize {
    let (mut segments, mut i) = (prefix.to_vec(), start);
    while let Some((token, line)) = tokens.get(i) {
        let line = *line;
        match token {
            Token::Name(name) => {
                segments.push(name.clone());
                i += 1;
                if tokens
                    .get(i)
                    .is_some_and(|(token, _)| *token == Token::Sign(':'))
                {
                    i += 1;
                    continue;
                }
            }
            Token::Sign('{') => return unfold_group(tokens, i + 1, &segments, out),
            Token::Sign(_) => i += 1,
        }
        out.push(Found {
            segments,
            line,
            inline: 0,
        });
        return i;
    }
    i
}

/// Adds each path of a group, from behind its brace; returns where the group ends.
fn unfold_group(
    tokens: &[(Token, usize)],
    start: usize,
    prefix: &[String],
    out: &mut Vec<Found>,
) -> usize {
    let mut i = start;
    while let Some((token, _)) = tokens.get(i) {
        i = match token {
            Token::Sign('}') => return i + 1,
            Token::Name(name) if name == "as" => i + 2,
            Token::Sign('{') | Token::Name(_) => unfold(tokens, i, prefix, out),
            Token::Sign(_) => i + 1,
        };
    }
    i
}
