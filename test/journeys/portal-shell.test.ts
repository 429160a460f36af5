/** What stands around the sittings: names, addresses, titles, texts, help, and who has an ID. */
import assert from 'node:assert/strict'
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { importMembers } from '../../src/account/import/import-members.ts'
import { applyPolicy } from '../../src/society/apply-policy.ts'
import { type PresetName, presetNames, readPreset } from '../../src/society/read-preset.ts'
import { readPolicy } from '../../src/society/validate-policy.ts'
import { activate, carryOn, signOut } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

describe('the portal of a society', () => {
  let world: World
  before(async () => {
    world = await openWorld()
    for (const name of ['aoba', 'wakaba', 'hinode', 'minato'] as const) {
      const { hosts } = await policyOf(name)
      await world.addSociety(name, hosts.origin, hosts.rpId, name, { hosts })
    }
    const { hosts } = await policyOf('sakura')
    await world.addSociety('sakura-outside', hosts.origin, hosts.rpId, 'sakura', { hosts })
    // A node sees a new society within two seconds.
    world.pass(3000)
  })
  after(() => world.close())

  const policyOf = async (name: PresetName, changes: object = {}) => {
    const read = readPolicy({ ...(await readPreset(name)), ...changes })
    assert.ok(read.ok)
    return read.value
  }
  const ask = (url: string) => world.app.request(url, { headers: { host: new URL(url).host } })
  const page = async (society: string, path: string) => {
    const browser = await world.browser(society)
    await browser.open(path)
    return browser.current
  }

  it('PLT-03…PLT-07 stands at its own address, with www. or without, with a slash at the end or none; no look-alike is served', async () => {
    const addresses = {
      aoba: 'https://www.aoba.example',
      wakaba: 'https://www.wakaba.example',
      hinode: 'https://www.hinode.example',
      minato: 'https://minato.example',
      sakura: 'https://sakura.example',
    }
    for (const [name, address] of Object.entries(addresses)) {
      const { societyName, title } = await policyOf(name as PresetName)
      for (const url of [address, `${address}/`]) {
        const answer = await ask(url)
        assert.equal(answer.status, 200, url)
        const html = await answer.text()
        assert.ok(html.includes(societyName) && html.includes(title), url)
      }
      const lookAlike = address.replace(name, `${name}kenpo`)
      assert.equal((await ask(`${lookAlike}/`)).status, 404, lookAlike)
    }
  })

  it('PLT-01 PLT-27…PLT-29 has one product name, and the title of its policy, a plain one where none is given', async () => {
    const titles = {
      hinode: '健保加入者ページ',
      wakaba: '健康保険組合加入者ページ',
      sakura: 'さくら健康保険組合加入者ページ',
    }
    for (const [society, title] of Object.entries(titles))
      for (const path of ['/', '/sign-in', '/letter', '/help', '/terms/versions']) {
        const { html, text } = await page(society, path)
        assert.ok(html.includes(`<span class="product">ゲンカン</span>`), path)
        assert.ok(text.includes(title), `${society} ${path}`)
      }
    assert.equal(((await readPreset('hinode')) as { title?: string }).title, undefined)
  })

  it('PLT-28 PLT-29 the title is what the authenticator app shows as issuer', async () => {
    for (const [society, issuer] of [
      ['wakaba', '健康保険組合加入者ページ'],
      ['sakura', 'さくら健康保険組合加入者ページ'],
    ] as const) {
      const browser = await world.browser(society)
      const mail = `issuer-${society}@mail.example`
      const member = await world.member(society, { mail })
      await activate(world, browser, member, {
        until: society === 'wakaba' ? '/portal' : '/enrol/totp',
        userId: 'issuer-1',
      })
      if (society === 'wakaba') {
        await signOut(browser)
        world.pass(30_000)
        await browser.open('/sign-in')
        await browser.submit({ userId: mail, password: 'umibe-no-Kaze83' })
        await carryOn(world, browser, member, { until: '/enrol/totp' })
      }
      assert.ok(decodeURIComponent(browser.current.html).includes(`issuer=${issuer}`), society)
    }
  })

  it('PLT-09 PLT-35 no text names an address or a picture; names, desk and title come from the policy, without a restart', async () => {
    const root = join(import.meta.dirname, '../../src/texts')
    for await (const file of glob('**/*.ts', { cwd: root })) {
      const text = await readFile(join(root, file), 'utf8')
      assert.doesNotMatch(text.replaceAll(/^\s*(\/\/|\*|\/\*).*$/gm, ''), /https?:\/\/|\.png|\.jpg/, file)
    }
    const contact = { name: 'あたらしい窓口', phone: '03-0000-9999', hours: '平日 8:00〜12:00' }
    const changed = await policyOf('aoba', { title: 'あたらしい加入者ページ', contact })
    assert.ok((await applyPolicy(world.database, 'aoba', changed, () => world.now)).ok)
    world.pass(3000)
    const { text } = await page('aoba', '/sign-in')
    for (const words of ['あたらしい加入者ページ', ...Object.values(contact)]) assert.ok(text.includes(words), words)
  })

  it('PLT-11 says whose services the sign-in opens', async () => {
    assert.match((await page('aoba', '/')).text, /被保険者・被扶養者のみなさまへ/)
    assert.match((await page('aoba', '/sign-in')).text, /被保険者・被扶養者向けサービスにログインします。/)
  })

  it('PLT-12…PLT-15 PLT-38 the help names devices and browsers, and says that a PC alone is enough', async () => {
    const { text } = await page('sakura', '/help')
    assert.match(text, /推奨する端末：パソコン、スマートフォン（iPhone、Android）、タブレット端末/)
    assert.match(text, /推奨するブラウザ：Google Chrome、Safari、Microsoft Edge（いずれも最新版）/)
    assert.match(text, /PCでも利用できますか\s*はい、ご利用いただけます。/)
  })

  it('CON-14 CON-15 the help lists the forgotten user ID and leads by links, never by chapter numbers', async () => {
    for (const society of presetNames) {
      const { text, html } = await page(society, '/help')
      assert.match(html, /<a class="line-link" href="#user-id">ユーザIDがわからない<\/a>/)
      assert.match(html, /href="\/forgot-user-id"/)
      assert.doesNotMatch(text.replaceAll(/[\d-]{10,}/g, ''), /手順|[^\d]\d-\d[^\d]/)
    }
  })

  it('ISS-04 ISS-05 first-time members are pointed to their letter', async () => {
    for (const society of ['aoba', 'minato']) {
      const { text, html } = await page(society, '/sign-in')
      assert.match(text, /はじめての方（通知書をお持ちの方）\s*通知書に書かれた番号で、初回ログインへお進みください。/)
      assert.match(html, /href="\/letter"/)
    }
  })

  it('ISS-15 there is no self-registration: whoever has no ID is sent to the society', async () => {
    for (const path of ['/register', '/sign-up', '/signup']) assert.equal((await page('aoba', path)).status, 404)
    for (const path of ['/', '/sign-in']) assert.doesNotMatch((await page('aoba', path)).text, /新規登録|会員登録/)
    assert.match(
      (await page('minato', '/help')).text,
      /ユーザIDを作成したい[\s\S]*通知書が届いていない場合は、みなと健康保険組合 加入者サポート/,
    )
  })

  it('ISS-13 ISS-14 仮IDフラグ stands while no own ID was chosen, and goes with the first one', async () => {
    const browser = await world.browser('aoba')
    const member = await world.member('aoba', { mail: 'flag@mail.example' })
    await activate(world, browser, member, { method: 'mailCode' })
    const flag = async () => {
      await browser.open('/profile')
      return /仮IDフラグ[\s\S]{0,200}?仮IDを使用中/.test(browser.current.text)
    }
    assert.equal(await flag(), true)
    await browser.submit({ userId: 'own-id-2026' })
    assert.equal(await flag(), false)
  })

  it('FST-18 CON-02 the letter’s page tells what awaits, in the order in which it comes', async () => {
    const SCREENS: Record<string, string> = {
      '/letter': '通知書の確認',
      '/terms': '利用規約',
      '/mail': 'メールアドレス',
      '/mail/code': 'メール認証',
      '/method': '認証方法',
      '/password': 'パスワード',
      '/enrol/passkey': '認証方法の設定',
      '/enrol/totp': '認証方法の設定',
    }
    for (const society of ['aoba', 'wakaba', 'hinode', 'minato', 'sakura'] as const) {
      const { html } = await page(society, '/letter')
      const list = /設定の流れ<\/summary>[\s\S]*?<ol[^>]*>([\s\S]*?)<\/ol>/.exec(html)?.[1] ?? ''
      const told = [...list.matchAll(/<li>(.*?)<\/li>/g)].map(([, words]) => words)
      const browser = await world.browser(society)
      const member = await world.member(society, { mail: `order-${society}@mail.example` })
      const method = society === 'minato' ? 'mailCode' : 'totp'
      const { path } = await activate(world, browser, member, { method, userId: `order-${society}` })
      const walked = path.slice(0, -1).map((screen) => SCREENS[screen])
      assert.deepEqual(told.slice(0, walked.length), walked, society)
      const rest = told.slice(walked.length)
      const nextTime = ['aoba', 'wakaba', 'minato'].includes(society)
      assert.deepEqual(rest, nextTime ? ['認証方法の設定（次のログインで）'] : ['認証ラベルの登録'], society)
    }
  })

  it('PLT-10 CON-33 two persons of one household have an account each, with one number between them', async () => {
    const { id } = await world.society('genkan')
    const rows = [
      '記号,番号,枝番,氏名,生年月日,区分',
      '家1,500,00,青木 さくら,1979-08-22,本人',
      '家1,500,01,青木 健,2008-04-01,家族',
    ]
    const file = (async function* () {
      yield Buffer.from(rows.join('\r\n'))
    })()
    await importMembers(world.database, id, file, { clock: () => world.now })
    const household = await world.database.inSociety(id, (tx) =>
      tx.selectFrom('member').select('account_id').where('symbol', '=', '家1').orderBy('branch').execute(),
    )
    assert.equal(new Set(household.map(({ account_id }) => account_id)).size, 2)
    const letterOf = async (accountId = '') => (await world.letterFor('genkan', accountId)).letter
    const [insured, dependant] = [await letterOf(household[0]?.account_id), await letterOf(household[1]?.account_id)]
    const tryTo = async (userId: string, letterCode: string, birthDate: string) => {
      const browser = await world.browser('genkan')
      await browser.open('/letter')
      await browser.submit({ userId, letterCode, birthDate })
      return browser.current.path
    }
    assert.equal(await tryTo(dependant.temporaryId, dependant.code, '20080401'), '/terms')
    assert.equal(await tryTo(insured.temporaryId, dependant.code, '20080401'), '/letter', 'a letter is for one person')
    assert.equal(await tryTo(insured.temporaryId, insured.code, '19790822'), '/terms')
  })
})
