'use strict'
// What the tests need from the distribution: a browser, a database server, and tools that nobody here wrote.
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { findPostgres } = require('./private-postgres.cjs')

const onPath = (name) =>
  (process.env.PATH || '').split(path.delimiter).some((folder) => fs.existsSync(path.join(folder, name)))

/** Debian's name of a package, and how to see that what it brings is there already. */
const needed = [
  ['chromium', () => ['chromium', 'chromium-browser', 'google-chrome'].some(onPath)],
  ['postgresql', () => findPostgres() !== undefined],
  ['webkit2gtk-driver', () => onPath('WebKitWebDriver')],
  ['xvfb', () => onPath('xvfb-run') && onPath('Xvfb')],
  ['xauth', () => onPath('xauth')],
  ['oathtool', () => onPath('oathtool')],
  ['zbar-tools', () => onPath('zbarimg')],
  ['poppler-utils', () => onPath('pdftotext') && onPath('pdftoppm')],
  ['fonts-noto-cjk', hasJapaneseFont],
]

function hasJapaneseFont() {
  if (fs.existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc')) return true
  const list = spawnSync('fc-list', [':lang=ja', 'family'], { encoding: 'utf8' })
  return list.status === 0 && list.stdout.trim() !== ''
}

const missing = () => needed.filter((entry) => !entry[1]()).map((entry) => entry[0])

/** Installs what is missing where that is possible (root on Debian and its kin), else prints the line that does and exits with 1. */
function installSystemPackages() {
  const names = missing()
  if (names.length === 0) return
  const line = `apt-get install -y --no-install-recommends ${names.join(' ')}`
  if (!onPath('apt-get') || process.getuid() !== 0) {
    console.error(`The tests need programs that are not installed here. On Debian or Ubuntu:\n\n    sudo ${line}\n`)
    process.exit(1)
  }
  console.error(`Installing ${names.join(', ')} …`)
  const env = Object.assign({}, process.env, { DEBIAN_FRONTEND: 'noninteractive' })
  for (const command of ['apt-get update', line]) {
    const parts = command.split(' ')
    spawnSync(parts[0], parts.slice(1), { env, stdio: ['ignore', 'inherit', 'inherit'] })
  }
  const left = missing()
  if (left.length === 0) return
  console.error(`Could not install ${left.join(', ')}. Try: ${line}`)
  process.exit(1)
}

module.exports = { installSystemPackages }
