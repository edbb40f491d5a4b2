//! Puts functions of a wasm that are alike beside each other.
//!
//! What packs a file names what was there before by its distance, and the nearer, the shorter: in the order in which
//! binaryen leaves functions, by how often each is called, a build for pages takes 1.7 kB of brotli more in 73.

use std::collections::HashMap;
use std::convert::Infallible;

use anyhow::{Context, Result};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

/// How many bytes in a row make two functions alike where both have them.
const RUN: usize = 4;

/// The same module with its functions in another order.
///
/// # Errors
/// When it is no module, or has what this doesn't know.
pub fn sorted(wasm: &[u8]) -> Result<Vec<u8>> {
    let (imports, bodies) = functions(wasm)?;
    let order = chain(&bodies);
    let mut places = vec![0; bodies.len()];
    for (place, &function) in (imports..).zip(&order) {
        places[function] = place;
    }
    let mut module = Module::new();
    Moved {
        imports,
        order,
        places,
    }
    .parse_core_module(&mut module, Parser::new(0), wasm)
    .context("the order of a wasm's functions can't be changed")?;
    Ok(module.finish())
}

/// How many functions a module is given, and the bodies of its own.
fn functions(wasm: &[u8]) -> Result<(u32, Vec<&[u8]>)> {
    let mut imports = 0;
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imports += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    Ok((imports, bodies))
}

/// From the first one on, always the one that is most like the last, by Jaccard's index of the runs of bytes that they
/// have; of several the first.
fn chain(bodies: &[&[u8]]) -> Vec<usize> {
    let mut numbers = HashMap::new();
    let mut having: Vec<Vec<usize>> = Vec::new();
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for (function, body) in bodies.iter().enumerate() {
        let mut own = Vec::new();
        for run in body.windows(RUN) {
            let next = numbers.len();
            let number = *numbers.entry(run).or_insert(next);
            if number == having.len() {
                having.push(Vec::new());
            }
            if having[number].last() != Some(&function) {
                having[number].push(function);
                own.push(number);
            }
        }
        runs.push(own);
    }
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    let mut order = Vec::with_capacity(bodies.len());
    let mut common = vec![0_usize; bodies.len()];
    let mut next = (!left.is_empty()).then_some(0);
    while let Some(at) = next {
        let last = left.remove(at);
        order.push(last);
        common.fill(0);
        for &run in &runs[last] {
            for &other in &having[run] {
                common[other] += 1;
            }
        }
        let alike = |&function: &usize| {
            let all = runs[last].len() + runs[function].len() - common[function];
            common[function] as f64 / all.max(1) as f64
        };
        let ranked = left.iter().map(alike).enumerate();
        let best = ranked.reduce(|best, one| if one.1 > best.1 { one } else { best });
        next = best.map(|(at, _)| at);
    }
    order
}

struct Moved {
    imports: u32,
    /// What stands at each place.
    order: Vec<usize>,
    /// Where each of the module's own functions stands, counted with those that it is given.
    places: Vec<u32>,
}

impl Moved {
    /// The entries of a section that has one for each function, in the new order.
    fn moved<T>(
        &self,
        entries: impl Iterator<Item = wasmparser::Result<T>>,
    ) -> wasmparser::Result<Vec<T>> {
        let mut entries: Vec<Option<T>> =
            entries.map(|one| one.map(Some)).collect::<Result<_, _>>()?;
        let take = |&function: &usize| entries.get_mut(function).and_then(Option::take);
        Ok(self.order.iter().filter_map(take).collect())
    }
}

impl Reencode for Moved {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        let own = function.checked_sub(self.imports);
        Ok(own.map_or(function, |own| self.places[own as usize]))
    }

    fn parse_function_section(
        &mut self,
        out: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for ty in self.moved(section.into_iter())? {
            out.function(self.type_index(ty)?);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        out: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for body in self.moved(section.into_iter())? {
            self.parse_function_body(out, body)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_stands_together() {
        let order = chain(&[b"abcdefgh", b"12345678", b"abcdefgi", b"12345679"]);
        assert_eq!(order, [0, 2, 1, 3]);
        assert_eq!(chain(&[]), [0; 0]);
    }

    #[test]
    fn calls_exports_and_tables_follow_the_functions_that_they_name() {
        // Three functions of which the third calls the second; the export is of the third, the table holds the second.
        let mut module = Module::new();
        let mut types = wasm_encoder::TypeSection::new();
        types.ty().function([], []);
        types.ty().function([], [wasm_encoder::ValType::I32]);
        let mut functions = FunctionSection::new();
        functions.function(0).function(1).function(1);
        let mut tables = wasm_encoder::TableSection::new();
        tables.table(wasm_encoder::TableType {
            element_type: wasm_encoder::RefType::FUNCREF,
            table64: false,
            minimum: 1,
            maximum: None,
            shared: false,
        });
        let mut exports = wasm_encoder::ExportSection::new();
        exports.export("third", wasm_encoder::ExportKind::Func, 2);
        let mut elements = wasm_encoder::ElementSection::new();
        let held = wasm_encoder::Elements::Functions([1].as_slice().into());
        elements.active(None, &wasm_encoder::ConstExpr::i32_const(0), held);
        let mut code = CodeSection::new();
        let body = |fill: &dyn Fn(&mut wasm_encoder::InstructionSink<'_>)| {
            let mut function = wasm_encoder::Function::new([]);
            fill(&mut function.instructions());
            function
        };
        // The first and the third have four bytes in common, the second has none of them.
        code.function(&body(&|code| {
            code.i32_const(1_234_567).drop().end();
        }));
        code.function(&body(&|code| {
            code.i32_const(-1).end();
        }));
        code.function(&body(&|code| {
            code.i32_const(1_234_567).drop().call(1).end();
        }));
        module.section(&types).section(&functions).section(&tables);
        module.section(&exports).section(&elements).section(&code);
        let before = module.finish();

        let after = sorted(&before).unwrap();
        let bodies = functions_of(&after);
        let old = functions_of(&before);
        assert_eq!(bodies[0], old[0]);
        assert_eq!(bodies[2], old[1]);
        let mut exported = None;
        let mut held = Vec::new();
        for payload in Parser::new(0).parse_all(&after) {
            match payload.unwrap() {
                Payload::ExportSection(section) => {
                    exported = section.into_iter().next().map(|one| one.unwrap().index);
                }
                Payload::ElementSection(section) => {
                    for element in section {
                        if let wasmparser::ElementItems::Functions(list) = element.unwrap().items {
                            held.extend(list.into_iter().map(Result::unwrap));
                        }
                    }
                }
                Payload::FunctionSection(section) => {
                    let types: Vec<u32> = section.into_iter().map(Result::unwrap).collect();
                    assert_eq!(types, [0, 1, 1]);
                }
                _ => {}
            }
        }
        assert_eq!(exported, Some(1));
        assert_eq!(held, [2]);
        let call = wasmparser::Operator::Call { function_index: 2 };
        let reader = wasmparser::FunctionBody::new(wasmparser::BinaryReader::new(&bodies[1], 0));
        let operators = reader.get_operators_reader().unwrap();
        assert!(operators.into_iter().any(|one| one.unwrap() == call));
    }

    fn functions_of(wasm: &[u8]) -> Vec<Vec<u8>> {
        let (_, bodies) = functions(wasm).unwrap();
        bodies.into_iter().map(<[u8]>::to_vec).collect()
    }
}
