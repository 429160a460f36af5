/**
 * What happens to members after the first sitting, for every society and every method that it has: each story ends signed
 * in by the right person, or refused on a page that shows the way on, and that way ends signed in too.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { writeMessage } from '../../src/mail/send-mail.ts'
import { type PresetName, presetNames } from '../../src/society/read-preset.ts'
import { Authenticator, offerOf } from '../support/authenticator.ts'
import { type Method, Person } from '../support/person.ts'
import { askReset } from '../support/recovery.ts'
import { appCode, offeredSecret, signOut } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

/** Kinds of members: the first is what most choose. */
const KINDS: Record<PresetName, readonly Method[]> = {
  genkan: ['passkey', 'totp'],
  aoba: ['passkey', 'totp', 'mailCode'],
  wakaba: ['totp', 'mailCode', 'passkey'],
  hinode: ['passkey', 'totp'],
  minato: ['passkey', 'mailCode'],
  sakura: ['passkey', 'totp', 'mailCode'],
}

let world: World
before(async () => {
  world = await openWorld()
  for (const name of presetNames.filter((preset) => preset !== 'genkan' && preset !== 'sakura'))
    await world.addSociety(name, `http://${name}.portal.localhost:4000`, `${name}.portal.localhost`, name)
})
after(() => world.close())

/** One story for every kind of member. */
function everyone(title: string, story: (society: PresetName, method: Method) => Promise<void>): void {
  for (const society of presetNames)
    for (const method of KINDS[society]) it(`${title}: ${society}, ${method}`, () => story(society, method))
}

/** What the old things open now: nothing. */
async function opensNothing(
  old: { name: string; password: string | null; secret: string; keeper: Authenticator },
  society: string,
) {
  world.pass(60_000)
  const browser = await world.browser(society)
  if (old.password === null) {
    await browser.open('/sign-in')
    await browser.post('/sign-in', { credential: old.keeper.get(offerOf(browser.current.html)) })
    return assert.notEqual((await browser.open('/portal')).path, '/portal')
  }
  await browser.open('/sign-in')
  await browser.post('/sign-in', { userId: old.name, password: old.password })
  if (browser.current.path === '/otp') await browser.submit({ otp: appCode(old.secret, world.now) })
  if (browser.current.path === '/passkey' && old.keeper.passkeys.length > 0)
    await browser.submit({ credential: old.keeper.get({ ...offerOf(browser.current.html), allowCredentials: [] }) })
  assert.notEqual((await browser.open('/portal')).path, '/portal')
}

const thingsOf = async (person: Person) => ({
  name: await person.name(),
  password: person.password,
  secret: person.secret,
  keeper: person.keeper,
})

/** Refused for good: the page says what it takes, whom to ask, and where a letter is typed. */
function isRefusedWithAWayOn(person: Person): void {
  const { heading, html, text } = person.browser.current
  assert.equal(heading, '新しい通知書が必要です')
  assert.match(html, /href="\/letter"/)
  assert.match(html, /href="#contact"[^>]*>健保組合に問い合わせる/)
  assert.match(html, /id="contact"/)
  assert.match(text, /ご加入の健保組合までお問い合わせください/)
  assert.match(text, /03-0000-\d{4}/)
}

/** The letter founds the account anew; what there was before opens nothing, and the next sign-in is an ordinary one. */
async function comesBackByLetter(person: Person, society: PresetName): Promise<void> {
  const old = await thingsOf(person)
  const seen = await person.byNewLetter()
  assert.deepEqual(seen.slice(0, 2), ['/letter', '/recover'])
  assert.ok(await person.servicesAreOpen(), seen.join(' '))
  await isAtHome(person)
  await opensNothing(old, society)
}

async function isAtHome(person: Person): Promise<void> {
  await person.comeAgain()
  assert.ok(await person.servicesAreOpen())
}

