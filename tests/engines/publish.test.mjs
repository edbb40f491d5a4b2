// The page that makes a public file, in each engine: a worker of modules, a policy that a frame takes over, files to save.
import assert from 'node:assert/strict';
import { behaves } from './harness.mjs';

behaves('a public file is made of the example, and its report is shown with its own looks', async (page) => {
  await page.open('publish.html');
  const { outcome, heading, high, links } = await page.run(async () => {
    const at = (id) => document.getElementById(id);
    const until = async (there) => {
      while (!there()) await new Promise((done) => setTimeout(done, 20));
    };
    await until(() => at('said').textContent.includes('not needed'));
    at('example').click();
    await until(() => !at('form').hidden);
    at('caveat').value = 'Fiction.';
    at('caveat').dispatchEvent(new Event('input', { bubbles: true }));
    at('run').click();
    await until(() => !at('done').hidden);
    const frame = document.querySelector('.report iframe');
    await until(() => frame.contentDocument?.querySelector('h1') && frame.style.height);
    const { body, documentElement: page } = frame.contentDocument;
    return {
      outcome: at('outcome').textContent,
      heading: frame.contentWindow.getComputedStyle(body.querySelector('h1')).fontSize,
      high: page.scrollHeight - page.clientHeight,
      links: [...document.querySelectorAll('a[download]')].map(({ download, protocol }) => protocol + download).join(' '),
    };
  });
  assert.deepEqual([outcome, heading, high], ['The public file is made', '25.6px', 0]);
  assert.equal(links, 'blob:public.json blob:policy.json blob:report.html blob:report.json');
  await page.audit();
  await page.assertClean();
});
