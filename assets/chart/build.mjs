// Builds what this folder and ../fonts commit: chart/bundle.js from entry.js,
// and the font cuts copied out of their packages. With --check it writes
// nothing and exits 1 when a committed file is not what its source gives.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..');
const text = (...path) => readFile(join(root, ...path), 'utf8');

const targets = [['chart/bundle.js', await bundle()]];
for (const [family, formats] of [['source-sans-3', ['woff2', 'woff']], ['source-serif-4', ['woff2']]]) {
  const source = join(root, 'node_modules/@fontsource', family);
  targets.push([`fonts/OFL-${family}.txt`, await readFile(join(source, 'LICENSE'))]);
  for (const weight of [400, 600]) {
    for (const format of formats) {
      // The .woff cuts are for measuring on the server, the .woff2 cuts for browsers.
      const folder = format === 'woff' ? 'chart' : 'fonts';
      const name = `${family}-latin-${weight}-normal.${format}`;
      targets.push([`${folder}/${name}`, await readFile(join(source, 'files', name))]);
    }
  }
}

const check = process.argv.includes('--check');
for (const [path, content] of targets) {
  if (!check) {
    await writeFile(join(root, path), content);
  } else if (!content.equals(await readFile(join(root, path)))) {
    console.error(`${path} is not what its source gives: run "npm run build" and commit it`);
    process.exitCode = 1;
  }
}
console.log(`${targets.length} files ${check ? 'compared' : 'written'}`);

async function bundle() {
  const result = await build({
    absWorkingDir: here,
    entryPoints: ['entry.js'],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2017',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    banner: { js: await banner() },
    charset: 'utf8',
    write: false,
    logLevel: 'warning',
  });
  return Buffer.from(result.outputFiles[0].contents);
}

// The licence notices of what the bundle contains, each once: ECharts repeats
// its header in every file. The digest lets a test without node tell that the
// bundle was built from these sources and versions.
async function banner() {
  const version = async (name) => JSON.parse(await text('node_modules', name, 'package.json')).version;
  const echarts = await version('echarts');
  const digest = createHash('sha256')
    .update(await text('chart/entry.js'))
    .update(await text('chart/host.js'))
    .update(`echarts ${echarts} esbuild ${await version('esbuild')}`)
    .digest('hex');
  const parts = [
    `Sources: sha256 ${digest}`,
    `Apache ECharts ${echarts}, Apache License 2.0: http://www.apache.org/licenses/LICENSE-2.0\n\n${await text('node_modules/echarts/NOTICE')}`,
    `ZRender ${await version('zrender')}\n\n${await text('node_modules/zrender/LICENSE')}`,
    `d3.js (in ECharts)\n\n${await text('node_modules/echarts/licenses/LICENSE-d3')}`,
    `tslib ${await version('tslib')}\n\n${await text('node_modules/tslib/LICENSE.txt')}`,
  ];
  return `/*!\n${parts.map((part) => part.replaceAll('\r', '').replaceAll('*/', '* /').trim()).join('\n\n---\n\n')}\n*/`;
}