describe('a changed phone, the old one still at hand', () => {
  everyone(
    'REC-10 LMP-07 LMP-08 LMP-22 FAQ-11 the new one is added, signs in, and takes the old one off',
    async (society, method) => {
      const person = await Person.active(world, society, method)
      const old = await thingsOf(person)
      await person.useNewBrowser()
      await person.signIn()
      if (method === 'mailCode') return assert.ok(await person.servicesAreOpen())
      await addDevice(person)
      await person.comeAgain()
      assert.ok(await person.servicesAreOpen())
      const { html } = await person.browser.open('/sign-in-methods')
      const rows = html.split('<li class="device">').slice(1)
      assert.equal(rows.length, 2)
      const other = rows.find((row) => !row.includes('今回のログインに使用'))
      await person.browser.open(/href="(\/sign-in-methods\/device\/[^"]+\/delete)"/.exec(other ?? '')?.[1] ?? '')
      await person.browser.submit({})
      assert.equal(person.browser.current.path, '/sign-in-methods')
      assert.match(person.browser.current.text, /削除しました。/)
      await opensNothing(old, society)
      await isAtHome(person)
    },
  )

  async function addDevice(person: Person): Promise<void> {
    const { browser } = person
    await browser.open('/sign-in-methods')
    await browser.open(person.method === 'totp' ? '/sign-in-methods/totp' : '/sign-in-methods/passkey')
    if (person.method === 'totp') {
      person.secret = offeredSecret(browser.current.html)
      person.deviceName = '新しい電話'
      await browser.submit({ otp: appCode(person.secret, world.now), deviceName: person.deviceName })
    } else {
      person.keeper = new Authenticator(browser.origin)
      await browser.submit({ credential: person.keeper.create(offerOf(browser.current.html)) })
    }
    if (browser.current.path.startsWith('/enrol/passkey/name')) await person.carryOn()
    assert.equal(browser.current.path, '/sign-in-methods')
  }
})

describe('a lost phone', () => {
  everyone(
    'REC-10 REC-12 FAQ-13 two other kinds set up the next one, or nothing was lost at all',
    async (society, method) => {
      const person = await Person.active(world, society, method)
      const old = await thingsOf(person)
      await person.signIn()
      const stolen = person.browser
      await person.useNewBrowser()
      if (method !== 'mailCode') person.lose('device')
      const passkeyOnly = person.isWithoutPassword
      if (passkeyOnly) {
        await person.browser.open('/sign-in')
        assert.match(person.browser.current.html, /href="\/lost"[^>]*>使えない・なくした方へ/)
        const { text, html } = await person.browser.open('/lost')
        assert.match(text, /パスワードがない方は「パスワードを忘れた方はこちら」からお進みください/)
        assert.match(html, /href="\/forgot-password"/)
      }
      const seen = passkeyOnly ? await person.forgot() : await person.signIn()
      const expected = {
        passkeyOnly: '/forgot-password /reset /passkey /recovery-code /recover /enrol/passkey /portal',
        passkey: '/sign-in /passkey /mail-otp /recover /enrol/passkey /enrol/passkey/name /portal',
        totp: '/sign-in /otp /mail-otp /recover /enrol/totp /portal',
        mailCode: '/sign-in /mail-otp /portal',
      }
      assert.equal(seen.join(' '), expected[passkeyOnly ? 'passkeyOnly' : method])
      assert.ok(await person.servicesAreOpen())
      if (method !== 'mailCode') {
        // Whoever has found it is out, although it was signed in.
        assert.notEqual((await stolen.open('/portal')).status, 200)
        await opensNothing(old, society)
      }
      await isAtHome(person)
    },
  )

  it('REC-12 genkan, passkey: the letter’s lower half is gone too: the page leads to what is left, and a new letter ends it', async () => {
    const person = await Person.active(world, 'genkan', 'passkey')
    await person.useNewBrowser()
    person.lose('device', 'paper')
    const seen = await person.forgot()
    assert.equal(seen.join(' '), '/forgot-password /reset /passkey /recovery-code /lost')
    assert.match(person.browser.current.text, /どれもわからない・手元にない ご加入の健保組合までお問い合わせください/)
    assert.match(person.browser.current.html, /href="\/letter"[^>]*>通知書をお持ちの方はこちら/)
    await comesBackByLetter(person, 'genkan')
  })
})

