// A WordPress of one's own, under target/cms/wordpress: Debian's files, a database and a server that end with the tests.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { freePort, start } from '../../running.mjs';

const HERE = fileURLToPath(new URL('./', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const STATE = join(ROOT, 'target/cms/wordpress');
const SITE = join(STATE, 'site');
const LOG = join(STATE, 'php.log');
const PASSWORD = 'of fiction, as all here';
const PLUGIN = join(ROOT, 'target/pkg/caseplot-wordpress.zip');

const php = (file, args, input = '') => execFileSync('php', ['-d', 'display_errors=stderr', join(HERE, file), SITE, ...args],
  { input, encoding: 'utf8', maxBuffer: 1 << 26 });

/** A database of its own, reached by a socket alone; the socket's path must be short, so it is not under target. */
async function database() {
  const data = join(STATE, 'database');
  const place = mkdtempSync(join(tmpdir(), 'caseplot-'));
  after(() => rmSync(place, { recursive: true, force: true }));
  const socket = join(place, 's');
  const who = userInfo().uid === 0 ? ['--user=root'] : [];
  const options = ['--no-defaults', `--datadir=${data}`, ...who];
  execFileSync('mariadb-install-db', [...options, '--auth-root-authentication-method=normal', '--skip-test-db'], { stdio: 'pipe' });
  const ask = (...sql) => execFileSync('mariadb', ['--no-defaults', `--socket=${socket}`, '--user=root', '-e', sql.join(';')], { stdio: 'pipe' });
  await start('mariadbd', [...options, `--socket=${socket}`, '--skip-networking', '--innodb-flush-log-at-trx-commit=0'], {}, async () => ask('select 1'));
  ask('create database wordpress character set utf8mb4');
  return socket;
}

function configuration(socket) {
  const said = {
    DB_NAME: 'wordpress', DB_USER: 'root', DB_PASSWORD: '', DB_HOST: `localhost:${socket}`, DB_CHARSET: 'utf8mb4', DB_COLLATE: '',
    AUTH_KEY: 'a', SECURE_AUTH_KEY: 'b', LOGGED_IN_KEY: 'c', NONCE_KEY: 'd', AUTH_SALT: 'e', SECURE_AUTH_SALT: 'f', LOGGED_IN_SALT: 'g', NONCE_SALT: 'h',
    // Warnings go to a file that must stay empty; a page with one in it would not be JSON where JSON is wanted.
    WP_DEBUG: true, WP_DEBUG_LOG: LOG, WP_DEBUG_DISPLAY: false, SCRIPT_DEBUG: true,
    WP_HTTP_BLOCK_EXTERNAL: true, DISABLE_WP_CRON: true, AUTOMATIC_UPDATER_DISABLED: true, FS_METHOD: 'direct',
  };
  const lines = Object.entries(said).map(([name, value]) => `define( '${name}', ${typeof value === 'string' ? `'${value}'` : value} );`);
  return `<?php\n${lines.join('\n')}\n$table_prefix = 'wp_';\nif ( ! defined( 'ABSPATH' ) ) {\n\tdefine( 'ABSPATH', __DIR__ . '/' );\n}\nrequire_once ABSPATH . 'wp-settings.php';\n`;
}

/**
 * Makes the site and starts it.
 *
 * @returns {Promise<{ base: string, site: string, password: string, ask: (what: string, more?: string, input?: unknown) => any, warnings: () => string[] }>}
 */
export async function wordpress() {
  rmSync(STATE, { recursive: true, force: true });
  mkdirSync(STATE, { recursive: true });
  cpSync('/usr/share/wordpress', SITE, { recursive: true, dereference: true });
  const socket = await database();
  writeFileSync(join(SITE, 'wp-config.php'), configuration(socket));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}/`;
  php('install.php', [base, PASSWORD, PLUGIN]);
  const limits = ['-d', 'upload_max_filesize=16M', '-d', 'post_max_size=16M'];
  await start('php', [...limits, '-S', `127.0.0.1:${port}`, '-t', SITE], { env: { ...process.env, PHP_CLI_SERVER_WORKERS: '4' } }, () => fetch(base));
  return {
    base,
    site: SITE,
    password: PASSWORD,
    ask: (what, more = '', input = '') => JSON.parse(php('ask.php', [what, more], input && JSON.stringify(input))),
    warnings: () => (existsSync(LOG) ? readFileSync(LOG, 'utf8').split('\n').filter(Boolean) : []),
  };
}

/** Debian's HTML Purifier writes letters of texts as PHP 8 can't read them: a copy has them mended. */
function purifier() {
  const folder = join(STATE, 'purifier');
  cpSync('/usr/share/php', folder, { recursive: true, filter: (path) => path === '/usr/share/php' || path.includes('HTMLPurifier') });
  for (const file of ['Encoder.php', 'ChildDef/Custom.php', 'TagTransform/Font.php']) {
    const path = join(folder, 'HTMLPurifier', file);
    writeFileSync(path, readFileSync(path, 'utf8').replace(/(\$str|\$raw|\$attr\['size'\])\{([^}]+)\}/g, '$1[$2]'));
  }
  return folder;
}

/** What HTML Purifier leaves of pieces of HTML, by name. */
export function purify(pieces) {
  const silent = ['-d', 'error_reporting=E_ERROR'];
  const said = execFileSync('php', [...silent, join(HERE, 'purify.php'), purifier()], { input: JSON.stringify(pieces), encoding: 'utf8' });
  return { name: 'HTML Purifier', ...JSON.parse(said) };
}
