// Builds everything the browser is served into static/dist: `npm run build`.
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import rtlcss from 'rtlcss'
import * as sass from 'sass'

const here = fileURLToPath(new URL('.', import.meta.url))
const modules = join(here, '..', 'node_modules')
const dist = join(here, 'dist')
const govuk = join(modules, 'govuk-frontend', 'dist')
const leaflet = join(modules, 'leaflet', 'dist')

await rm(dist, { recursive: true, force: true })
await mkdir(dist, { recursive: true })

const { css } = sass.compile(join(here, 'src', 'app.scss'), {
  loadPaths: [govuk],
  quietDeps: true,
  style: 'compressed'
})
await writeFile(join(dist, 'app.css'), css)
await writeFile(join(dist, 'app.rtl.css'), rtlcss.process(css))

// The module is asked for from inside app.js, where Python cannot add `?v=`: its version does the same work.
const { version } = JSON.parse(await readFile(join(modules, 'govuk-frontend', 'package.json'), 'utf8'))
const app = await readFile(join(here, 'js', 'app.js'), 'utf8')
await writeFile(join(dist, 'app.js'), app.replace('govuk-frontend.min.js', `govuk-frontend.min.js?v=${version}`))

// Source maps are not served, so the notes that point to them go too.
const withoutMap = (text) => text.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n')
for (const [from, name] of [
  [join(govuk, 'govuk', 'govuk-frontend.min.js'), 'govuk-frontend.min.js'],
  [join(leaflet, 'leaflet.js'), 'leaflet.js']
]) {
  await writeFile(join(dist, name), withoutMap(await readFile(from, 'utf8')))
}

for (const [from, to] of [
  [join(here, 'js', 'js-enabled.js'), 'js-enabled.js'],
  [join(here, 'js', 'passkeys.js'), 'passkeys.js'],
  [join(here, 'js', 'desk.js'), 'desk.js'],
  [join(here, 'js', 'follows.js'), 'follows.js'],
  [join(here, 'js', 'aloud.js'), 'aloud.js'],
  [join(here, 'js', 'copy.js'), 'copy.js'],
  [join(here, 'js', 'slider.js'), 'slider.js'],
  [join(here, 'img', 'favicon.svg'), 'favicon.svg'],
  [join(leaflet, 'leaflet.css'), 'leaflet.css'],
  [join(leaflet, 'images'), 'images']
]) {
  await cp(from, join(dist, to), { recursive: true })
}