describe('a mailbox that is dead', () => {
  everyone(
    'REC-12 EMC-01 EMC-04 whoever has another method changes the address, the others get a letter',
    async (society, method) => {
      const person = await Person.active(world, society, method)
      await person.useNewBrowser()
      person.lose('mailbox')
      const seen = await person.signIn()
      if (method === 'mailCode') {
        assert.equal(seen.join(' '), '/sign-in /mail-otp /refused')
        isRefusedWithAWayOn(person)
        return comesBackByLetter(person, society)
      }
      assert.equal(seen.at(-1), '/portal')
      await person.replaceLost()
      await person.browser.open('/profile')
      assert.match(person.browser.current.html, /href="\/profile\/mail"/)
      await person.browser.open('/profile/mail')
      await person.browser.submit({ mail: person.mail })
      assert.equal(person.browser.current.path, '/profile/mail/code')
      await person.browser.submit({ mailCode: (await world.lastCode()).code })
      assert.equal(person.browser.current.path, '/profile')
      assert.ok(person.browser.current.text.includes(person.mail))
      await isAtHome(person)
    },
  )
})

describe('everything forgotten, phone and mailbox at hand', () => {
  everyone(
    'REC-08 REC-09 FID-01 FID-06 FAQ-01 the ID comes by mail, then the password is set anew',
    async (society, method) => {
      const person = await Person.active(world, society, method)
      await person.useNewBrowser()
      const old = await thingsOf(person)
      await person.browser.open('/sign-in')
      assert.match(person.browser.current.html, /href="\/forgot-user-id"[^>]*>ユーザIDを忘れた方はこちら/)
      await person.browser.open('/forgot-user-id')
      await person.browser.submit({ ...birthDate(person), mail: person.mail })
      assert.match(await mailedText('userId'), new RegExp(await idOf(person)))
      if (person.isWithoutPassword) {
        const seen = await person.signIn()
        return assert.equal(seen.join(' '), '/sign-in /portal')
      }
      const seen = await person.forgot()
      if (method === 'mailCode') {
        // The link has shown the mailbox, and there is no other kind: a mailbox alone replaces nothing.
        assert.equal(seen.join(' '), '/forgot-password /reset /refused')
        isRefusedWithAWayOn(person)
        return comesBackByLetter(person, society)
      }
      const shows = method === 'totp' ? '/otp' : '/passkey'
      assert.equal(seen.join(' '), `/forgot-password /reset ${shows} /recover /password /portal`)
      await opensNothing({ ...old, secret: person.secret }, society)
      await isAtHome(person)
    },
  )

  const birthDate = ({ member }: Person): Record<string, string> => {
    const [birthYear = '', birthMonth = '', birthDay = ''] = member.birthDate
      .split('-')
      .map((part) => `${Number(part)}`)
    return { birthDate: member.birthDate.replaceAll('-', ''), birthYear, birthMonth, birthDay }
  }
  /** Where nobody has an ID of their own, the mail says that the address is it. */
  const idOf = async (person: Person) => {
    const { policy } = await world.society(person.member.society)
    return policy.userId === 'required' ? person.userId : 'メールアドレス'
  }
  async function mailedText(kind: 'userId'): Promise<string> {
    const job = world.jobs.findLast((one) => one.kind === kind)
    assert.ok(job)
    const { database, keyring, directory } = world
    return (await writeMessage({ database, keyring, directory, clock: () => world.now }, job))?.text ?? ''
  }
})

