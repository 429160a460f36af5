/** Eメール変更: another address, which counts once it was confirmed. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { minutes } from '../../src/kernel/clock.ts'
import { personWithApp, personWithPasskey } from '../support/care.ts'
import { Person } from '../support/person.ts'
import { signIn, signOut } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const newAddress = (mail: string) => mail.replace('@mail', '@new')

/** Up to the page that waits for the confirmation. */
async function proposed() {
  const person = await personWithApp(world)
  await person.browser.open('/profile/mail')
  await person.browser.submit({ mail: newAddress(person.mail) })
  assert.equal(person.browser.current.path, '/profile/mail/code')
  return { ...person, ...(await world.lastCode()) }
}

async function current(accountId: string, society = 'sakura') {
  const { id } = await world.society(society)
  const row = await world.database.inSociety(id, (tx) =>
    tx
      .selectFrom('mail_address')
      .select('address')
      .where('account_id', '=', accountId)
      .where('removed_at', 'is', null)
      .executeTakeFirstOrThrow(),
  )
  return row.address
}

/** Which addresses were told of a change of the address. */
async function told(accountId: string) {
  const ids = world.jobs.flatMap((job) =>
    job.kind === 'changed' && job.what === 'mail' && job.accountId === accountId ? [job.mailAddressId] : [],
  )
  const { id } = await world.society('sakura')
  const rows = await world.database.inSociety(id, (tx) =>
    tx.selectFrom('mail_address').select(['id', 'address']).where('account_id', '=', accountId).execute(),
  )
  return ids.map((one) => rows.find((row) => row.id === one)?.address)
}

