// WordPress as Debian has it, with the plugin installed from its archive: an author, whose articles pass through kses, and
// an administrator, whose don't, write articles in the block editor, and edit them again.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { matrix } from '../matrix.mjs';
import { eventually, open, screenshot } from '../browser/harness.mjs';
import { forms, review } from '../sanitisers/review.mjs';
import { drawn } from './drawn.mjs';
import { purify, wordpress } from './wordpress/site.mjs';

const FICTION = fileURLToPath(new URL('../../www/data/fiction.json', import.meta.url));
const KEPT = new URL('./kept/', import.meta.url);
const ROLES = ['author', 'admin'];

const html = (code) => `<!-- wp:html -->\n${code.trim()}\n<!-- /wp:html -->`;
/** A link that becomes a figure for everybody: where it has, whatever else could become one has been looked at. */
const LINK = '<!-- wp:paragraph -->\n<p>All of them: <a href="SRC#caseplot=map&amp;measure=people">The cases (data)</a></p>\n<!-- /wp:paragraph -->';
/** What is pasted, and the figures that it becomes. */
const PASTED = {
  'link in a paragraph': [LINK, ['case-map']],
  'shortcode of the plugin': ['<!-- wp:shortcode -->\n[caseplot view="breakdown" src="SRC" facet="charge"]\n<!-- /wp:shortcode -->', ['case-breakdown']],
  '`<figure data-caseplot>`, as HTML': [html(forms.figure), ['case-timeline']],
  'script and element, as HTML': [`${html('<script type="module" src="PACKAGE/elements.js"></script>\n<case-total src="SRC"><a href="SRC">The cases (data)</a></case-total>')}\n\n${LINK}`, ['case-total', 'case-map']],
};

const wp = await wordpress();
const version = wp.ask('version');
const rows = [];
/** What tools of WordPress clean, each with a row for every way to embed. */
const CLEANERS = 2;
// Not the few that were picked out by name, nor what is left of a run that failed.
after(() => rows.length === ROLES.length * (1 + Object.keys(PASTED).length) + CLEANERS * Object.keys(forms).length && matrix('wordpress', rows));
const row = (role, how, result, note) => rows.push({ what: `WordPress, ${role === 'admin' ? 'administrator' : role}`, version, how, result, note });

/** A page of the site's own office, for somebody who has logged in. */
async function office(t, role, path) {
  const page = await open(t, 'wp-login.php', { base: wp.base, height: 900 });
  page.setDefaultTimeout(60_000);
  await page.getByLabel('Username or Email Address').fill(role);
  await page.getByLabel('Password', { exact: true }).fill(wp.password);
  await page.getByRole('button', { name: 'Log In' }).click();
  await page.waitForURL('**/wp-admin/**');
  await page.goto(wp.base + path);
  return page;
}

/** The block editor, on a new article. */
async function editor(t, role) {
  return opened(await office(t, role, 'wp-admin/post-new.php'));
}

/** The block editor, on an article that is there. */
async function edit(page, id) {
  await page.goto(`${wp.base}wp-admin/post.php?post=${id}&action=edit`);
  return opened(page);
}

async function opened(page) {
  await page.waitForFunction(() => globalThis.wp?.data?.select('core/editor')?.getCurrentPostId());
  await page.evaluate(() => globalThis.wp.data.dispatch('core/preferences').set('core/edit-post', 'welcomeGuide', false));
  return page;
}

const blocks = (page) => page.evaluate(() => globalThis.wp.data.select('core/block-editor').getBlocks()
  .map(({ name, isValid, attributes }) => ({ name, isValid, attributes: { ...attributes } })));

/** Publishes what is in the editor by its buttons; returns the article's number. */
async function publish(page) {
  await page.getByRole('region', { name: 'Editor top bar' }).getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('region', { name: 'Editor publish' }).getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('region', { name: 'Editor publish' }).getByText('is now live').first().waitFor();
  return page.evaluate(() => globalThis.wp.data.select('core/editor').getCurrentPostId());
}

/** Stores what is in the editor once more, as "Update" does. */
async function update(page) {
  await page.evaluate(async () => {
    const { data } = globalThis.wp;
    data.dispatch('core/editor').editPost({ title: `${data.select('core/editor').getEditedPostAttribute('title')} ` });
    await data.dispatch('core/editor').savePost();
  });
  await page.waitForFunction(() => globalThis.wp.data.select('core/editor').didPostSaveRequestSucceed());
}

