/** Both languages on every page: the switch, what it keeps, and that each says everything in its own. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from '../support/browser.ts'
import { personWithApp, personWithPasskey } from '../support/care.ts'
import { atEveryStage, routesOf } from '../support/fuzz.ts'
import { activate } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let visitors: Browser[]
before(async () => {
  world = await openWorld()
  const signedIn = [(await personWithApp(world)).browser, (await personWithPasskey(world)).browser]
  visitors = [...(await atEveryStage(world, 0)), ...signedIn]
})
after(() => world.close())

const LINK = /<a class="language" data-language lang="(ja|en)" hreflang="\1" href="([^"]+)">(日本語|English)<\/a>/
const langOf = (html: string) => /<html lang="(\w+)">/.exec(html)?.[1]

/** Every page that this visitor can open, at the address where it ends up, once each. */
async function* pagesOf(browser: Browser): AsyncGenerator<string> {
  const seen = new Set<string>()
  const gets = routesOf(world).filter(({ method, path }) => method === 'GET' && !path.includes('.'))
  for (const { path } of [...gets, { path: '/nothing-here' }]) {
    const asked = path
      .replace(':aim', 'profile')
      .replace(/:version\b/, '1')
      .replace(/:\w+/g, 'x')
    const page = await browser.open(asked)
    const isPage = page.headers.get('content-type')?.startsWith('text/html') ?? false
    if (isPage && !seen.has(page.path)) yield page.path
    seen.add(page.path)
  }
}

describe('the language', () => {
  it('PRF-02, GAP-11: is switched on every page there is, and the page stays', async () => {
    const met = new Set<string>()
    for (const browser of visitors)
      for await (const path of pagesOf(browser)) {
        met.add(path)
        const here = browser.current
        assert.equal(langOf(here.html), 'ja', path)
        const [, , href = ''] = LINK.exec(here.html) ?? assert.fail(`no switch at ${path}`)
        const there = await browser.open(href.replaceAll('&amp;', '&'))
        // The address of a dead link is a secret no more: the switch leads to where a new one is asked for.
        const stays = path === '/reset/x' ? ['/forgot-password', 200] : [path, here.status]
        assert.deepEqual([there.path, there.status, langOf(there.html)], [...stays, 'en'], path)
        assert.notEqual(there.text, here.text, path)
        await browser.open(`${path}?lang=ja`)
      }
    assert.ok(met.size > 35, `${met.size} pages: ${[...met]}`)
  })

  it('GAP-11: in English nothing is left in Japanese but names, and what is marked as Japanese', async () => {
    for (const browser of visitors) {
      await browser.open('/?lang=en')
      for await (const path of pagesOf(browser)) assert.deepEqual(japaneseOn(browser), [], path)
      await browser.open('/?lang=ja')
    }
  })

  it('GAP-11: a switch keeps what the address asks for, and what a refused form has just said', async () => {
    const browser = await world.browser()
    await browser.open('/sign-in?notice=signedOut')
    const [, , href = ''] = LINK.exec(browser.current.html) ?? []
    assert.match((await browser.open(href.replaceAll('&amp;', '&'))).text, /You have signed out/)
    await activate(world, browser, await world.member('genkan', { mail: 'kept@mail.example' }), { until: '/mail' })
    const response = await browser.send('/mail', { mail: 'a b' })
    await browser.request(`${response.headers.get('location')}?lang=ja`)
    assert.match((await browser.open('/mail')).html, /value="a b"/)
  })

  it('GAP-11: stays chosen in this browser', async () => {
    const browser = await world.browser()
    await browser.open('/letter?lang=en')
    assert.equal(langOf((await browser.open('/sign-in')).html), 'en')
    assert.match(browser.cookies.get('lang') ?? '', /en/)
  })
})

const NAMES =
  /ゲンカン健康保険組合(?:加入者ページ)?|さくら健康保険組合(?:加入者ページ)?|さくら健保加入者ページ|ゲンカン|日本語|青木 さくら|壁越 まもる/g

/** Japanese words of a page, without names, what stands on papers in brackets, and what is marked by `lang`. */
function japaneseOn(browser: Browser): string[] {
  const unmarked = browser.current.html
    .replace(/<(\w+)[^>]*\slang="ja"[^>]*>[\s\S]*?<\/\1>/g, '')
    .replace(/(?<=[a-z] )\([ぁ-んァ-ヶ一-龠]+\)/g, '')
    .replaceAll('<wbr>', '')
    .replace(NAMES, '')
  return unmarked.match(/[^<>"]*[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][^<>"]*/gu) ?? []
}
