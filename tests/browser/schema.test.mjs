// The pages' own data is what the schema says, and the schema refuses what is not.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { WWW } from './harness.mjs';

const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const schema = read(new URL('../../pkg-template/case.schema.json', import.meta.url));
const validate = new Ajv({ allErrors: true, strictTypes: false }).compile(schema);

for (const name of readdirSync(join(WWW, 'data')).filter((name) => name.endsWith('.json'))) {
  test(`${name} is as the schema says`, () => {
    validate(read(join(WWW, 'data', name)));
    assert.deepEqual(validate.errors, null);
  });
}

test('the schema refuses fields that the reader would not use', () => {
  for (const wrong of [
    [{ date: 20210314 }],
    [{ date: '2021', lat: 95 }],
    [{ date: '2021', people: -1 }],
    [{ date: '2021', people: { min: '2' } }],
    [{ date: '2021', cases: 0 }],
    [{ date: '2021', cases: { min: 2 } }],
    [{ date: '2021', cases: 'many' }],
    [{ date: '2021', people: { suppressed: 'yes' } }],
    [{ date: '2021', precision: 'exact' }],
    { title: 'no cases' },
    { fields: { dat: 'x' }, cases: [] },
  ]) {
    assert.equal(validate(wrong), false, JSON.stringify(wrong));
  }
});
