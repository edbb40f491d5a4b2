// The page that makes a public file: what a hand and what keys can do, what is told, what is saved, and that nothing leaves it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import { WWW, audit, eventually, open } from './harness.mjs';

const FICTION = readFileSync(join(WWW, 'data/fiction-private.json'), 'utf8');
const KEPT = join(WWW, '../tests/publish/kept');
const CAVEAT = 'Fiction: nothing of it happened.';
/** What stands in fields that no policy of these tests publishes. */
const SECRETS = JSON.parse(FICTION).cases.flatMap(({ name, note, url, lat, lon }) => [name, note, url, String(lat), String(lon)]);

/** The page, with the engine loaded. */
async function show(t, options) {
  // Where a page is on its way to what is clicked, what was pressed there is not there any more when it is let go.
  const page = await open(t, 'publish.html', { ...options, context: { reducedMotion: 'reduce' } });
  await page.getByText('the network is not needed any more').waitFor();
  return page;
}

/** Drops a file where the label says what is wanted. */
async function drop(page, label, name, text) {
  const files = await page.evaluateHandle(([name, text]) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name));
    return data;
  }, [name, text]);
  const area = page.locator('.drop', { has: page.getByLabel(label) });
  for (const type of ['dragenter', 'dragover', 'drop']) await area.dispatchEvent(type, { dataTransfer: files });
}

const dropped = (page, text = FICTION, name = 'cases.json') => drop(page, 'The private file', name, text);
const field = (page, name) => page.getByRole('checkbox', { name: new RegExp(`^${name}\\b`) });
const run = async (page) => {
  await page.getByRole('button', { name: 'Check, and make' }).click();
  const said = () => page.locator('#progress').textContent();
  await page.locator('#done').waitFor().catch(async () => assert.fail(`nothing is done; the page says “${await said()}”`));
};
const policyOf = async (page) => JSON.parse(await page.locator('#json').inputValue());

/** What a link saves. */
async function saved(page, name) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name, exact: true }).click()]);
  assert.equal(download.suggestedFilename(), name);
  return readFileSync(await download.path(), 'utf8');
}