/** The article as anybody reads it. */
async function read(t, id) {
  const page = await open(t, `?p=${id}`, { base: wp.base });
  assert.deepEqual(page.watched.errors.filter((error) => error.includes('caseplot')), []);
  return page;
}

/** Sends a file to the media library as the editor does. */
const upload = (page, name, text) => page.evaluate(async ([file, body]) => {
  const form = new FormData();
  form.append('file', new File([body], file, { type: 'application/json' }));
  try {
    return { address: (await globalThis.wp.apiFetch({ path: '/wp/v2/media', method: 'POST', body: form })).source_url };
  } catch ({ message }) {
    return { refused: message };
  }
}, [name, text]);

test('files of cases can be uploaded where the owner of the site said so, if they are JSON', async (t) => {
  const page = await editor(t, 'author');
  assert.match((await upload(page, 'a.json', '[]')).refused ?? '', /not allowed/, 'unasked, WordPress takes none');

  const settings = await office(t, 'admin', 'wp-admin/options-media.php');
  await settings.getByLabel('Those who may upload files may upload .json').check();
  await settings.getByRole('button', { name: 'Save Changes' }).click();
  await settings.waitForURL('**settings-updated=true');
  assert.ok(await settings.getByLabel('Those who may upload files may upload .json').isChecked());

  assert.match((await upload(page, 'b.json', '<script>alert(1)</script>')).refused ?? '', /not allowed/, 'HTML by that name');
  assert.match((await upload(page, 'c.json', '\uFEFF <svg onload="alert(1)">')).refused ?? '', /not allowed/, 'HTML behind a mark');
  assert.match((await upload(page, 'd.json', '')).refused ?? '', /\w/, 'nothing at all');
  assert.match((await upload(page, 'e.php', '{"a": "<?php echo 1 ?>"}')).refused ?? '', /not allowed/, 'another name');
  assert.match((await upload(page, 'f.json', '[{"date": "2021"}]')).address ?? '', /f\.json$/, 'a list');
});