describe('the change of the address', () => {
  it('EMC-01…EMC-05, SES-02, CON-03: form, code, profile; old and new address are told', async () => {
    const { browser, mail, member } = await personWithApp(world)
    await browser.open('/profile/mail')
    for (const words of ['メールアドレスの更新', '実行', '戻る', '全てのデバイスからサインアウトする', '※必須'])
      assert.ok(browser.current.text.includes(words), words)
    assert.match(browser.current.html, new RegExp(`name="mail"[^>]*value="${mail}"`))
    assert.match(browser.current.html, /name="signOutEverywhere"[^>]*checked/)
    await browser.submit({ mail: newAddress(mail) })
    assert.equal(browser.current.path, '/profile/mail/code')
    const { code, address } = await world.lastCode()
    assert.equal(address, newAddress(mail))
    await browser.open('/profile')
    assert.ok(browser.current.text.includes(mail), 'the old one is still there')
    await browser.open('/profile/mail/code')
    await browser.submit({ mailCode: code })
    assert.equal(browser.current.path, '/profile')
    assert.ok(browser.current.text.includes(newAddress(mail)))
    assert.match(browser.current.text, /メールアドレスを変更しました。/)
    assert.deepEqual(await told(member.accountId), [mail, newAddress(mail)])
    await browser.open('/portal')
    assert.equal(browser.current.path, '/portal')
  })

  it('EMC-04: the new address signs in, the old one does not', async () => {
    const { browser, mail, code, secret } = await proposed()
    await browser.submit({ mailCode: code })
    const other = await world.browser('sakura')
    await signIn(world, other, { userId: newAddress(mail), secret })
    assert.equal(other.current.path, '/portal')
    const stranger = await world.browser('sakura')
    await signIn(world, stranger, { userId: mail, secret })
    assert.equal(stranger.current.status, 422)
  })

  it('EMC-05: whoever signs in by mailed codes reads that it was changed, before signing in again with the new address', async () => {
    const person = await Person.active(world, 'sakura', 'mailCode')
    await person.signIn()
    const { browser } = person
    await browser.open('/profile/mail')
    assert.match(browser.current.text, /変更のあとに、もう一度ログインしていただきます/)
    await browser.submit({ mail: 'atarashii@new.example' })
    await browser.submit({ mailCode: (await world.lastCode()).code })
    assert.match(browser.current.path, /^\/refused/)
    assert.match(browser.current.text, /メールアドレスを変更しました。/)
    assert.match(browser.current.text, /もう一度ログインしてください/)
    // There is nothing to go back to.
    assert.doesNotMatch(browser.current.text, /再度認証してください/)
    assert.equal((await browser.open('/sign-in')).path, '/sign-in')
  })

  it('RAU-07: after five minutes the proof comes before the form', async () => {
    const { browser, prove } = await personWithApp(world)
    world.pass(minutes(5) + 1)
    await browser.open('/profile/mail')
    assert.equal(browser.current.path, '/password/confirm/for/mail')
    await prove()
    assert.equal(browser.current.path, '/profile/mail')
  })

  it('RAU-05, RAU-07: with a passkey the passkey is asked for, and no code page follows', async () => {
    const { browser, prove } = await personWithPasskey(world)
    world.pass(minutes(6))
    await browser.open('/profile/mail')
    assert.equal(browser.current.path, '/passkey/for/mail')
    assert.match(browser.current.text, /続行するには再度認証してください/)
    await prove()
    assert.equal(browser.current.path, '/profile/mail')
  })

  it('by the link: GET changes nothing, POST does, and it signs nobody in', async () => {
    const { browser, mail, link, member } = await proposed()
    const phone = await world.browser('sakura')
    await phone.open(link)
    assert.equal(await current(member.accountId), mail)
    await phone.submit({})
    assert.match(phone.current.text, /メールアドレスの変更は完了です。/)
    assert.equal(await current(member.accountId), newAddress(mail))
    assert.equal(phone.cookies.has('visit'), false)
    const state = await browser.request('/profile/mail/state')
    assert.deepEqual(await state.json(), { confirmed: true, next: '/profile?mail=changed' })
    await browser.open('/profile/mail/code')
    assert.equal(browser.current.path, '/profile')
  })

  it('the same address, a wrong one, a taken one and a slip: each says so and keeps what was typed', async () => {
    const other = await personWithApp(world)
    const { browser, mail } = await personWithApp(world)
    for (const [typed, words] of [
      [mail, 'いまと同じメールアドレスです。'],
      ['taro.@mail.example', '無効なメールアドレスです。'],
      [other.mail, '他のアカウントで設定されているメールアドレスです。'],
      ['taro@gmial.com', 'もしかして'],
      ['', 'メールアドレスを入力してください。'],
    ] as const) {
      await browser.open('/profile/mail')
      await browser.submit({ mail: typed })
      assert.equal(browser.current.status, 422)
      assert.ok(browser.current.text.includes(words), words)
      assert.ok(browser.current.html.includes(`value="${typed}"`), typed)
    }
  })

  it('別のメールアドレスにする, and a second proposal: what was sent before confirms nothing', async () => {
    const { browser, link, mail, member, code } = await proposed()
    await browser.submit({ action: 'otherAddress' })
    assert.equal(browser.current.path, '/profile/mail')
    await browser.submit({ mail: `second.${mail}` })
    await browser.submit({ mailCode: code })
    assert.equal(browser.current.status, 422)
    const phone = await world.browser('sakura')
    await phone.post(link, {})
    assert.equal(phone.current.status, 410)
    assert.equal(await current(member.accountId), mail)
  })

  it('再送信 sends the same code again', async () => {
    const { browser, code } = await proposed()
    world.pass(31_000)
    await browser.submit({ action: 'resend' })
    assert.equal(browser.current.path, '/profile/mail/code')
    assert.equal((await world.lastCode()).code, code)
  })

  it('attack: a link replayed after use changes nothing', async () => {
    const { browser, link, mail, member } = await proposed()
    const phone = await world.browser('sakura')
    await phone.post(link, {})
    await browser.open('/profile/mail')
    await browser.submit({ mail: `third.${mail}` })
    await browser.submit({ mailCode: (await world.lastCode()).code })
    await phone.post(link, {})
    assert.equal(phone.current.status, 200)
    assert.match(phone.current.text, /すでに使われています/)
    assert.equal(await current(member.accountId), `third.${mail}`)
  })

  it('attack: a link that waits dies when the member signs in elsewhere', async () => {
    const { link, code, mail, member, userId, secret, browser } = await proposed()
    world.pass(1000)
    const home = await world.browser('sakura')
    await signIn(world, home, { userId, secret })
    const thief = await world.browser('sakura')
    await thief.post(link, {})
    assert.equal(thief.current.status, 410)
    await browser.submit({ mailCode: code })
    assert.equal(browser.current.status, 422)
    assert.equal(await current(member.accountId), mail)
  })

  it('attack: a link that waits dies with 全てのデバイスからサインアウトする', async () => {
    const { link, mail, member, userId, secret } = await proposed()
    const home = await world.browser('sakura')
    await signIn(world, home, { userId, secret })
    await home.open('/profile/mail')
    await home.submit({ mail: `mine.${mail}` })
    const thief = await world.browser('sakura')
    await thief.post(link, {})
    assert.equal(thief.current.status, 410)
    assert.equal(await current(member.accountId), mail)
  })

  it('attack: a link that waits survives neither its sign-out nor another password, chosen elsewhere', async () => {
    for (const everywhere of [true, false]) {
      const { userId, secret, browser: home, mail, member, prove } = await personWithApp(world)
      world.pass(30_000)
      const thief = await world.browser('sakura')
      await signIn(world, thief, { userId, secret })
      world.pass(1000)
      await thief.open('/profile/mail')
      await thief.post('/profile/mail', { mail: newAddress(mail) })
      const { link } = await world.lastCode()
      if (everywhere) {
        await signOut(thief)
        await home.open('/visits')
        await home.submit({})
        assert.equal(home.current.path, '/visits')
      } else {
        world.pass(minutes(6))
        await home.open('/sign-in-methods/password')
        await prove()
        const another = { newPassword: 'kawa-no-Oto-1999', newPasswordAgain: 'kawa-no-Oto-1999' }
        await home.post('/sign-in-methods/password', another)
        assert.equal(home.current.path, '/sign-in-methods', home.current.text)
      }
      await thief.post(link, {})
      assert.equal(thief.current.status, 410)
      assert.equal(await current(member.accountId), mail)
    }
  })

  it('attack: a mail change by a half-signed-in visit', async () => {
    const { userId, mail, member } = await personWithApp(world)
    const thief = await world.browser('sakura')
    await signIn(world, thief, { userId })
    for (const path of ['/profile/mail', '/profile/mail/code']) {
      await thief.post(path, { mail: 'thief@mail.example', mailCode: '123456' })
      assert.equal(thief.current.path, '/otp')
    }
    assert.equal(await current(member.accountId), mail)
  })

  it('attack: another society’s visit, and its link', async () => {
    const { browser, link, mail, member } = await proposed()
    const elsewhere = await world.browser('genkan')
    elsewhere.cookies.set('visit', browser.cookies.get('visit') ?? '')
    await elsewhere.open('/profile/mail')
    assert.equal(elsewhere.current.status, 401)
    await elsewhere.post(link, {})
    assert.equal(elsewhere.current.status, 404)
    assert.equal(await current(member.accountId), mail)
  })

  it('confirming ends every other visit that is half signed in', async () => {
    const { browser, code, userId } = await proposed()
    const half = await world.browser('sakura')
    await signIn(world, half, { userId })
    // It began after the proposal, so a new one is made.
    await browser.open('/profile/mail')
    await browser.submit({ action: 'x' })
    world.pass(1000)
    await browser.open('/profile/mail/code')
    await browser.submit({ action: 'otherAddress' })
    await browser.post('/profile/mail', { mail: 'again-9@mail.example' })
    assert.notEqual(code, (await world.lastCode()).code)
    await browser.submit({ mailCode: (await world.lastCode()).code })
    assert.equal(browser.current.path, '/profile')
    await half.open('/otp')
    assert.equal(half.current.status, 401)
  })

  it('signing out while the mail is under way leaves the link good', async () => {
    const { browser, link, mail, member } = await proposed()
    await signOut(browser)
    const phone = await world.browser('sakura')
    await phone.post(link, {})
    assert.equal(await current(member.accountId), newAddress(mail))
  })
})