// Each is in a window of its own, and waits for the worker half of the time.
describe('a window each', { concurrency: 2 }, () => {
  test('a file that is dropped becomes a form, and what is chosen there a public file that holds nothing else', async (t) => {
    const page = await show(t);
    await dropped(page);
    await page.getByText('cases.json: 48 cases, 15 fields. It has no caveat: write that below.').waitFor();
    assert.equal(await field(page, 'date').isChecked(), true);
    assert.equal(await field(page, 'name').isChecked(), false);
    assert.match(await page.locator('.fields li', { has: field(page, 'name') }).textContent(), /48 records, 40 different values.*In the way if you choose it: names of people\./s);
    await field(page, 'charge').check();
    await page.getByLabel('Caveat').fill(CAVEAT);
    await run(page);
    assert.equal(await page.locator('#outcome').textContent(), 'The public file is made');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'outcome');
    assert.match(await page.locator('#next').textContent(), /^48 cases of 48; at least 3 share all/);
    const file = await saved(page, 'public.json');
    const { cases, caveat, generalised } = JSON.parse(file);
    assert.equal(caveat, CAVEAT);
    assert.equal(generalised.k, 3);
    assert.deepEqual([...new Set(cases.flatMap(Object.keys))].sort(), ['charge', 'country', 'date']);
    const report = await saved(page, 'report.json');
    assert.equal(JSON.parse(report).refused, false);
    for (const secret of SECRETS) assert.ok(!file.includes(secret) && !report.includes(secret), secret);
    assert.deepEqual(JSON.parse(await saved(page, 'policy.json')), { fields: ['date', 'country', 'charge'], k: 3, header: { caveat: CAVEAT } });
    assert.match(await saved(page, 'report.html'), /<h1>Publishing report<\/h1>/);
    await audit(page);
    page.watched.assertClean();
  });

  test('a policy fills in the form, and the file is the one that the command and the engine in Rust make', async (t) => {
    const page = await show(t);
    const policy = readFileSync(join(KEPT, 'policy.json'), 'utf8');
    await drop(page, 'A policy', 'policy.json', policy);
    await page.getByText('the policy is in the form. Now take the private file').waitFor();
    await dropped(page);
    await page.locator('#form').waitFor();
    assert.equal(await field(page, 'people').isChecked(), true);
    assert.deepEqual(await policyOf(page), JSON.parse(policy));
    await run(page);
    const today = new Date().toISOString().slice(0, 10);
    assert.equal(await saved(page, 'public.json'), readFileSync(join(KEPT, 'public.json'), 'utf8').replace('2026-01-20', today));
    assert.deepEqual(JSON.parse(await saved(page, 'policy.json')), JSON.parse(policy));
  });

  test('from the drop to what is saved the page asks for nothing, and works with the network off', async (t) => {
    const page = await show(t);
    const before = page.watched.requests.length;
    assert.ok(page.watched.packageFiles.includes('caseplot-publish.wasm'));
    await page.context().setOffline(true);
    for (const take of [() => page.getByRole('button', { name: 'Take an example' }).click(), () => dropped(page)]) {
      await take();
      await page.locator('#form').waitFor();
      await page.getByLabel('Caveat').fill(CAVEAT);
      await run(page);
      assert.ok((await saved(page, 'public.json')).includes('"generalised"'));
      await page.frameLocator('.report iframe').getByRole('heading', { name: 'The map after' }).waitFor();
    }
    const after = page.watched.requests.slice(before).filter((url) => !/^(blob|about|data):/.test(url));
    assert.deepEqual(after, []);
    assert.deepEqual(await page.evaluate(async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length, (await caches.keys()).length]), [0, 0, '', 0, 0]);
    page.watched.assertClean();
  });

  test('while something is in the way there is no public file to save, and each thing says how to mend it', async (t) => {
    const page = await show(t);
    await dropped(page);
    await field(page, 'name').check();
    await run(page);
    assert.equal(await page.locator('#outcome').textContent(), 'Nothing was made: 2 things are in the way');
    const links = await page.locator('#done a').evaluateAll((all) => all.map((link) => link.download));
    assert.deepEqual(links, ['policy.json', 'report.html', 'report.json']);
    const found = await page.locator('.found.block li').allTextContents();
    assert.equal(found.length, 2);
    assert.match(found.join('\n'), /name: found what the column's name or its values say are names of people; expected nothing that names.*Rule identify/);
    assert.match(found.join('\n'), /header, caveat: found nothing; expected a caveat/);
    const headings = await page.locator('#findings h3').allTextContents();
    assert.deepEqual(headings, ['In the way: nothing is made while these stand', 'Mended in the public file', 'To look at', 'To know']);
    await audit(page);
    // A change takes away what was made of something else.
    await field(page, 'name').uncheck();
    assert.equal(await page.locator('#done').isVisible(), false);
    assert.match(await page.locator('#progress').textContent(), /Check again/);
    assert.equal(await page.locator('.report iframe').count(), 0);
    await page.getByLabel('Caveat').fill(CAVEAT);
    await run(page);
    await saved(page, 'public.json');
    await page.getByLabel('Cases that share').fill('4');
    assert.equal(await page.getByRole('link', { name: 'public.json' }).count(), 0);
  });

  test('the report is shown with its own looks, as high as it is, in a frame where nothing runs', async (t) => {
    const evil = JSON.stringify({ ...JSON.parse(FICTION), cases: JSON.parse(FICTION).cases.map((one) => ({ ...one, '<img src=x onerror=parent.hit=1>': 'x' })) });
    const page = await show(t, { width: 768 });
    await dropped(page, evil);
    await page.locator('#form').waitFor();
    await run(page);
    const frame = page.locator('.report iframe');
    assert.equal(await frame.getAttribute('sandbox'), 'allow-same-origin');
    const inside = page.frameLocator('.report iframe');
    await inside.getByRole('heading', { name: 'Publishing report' }).waitFor();
    const looks = await inside.locator('h1').evaluate((heading) => getComputedStyle(heading).fontSize);
    assert.equal(looks, '25.6px', 'the hash of the report’s style in www/publish.html is that of STYLE in src/report/page.rs: the browser says which in its console');
    const more = () => inside.locator('html').evaluate((page) => page.scrollHeight - page.clientHeight);
    await eventually(async () => assert.equal(await more(), 0));
    await page.setViewportSize({ width: 360, height: 800 });
    await eventually(async () => assert.equal(await more(), 0));
    assert.ok((await inside.locator('body').textContent()).includes('<img src=x'));
    assert.equal(await page.evaluate(() => globalThis.hit), undefined);
    page.watched.assertClean();
  });

  test('the form and the policy as text are one: each follows the other, and what the form does not know stays', async (t) => {
    const page = await show(t);
    await dropped(page);
    await page.locator('#whole summary').click();
    const json = page.getByLabel('Policy', { exact: true });
    await json.fill(JSON.stringify({ fields: ['country', 'region', 'gone'], k: 4, region: 'region', threshold: 7, header: { source: { name: 'We', licence: 'CC0' }, coverage: { from: '2020' } }, weights: { region: 2 } }));
    assert.equal(await page.getByLabel('Cases that share').inputValue(), '4');
    assert.equal(await page.getByLabel('The field that names regions').inputValue(), 'region');
    assert.equal(await page.getByLabel('Source: who').inputValue(), 'We');
    assert.equal(await page.getByLabel('Licence').inputValue(), 'CC0');
    assert.equal(await page.getByLabel('Looked at from').inputValue(), '2020');
    assert.equal(await field(page, 'date').isChecked(), false);
    assert.match(await page.locator('.fields li', { has: field(page, 'gone') }).textContent(), /No case of this file has it/);
    await field(page, 'gone').uncheck();
    await page.getByLabel('Address of the source').fill('https://we.example');
    await page.getByLabel('to', { exact: true }).fill('2023');
    await field(page, 'place').check();
    await page.getByLabel('Why place may be published').fill('Towns of fiction only.');
    assert.deepEqual(await policyOf(page), {
      fields: ['country', 'region', 'place'], k: 4, region: 'region', threshold: 7, weights: { region: 2 }, texts: { place: 'Towns of fiction only.' },
      header: { source: { name: 'We', licence: 'CC0', url: 'https://we.example' }, coverage: { from: '2020', to: '2023' } },
    });
    // What is not published any more is nowhere else in the policy: it would be refused.
    await field(page, 'place').uncheck();
    await field(page, 'region').uncheck();
    assert.equal(await page.getByLabel('The field that names regions').inputValue(), '');
    await field(page, 'lat, lon').check();
    const { fields, texts, weights, region } = await policyOf(page);
    assert.deepEqual([fields, texts, weights, region], [['country', 'lat', 'lon', 'precision'], undefined, undefined, undefined]);
    // A slip is told, and nothing runs with it.
    await json.fill('{"fields": [');
    assert.match(await page.locator('#json-wrong').textContent(), /^This is no JSON/);
    await page.getByRole('button', { name: 'Check, and make' }).click();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'json');
    assert.equal(await page.locator('#done').isVisible(), false);
    await json.fill('[]');
    assert.match(await page.locator('#json-wrong').textContent(), /^A policy is an object/);
    await json.fill('{"fields": ["contry"]}');
    await run(page);
    assert.match(await page.locator('.found.block').textContent(), /policy, fields: found “contry”, which no case has.*Perhaps “country” was meant/);
  });

  test('several tables are several files to save, and all of them are the version before next time', async (t) => {
    const page = await show(t);
    await dropped(page);
    await page.locator('#whole summary').click();
    const policy = { fields: ['date', 'country', 'charge'], header: { caveat: CAVEAT }, tables: [{ by: ['country'] }, { by: ['charge'] }] };
    await page.getByLabel('Policy', { exact: true }).fill(JSON.stringify(policy));
    await run(page);
    assert.equal(await page.locator('#outcome').textContent(), 'The public files are made');
    assert.match(await page.locator('#next').textContent(), /^2 tables in place of cases\./);
    const last = [await saved(page, 'public.json'), await saved(page, 'public-2.json')];
    assert.equal(JSON.parse(last[0]).cases[0].charge, undefined);
    assert.equal(JSON.parse(last[1]).cases.length, 3);
    await page.getByLabel('What you published last time').setInputFiles(last.map((text, at) => ({ name: `${at + 1}.json`, mimeType: 'application/json', buffer: Buffer.from(text) })));
    await page.getByText('1.json, 2.json: the public file will be compared with them.').waitFor();
    await run(page);
    assert.match(await page.locator('.found.note').textContent(), /0 combinations that more cases have than before and 0 that fewer have/);
    assert.doesNotMatch(await page.locator('#findings').textContent(), /Give all files of the version before/);
  });

  test('what was published before is compared, until that file is taken back', async (t) => {
    const page = await show(t);
    await dropped(page);
    await page.getByLabel('Caveat').fill(CAVEAT);
    await run(page);
    const last = JSON.parse(await saved(page, 'public.json'));
    await drop(page, 'What you published last time', 'last.json', JSON.stringify({ ...last, cases: last.cases.slice(1) }));
    await page.getByText('last.json: the public file will be compared with it.').waitFor();
    await run(page);
    assert.match(await page.locator('.found.warn').textContent(), /Rule compare/);
    await page.getByLabel('What you published last time').setInputFiles([]);
    await page.getByText('compared with none').waitFor();
    await run(page);
    assert.doesNotMatch(await page.locator('.found.warn').textContent(), /Rule compare/);
  });

  test('files that can’t be read are told, and the next one is read', async (t) => {
    const page = await show(t);
    for (const [text, said] of [['<html>', /^cases\.json: file: found/], ['', /^cases\.json: file: found/], ['{"generalised": {}, "cases": [{"country": "IT"}]}', /made public already/]]) {
      await dropped(page, text);
      await eventually(async () => assert.match(await page.locator('#said').textContent(), said));
      assert.equal(await page.locator('#form').isVisible(), false);
    }
    await drop(page, 'A policy', 'policy.json', '{');
    await page.getByText('policy.json: This is no JSON').waitFor();
    await dropped(page, 'Date;Country;Name\n2021-03-01;Italy;A Bcdef\n', 'cases.csv');
    await page.getByText('cases.csv: 1 case, 4 fields. It has no source, no licence, no caveat, no coverage').waitFor();
    page.watched.assertClean();
  });

  test('where the engine can’t be had the page says so, and which file is missing', async (t) => {
    const page = await open(t, 'publish.html', { files: { 'caseplot/caseplot-publish.wasm': { status: 404, body: '' } } });
    await page.getByText('Nothing can be made here: caseplot-publish.wasm: 404.').waitFor();
  });

  test('a file that is dropped beside does not open in the page’s place', async (t) => {
    const page = await show(t);
    const kept = await page.evaluate(() => ['dragover', 'drop'].map((type) => {
      const event = new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: new DataTransfer() });
      document.querySelector('h1').dispatchEvent(event);
      return event.defaultPrevented;
    }));
    assert.deepEqual(kept, [true, true]);
  });
});