for (const role of ROLES) {
  test(`${role}: a figure made with the block is shown, and edited again without loss`, async (t) => {
    const page = await editor(t, role);
    await page.goto(`${wp.base}wp-admin/media-new.php?browser-uploader`);
    await page.getByLabel('Upload', { exact: true }).setInputFiles(FICTION);
    await page.locator('#html-upload').click();
    await page.waitForURL('**/upload.php**');
    await page.goto(`${wp.base}wp-admin/post-new.php`);

    await page.getByRole('textbox', { name: 'Add title' }).fill('By the block');
    await page.keyboard.press('Enter');
    await page.keyboard.type('/caseplot');
    await page.getByRole('option', { name: 'caseplot' }).waitFor();
    await page.keyboard.press('Enter');
    if (role === 'author') {
      await page.getByRole('button', { name: 'Media library' }).click();
      const library = page.getByRole('dialog');
      await library.getByRole('tab', { name: 'Media Library' }).click();
      await library.getByRole('checkbox', { name: /fiction/ }).first().click();
      await library.getByRole('button', { name: 'Select', exact: true }).click();
    } else {
      await page.getByLabel('Address of the file of cases').fill(`${await figureAddress()}#caseplot=map&marks=symbols`);
      await page.keyboard.press('Enter');
      assert.equal(await page.getByLabel('Other options').inputValue(), 'marks=symbols');
    }
    await page.getByLabel('View', { exact: true }).selectOption('timeline');
    await page.getByLabel('What is counted').selectOption('people');
    await page.getByLabel('Divided by').fill('charge');
    await page.getByLabel('Heading').fill('“Fiction” <b>& more</b>');
    await page.getByLabel('Other options').fill('bin=quarter\nshare');
    await page.getByLabel('Words of the link').fill('Data <of> the figure & more');
    await eventually(() => page.getByRole('document', { name: 'Block: caseplot' }).locator('canvas').first().waitFor(), 30);
    await screenshot(page, `wordpress-block-${role}`);
    // Elsewhere than on a desk, the article is written in an iframe.
    const device = (name) => page.evaluate((type) => globalThis.wp.data.dispatch('core/edit-post').__experimentalSetPreviewDeviceType(type), name);
    await device('Tablet');
    const canvas = page.frameLocator('iframe[name="editor-canvas"]').locator('case-timeline canvas').first();
    await eventually(async () => assert.ok((await canvas.boundingBox())?.width > 100, 'the figure is drawn in the iframe'), 30);
    await screenshot(page, `wordpress-block-tablet-${role}`);
    await device('Desktop');
    await eventually(() => page.getByRole('document', { name: 'Block: caseplot' }).locator('canvas').first().waitFor(), 30);
    const id = await publish(page);

    const stored = wp.ask('stored', id);
    assert.match(stored, /^<!-- wp:caseplot\/figure -->\s*<div class="wp-block-caseplot-figure"><p><a href="[^"]+fiction[^"]*\.json#caseplot=timeline&amp;[^"]*">[^<]*<\/a><\/p><\/div>\s*<!-- \/wp:caseplot\/figure -->$/);
    const shown = await read(t, id);
    await drawn(shown, ['case-timeline']);
    const element = shown.locator('case-timeline');
    assert.equal(await element.getAttribute('stack'), 'charge');
    assert.equal(await element.getAttribute('bin'), 'quarter');
    assert.equal(await element.getAttribute('heading'), '“Fiction” <b>& more</b>');
    assert.equal(await element.getAttribute('share'), '');
    assert.ok(await shown.getByRole('link', { name: 'Data <of> the figure & more' }).isVisible());
    await screenshot(shown, `wordpress-article-${role}`);

    const again = await edit(page, id);
    const [{ name, isValid, attributes }] = await blocks(again);
    assert.deepEqual([name, isValid, attributes.words], ['caseplot/figure', true, 'Data <of> the figure & more']);
    await update(again);
    assert.equal(wp.ask('stored', id), stored, 'the same, to the letter');
    row(role, 'block of the plugin', 'the figure', 'edited again without loss');
  });

  test(`${role}: what can be pasted into an article`, async (t) => {
    const address = (await figureAddress()).replace(/^https?:\/\/[^/]+/, '');
    const folder = await packageFolder(t);
    const place = (code) => code.replaceAll('SRC', address).replaceAll('/data/fiction.json', address).replaceAll('PACKAGE', folder);
    const page = await editor(t, role);
    for (const [how, [code, elements]] of Object.entries(PASTED)) {
      const content = place(code);
      const id = await page.evaluate(async ([title, text]) => {
        const post = await globalThis.wp.apiFetch({ path: '/wp/v2/posts', method: 'POST', data: { title, content: text, status: 'publish' } });
        return post.id;
      }, [how, content]);
      const stored = wp.ask('stored', id);
      const shown = await read(t, id);
      const mayBeCode = how.startsWith('script');
      const whole = role === 'admin' || !mayBeCode;
      if (whole) {
        assert.equal(stored, content, `${how}: kept to the letter`);
        await drawn(shown, elements);
      } else {
        assert.doesNotMatch(stored, /script|case-total/, `${how}: taken out`);
        await drawn(shown, ['case-map']);
      }
      const before = await blocks(await edit(page, id));
      assert.ok(before.length > 0 && before.every(({ isValid }) => isValid), `${how}: the editor finds nothing wrong`);
      await update(page);
      // Where kses took something out, the editor tidies up after it.
      const tidy = (text) => text.replace(/\n+/g, '\n');
      assert.equal(tidy(wp.ask('stored', id)), tidy(stored), `${how}: edited again without loss`);
      row(role, how, whole ? 'the figure' : 'a link to the data', whole ? 'edited again without loss' : 'kses takes out scripts and elements');
      await shown.close();
    }
  });
}

/** Where the file of cases lies, as the media library says it. */
async function figureAddress() {
  const found = await (await fetch(`${wp.base}?rest_route=/wp/v2/media&search=fiction`)).json();
  assert.ok(found.length > 0, 'the file of cases was uploaded');
  return found[0].source_url;
}

/** Where the plugin has caseplot's files, as a page of the site loads them. */
async function packageFolder(t) {
  const page = await open(t, '', { base: wp.base });
  const scripts = await page.locator('script[src*="/classic.js"]').evaluateAll((found) => found.map(({ src }) => src));
  assert.equal(scripts.length, 1, 'the script is on the page once');
  return scripts[0].replace(/\/classic\.js.*$/, '');
}

