import { load, publish, survey, type Policy, type Publishing } from 'caseplot/publish';

const cases = [{ date: '2021-03', country: 'IT', charge: 'facilitation' }];
const policy: Policy = { fields: ['date', 'country'], k: 3, header: { caveat: 'Most cases are not known.' } };
await load();
const made: Publishing[] = [
  await publish(cases, policy),
  await publish({ title: 'Cases', cases }, '{"fields": ["country"]}', { before: new Uint8Array() }),
  await publish(new Blob(['[]']), new Uint8Array(), { today: new Date() }),
];
const { fields, lacks } = await survey('[]');
const identifying: string[] = fields.filter(({ identifies, kind }) => identifies && kind === 'facet').map(({ name }) => name);
const blocks = made.flatMap(({ report }) => report.findings.filter(({ severity }) => severity === 'block'));
// @ts-expect-error a policy names the fields that may be published
await publish(cases, { k: 3 });
console.log(made[0]?.files, identifying, lacks.includes('caveat'), blocks.map(({ mend }) => mend));