describe('retired: the company’s phone and the company’s mailbox are gone together', () => {
  everyone(
    'REC-11 REC-12 FAQ-13 one thing is left, which opens nothing: the letter goes home',
    async (society, method) => {
      const person = await Person.active(world, society, method)
      await person.useNewBrowser()
      person.lose('device', 'mailbox')
      if (person.isWithoutPassword) {
        // Nothing can be shown: what there is for everybody stands on the page that the sign-in page links to.
        await person.browser.open('/sign-in')
        assert.match(person.browser.current.html, /href="\/lost"/)
        const { text } = await person.browser.open('/lost')
        assert.match(text, /登録したメールアドレスが使えない .*ログインできない方は、新しい通知書が必要です/)
        return comesBackByLetter(person, society)
      }
      const seen = await person.signIn()
      const expected = {
        passkey: '/sign-in /passkey /mail-otp /refused',
        totp: '/sign-in /otp /mail-otp /refused',
        mailCode: '/sign-in /mail-otp /refused',
      }
      assert.equal(seen.join(' '), expected[method])
      isRefusedWithAWayOn(person)
      assert.equal((await person.browser.open('/portal')).path, '/refused')
      await comesBackByLetter(person, society)
      assert.match(person.mail, /@jitaku/)
    },
  )
})

describe('a stolen password, noticed in the history', () => {
  everyone(
    'REC-11 PWD-13 PWD-16 SES-06 the thief is put out, the owner lifts the stop and changes the password',
    async (society, method) => {
      const person = await Person.active(world, society, method)
      const stolen = person.password
      const thief = await world.browser(society)
      await thief.open('/sign-in')
      await thief.post('/sign-in', { userId: await person.name(), password: stolen ?? 'a guess: 2026' })
      // A passkey alone leaves nothing to steal: the words are those for nobody at all.
      if (stolen === null) return assert.match(thief.current.text, /無効なユーザIDまたはパスワードです。/)
      assert.match(thief.current.path, /^\/(otp|passkey|mail-otp)$/)
      await person.useNewBrowser()
      await person.signIn()
      assert.equal(person.browser.current.path, '/portal')
      await person.browser.open('/history')
      const entries = person.browser.current.html
        .split('<li class="device">')
        .filter((row) => row.includes('ログインの操作が始まりました'))
      // The newest is this visit; the one before is the thief's.
      const link = /href="(\/not-me\/[^"]+)"/.exec(entries[1] ?? '')?.[1] ?? ''
      await person.browser.open(link)
      await person.browser.submit({})
      assert.equal(person.browser.current.heading, '利用を停止しました')
      assert.equal((await thief.open('/portal')).status, 401)
      await person.useNewBrowser()
      const seen = await person.signIn()
      assert.equal(seen.slice(-2).join(' '), '/restore /sign-in-methods')
      await person.browser.open('/sign-in-methods/password')
      person.password = 'tori-no-Uta-2001'
      await person.browser.submit({
        newPassword: person.password,
        newPasswordAgain: person.password,
        signOutEverywhere: 'on',
      })
      assert.match(person.browser.current.text, /パスワードを更新しました。/)
      await thief.open('/sign-in')
      await thief.post('/sign-in', { userId: await person.name(), password: stolen })
      assert.match(thief.current.text, /無効なユーザIDまたはパスワードです。/)
      await isAtHome(person)
    },
  )
})

describe('an address that was never verified', () => {
  for (const method of KINDS.hinode)
    it(`CON-03 REC-12 hinode, ${method}: it carries no code and no link; the page says that a letter is needed`, async () => {
      const person = await Person.active(world, 'hinode', method, false)
      await person.useNewBrowser()
      person.lose('device')
      await askReset(person.browser, await person.name())
      const seen = await person.signIn()
      assert.equal(seen.join(' '), `/sign-in /${method === 'totp' ? 'otp' : 'passkey'} /refused`)
      isRefusedWithAWayOn(person)
      await comesBackByLetter(person, 'hinode')
    })
})

describe('somebody else', () => {
  it('attack: whoever has only the mailbox comes in nowhere, in no society and for no kind of member', async () => {
    for (const society of presetNames)
      for (const method of KINDS[society]) {
        const person = await Person.active(world, society, method)
        await person.useNewBrowser()
        person.lose('device', 'paper')
        await person.forgot()
        assert.notEqual((await person.browser.open('/portal')).path, '/portal', `${society} ${method}`)
        await signOut(person.browser)
      }
  })
})