test('what a shortcode says reaches the page as text, whatever it is', async (t) => {
  const hostile = {
    breaksOut: '[caseplot view="map" src=\'/a.json" onclick="alert(1)\' stack=\'"><img src=x onerror=alert(1)>\']',
    script: '[caseplot src="javascript:alert(1)"]',
    data: '[caseplot src="data:text/html,x"]',
    words: '[caseplot src="/a.json"]<script>alert(1)</script>a <b>b</b> & "c"[/caseplot]',
    name: '[caseplot src="/a.json" on"click=x 1=2 map]',
    fragment: '[caseplot src="/a.json#x" view="a&b=c" heading="ü + #1"]',
    nothing: '[caseplot]',
  };
  const made = wp.ask('shortcode', '', hostile);
  const page = await open(t, '', { base: wp.base });
  const found = await page.evaluate((all) => Object.fromEntries(Object.entries(all).map(([name, html]) => {
    const { content } = Object.assign(document.createElement('template'), { innerHTML: html });
    const tags = [...content.querySelectorAll('*')].map(({ localName }) => localName).join(' ');
    const link = content.querySelector('a');
    return [name, { tags, attributes: link?.getAttributeNames().join(' '), href: link?.getAttribute('href'), text: content.textContent }];
  })), made);
  for (const name of ['breaksOut', 'script', 'data', 'words', 'name', 'fragment']) {
    assert.deepEqual([found[name].tags, found[name].attributes], ['p a', 'href'], `${name}: ${made[name]}`);
  }
  assert.equal(found.script.href, '');
  assert.equal(found.data.href, '');
  assert.match(found.words.text, /^a b & "c"$/);
  assert.match(found.breaksOut.href, /^\/a\.json/);
  const said = new URLSearchParams(found.fragment.href.split('#')[1]);
  assert.deepEqual([...said], [['caseplot', 'a&b=c'], ['heading', 'ü + #1']]);
  assert.equal(made.nothing, '', 'readers are told nothing, as they can do nothing');
});

test('links in comments of strangers stay links', async (t) => {
  const address = await figureAddress();
  const hostile = [`<a href="${address}#caseplot=map">look</a>`, `<a class="x" href='${address}&#35;c&#x61;seplot=map'>here</a>`, '<a rel="noopener" href="https://example.org/a.json#caseplot=map">there</a>'];
  const page = await read(t, wp.ask('comment', '', [hostile.join(' ')]));
  for (const name of ['look', 'here', 'there']) assert.ok(await page.getByRole('link', { name, exact: true }).isVisible(), name);
  assert.equal(await page.locator('a[href*="#caseplot="]').count(), 3);
  // The site's own link, put there last, becomes a figure: by then theirs would have.
  await page.evaluate((href) => {
    const [line, link] = [document.createElement('p'), document.createElement('a')];
    Object.assign(link, { href, textContent: 'ours' });
    line.append(link);
    document.querySelector('main, body').append(line);
  }, `${address}#caseplot=timeline`);
  await drawn(page, ['case-timeline']);
});

test('kses leaves of each way to embed what was reviewed, and that becomes what is said there', async (t) => {
  rows.push(...await review(t, { name: 'WordPress kses', version, kept: wp.ask('clean', '', forms) }, KEPT));
});

test('HTML Purifier leaves of each way to embed what was reviewed, and that becomes what is said there', async (t) => {
  rows.push(...await review(t, purify(forms), KEPT));
});

test('without the plugin, articles keep a link to the data, and nothing of the plugin is left', async (t) => {
  const page = await editor(t, 'author');
  const address = await figureAddress();
  const content = `<!-- wp:caseplot/figure -->\n<div class="wp-block-caseplot-figure"><p><a href="${address}#caseplot=map">The cases (data)</a></p></div>\n<!-- /wp:caseplot/figure -->`;
  const id = await page.evaluate(async (text) => {
    const post = await globalThis.wp.apiFetch({ path: '/wp/v2/posts', method: 'POST', data: { title: 'Later', content: text, status: 'publish' } });
    return post.id;
  }, content);
  await drawn(await read(t, id), ['case-map']);
  assert.equal(wp.ask('option', 'caseplot_uploads'), '1');
  assert.equal(wp.ask('remove'), true);
  assert.equal(wp.ask('option', 'caseplot_uploads'), false);
  const shown = await read(t, id);
  const link = shown.getByRole('link', { name: 'The cases (data)' });
  assert.equal(await link.getAttribute('href'), `${address}#caseplot=map`);
  assert.deepEqual(await shown.locator('script[src*=caseplot]').count(), 0);
  await edit(page, id);
  assert.deepEqual((await blocks(page)).map(({ name }) => name), ['core/missing']);
  await update(page);
  assert.equal(wp.ask('stored', id), content, 'the editor keeps what it does not know');
});

test('PHP has warned of nothing', () => {
  // WordPress 6.1 is older than the PHP that Debian has, and is kept from asking its makers for updates: what it says of
  // that is not ours to mend.
  const own = (line) => /PHP Deprecated:|connection to WordPress\.org/.test(line) && /\/(wp-includes|wp-admin)\/\S+ on line/.test(line);
  assert.deepEqual(wp.warnings().filter((line) => !own(line)), []);
});