// One at a time: what opens a chooser of files, and what is timed.

test('a file that was mended is chosen again by its name, and looked at anew', async (t) => {
  const page = await show(t);
  const choose = async (text) => {
    const opened = page.waitForEvent('filechooser');
    await page.evaluate(() => {}); // by then the browser knows that its own chooser is not wanted
    await page.getByLabel('The private file').click();
    await (await opened).setFiles({ name: 'cases.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  };
  await choose('<html>');
  await page.getByText('cases.json: file: found').waitFor();
  await choose(FICTION);
  await page.getByText('cases.json: 48 cases').waitFor();
});

test('all of it can be done by keys alone', async (t) => {
  const page = await show(t);
  const key = (...keys) => keys.reduce((done, one) => done.then(() => page.keyboard.press(one)), Promise.resolve());
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.value || document.activeElement.download || document.activeElement.localName);
  /** Goes on until what is asked for has the focus. */
  async function tab(to) {
    for (let at = 0; at < 60; at++) {
      await key('Tab');
      if ((await focused()) === to) return;
    }
    assert.fail(`the Tab key never comes to ${to}`);
  }
  const opened = page.waitForEvent('filechooser'); // before its key is near: by then the browser's own chooser is not wanted
  await tab('private');
  await key('Space');
  await (await opened).setFiles({ name: 'cases.json', mimeType: 'application/json', buffer: Buffer.from(FICTION) });
  await page.locator('#form').waitFor();
  await tab('charge');
  await key('Space');
  await tab('k');
  await key('ArrowUp');
  await tab('caveat');
  await page.keyboard.type(CAVEAT);
  await tab('run');
  await key('Enter');
  await page.locator('#done').waitFor();
  await eventually(async () => assert.equal(await focused(), 'outcome'));
  await tab('public.json');
  const [download] = await Promise.all([page.waitForEvent('download'), key('Enter')]);
  const { generalised, cases } = JSON.parse(readFileSync(await download.path(), 'utf8'));
  assert.equal(generalised.k, 4);
  assert.ok(cases.some(({ charge }) => charge));
});

test('a file of 17,846 cases is looked at and made public while the page answers', async (t) => {
  const page = await show(t);
  await page.evaluate(() => {
    globalThis.longest = 0;
    let last = performance.now();
    const beat = (now) => {
      globalThis.longest = Math.max(globalThis.longest, now - last);
      last = now;
      requestAnimationFrame(beat);
    };
    requestAnimationFrame(beat);
  });
  await page.getByLabel('The private file').setInputFiles(join(WWW, 'data/missing-migrants.json'));
  await page.getByText('17,846 cases').waitFor();
  await page.getByRole('button', { name: 'Check, and make' }).click();
  await page.getByText('Checking, and making the file').waitFor();
  await page.locator('#done').waitFor();
  await page.frameLocator('.report iframe').getByRole('heading', { name: 'The time chart after' }).waitFor();
  const longest = await page.evaluate(() => globalThis.longest);
  t.diagnostic(`the longest that nothing was drawn: ${Math.round(longest)} ms`);
  assert.ok(longest < 1000, `${longest} ms`);
  await saved(page, 'public.json');
});
