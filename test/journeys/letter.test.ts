import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { days, minutes } from '../../src/kernel/clock.ts'
import { formatLetterCode, newLetterCode } from '../../src/kernel/letter-code.ts'
import { fingerprint } from '../support/fingerprint.ts'
import { activate, openLetter } from '../support/story.ts'
import { type Member, openWorld, type World } from '../support/world.ts'

const NO_MATCH = 'ユーザID、確認番号、生年月日のいずれかが一致しません。'
const LOCKED = '一致しない入力が続いたため、ただいまお受けできません。'

const fields = ({ letter }: Member) => ({
  userId: letter.temporaryId,
  letterCode: letter.code,
  birthDate: '19790822',
})

/** Another code of the same shape, so that only the database can tell. */
function otherCode(code: string): string {
  for (;;) {
    const other = newLetterCode()
    if (other !== code) return other
  }
}

describe('the page of the letter', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  const opened = async () => {
    const browser = await world.browser()
    await browser.open('/letter')
    return browser
  }

  it('names every empty field at once and keeps what was typed', async () => {
    const browser = await opened()
    await browser.submit({ userId: '', letterCode: '', birthDate: '' })
    assert.equal(browser.current.status, 422)
    for (const words of [
      'ユーザIDを入力してください。',
      '確認番号を入力してください。',
      '生年月日を入力してください。',
    ])
      assert.ok(browser.current.text.includes(words), words)
    await browser.submit({ userId: '1234567', letterCode: '', birthDate: '19790230' })
    assert.match(browser.current.text, /生年月日は、西暦8桁の数字で入力してください。/)
    assert.match(browser.current.html, /value="1234567"/)
  })

  it('tells a typo in the code at once, which costs no attempt', async () => {
    const member = await world.member('genkan')
    const browser = await opened()
    const { code } = member.letter
    const typo = code.slice(0, -1) + ((Number(code.at(-1)) + 1) % 10)
    const before = await fingerprint(world)
    for (let count = 0; count < 8; count += 1) {
      await browser.submit({ ...fields(member), letterCode: typo })
      assert.match(browser.current.text, /確認番号に打ち間違いがあるようです。/)
    }
    assert.deepEqual(await fingerprint(world), before)
    await browser.submit(fields(member))
    assert.equal(browser.current.path, '/terms')
  })

  it('takes full-width digits, hyphens, spaces and a date of the Japanese calendar', async () => {
    const member = await world.member('genkan')
    const browser = await opened()
    const wide = (text: string) => text.replace(/\d/g, (digit) => String.fromCodePoint(digit.codePointAt(0)! + 0xfee0))
    const letterCode = wide(formatLetterCode(member.letter.code).replaceAll(' ', 'ー'))
    const { temporaryId } = member.letter
    const userId = ` ${wide(`${temporaryId.slice(0, 3)}-${temporaryId.slice(3)}`)} `
    await browser.submit({ userId, letterCode, birthDate: '昭和５４年８月２２日' })
    assert.equal(browser.current.path, '/terms')
  })

  it('BRT-04: one answer for an unknown ID, a wrong code and a wrong birth date', async () => {
    const member = await world.member('genkan')
    const code = otherCode(member.letter.code)
    const wrong = [
      { ...fields(member), userId: '0000001' },
      { ...fields(member), userId: 'hanako' },
      { ...fields(member), letterCode: code },
      { ...fields(member), birthDate: '19790823' },
    ]
    const answers = []
    for (const typed of wrong) {
      const browser = await opened()
      const { status, text } = await browser.submit(typed)
      answers.push({ status, text, cookies: browser.cookies.size })
    }
    assert.equal(answers[0]?.status, 422)
    assert.ok(answers[0].text.includes(NO_MATCH))
    for (const answer of answers) assert.deepEqual(answer, answers[0])
  })

  it('closes after five failures and says until when, for a known and for an unknown ID', async () => {
    const member = await world.member('genkan')
    const answers = []
    for (const userId of [member.letter.temporaryId, '0000002']) {
      const browser = await opened()
      for (let count = 0; count < 5; count += 1) {
        await browser.submit({ userId, letterCode: newLetterCode(), birthDate: '19790822' })
        assert.equal(browser.current.status, 422)
      }
      const { status, text } = await browser.submit({ ...fields(member), userId })
      assert.equal(status, 429)
      assert.ok(text.includes(LOCKED))
      assert.match(text, /12:15以降に、もう一度お試しください。/)
      answers.push(text)
    }
    assert.equal(answers[0], answers[1])
    world.pass(minutes(15))
    const browser = await opened()
    await browser.submit({ ...fields(member), birthDate: '19790823' })
    assert.equal(browser.current.status, 422)
    await browser.submit(fields(member))
    assert.match(browser.current.text, /以降に、もう一度お試しください。/)
    world.pass(minutes(29))
    await browser.submit(fields(member))
    assert.equal(browser.current.status, 429, 'the pause doubles')
    world.pass(minutes(1))
    await browser.submit(fields(member))
    assert.equal(browser.current.path, '/terms')
  })

  it('the same wrong input again and again counts once', async () => {
    const member = await world.member('genkan')
    const browser = await opened()
    for (let count = 0; count < 12; count += 1) await browser.submit({ ...fields(member), birthDate: '19790823' })
    assert.equal(browser.current.status, 422)
    await browser.submit(fields(member))
    assert.equal(browser.current.path, '/terms')
  })

  it('of a used letter: when, and to the sign-in page, but only with the right birth date', async () => {
    const member = await world.member('genkan', { mail: 'used@mail.example' })
    await activate(world, await world.browser(), member)
    const browser = await opened()
    await browser.submit({ ...fields(member), birthDate: '19790823' })
    assert.ok(browser.current.text.includes(NO_MATCH))
    await browser.submit(fields(member))
    assert.equal(browser.current.status, 409)
    assert.equal(browser.current.heading, 'この通知書は使用済みです')
    assert.match(browser.current.text, /使用された日時：.*11月21日 12:/)
    assert.match(browser.current.html, /href="\/sign-in"/)
    assert.equal(browser.cookies.size, 0)
  })

  it('of an expired and of a replaced letter: what to do, but only with the right birth date', async () => {
    const member = await world.member('genkan')
    const old = await world.letterFor('genkan', member.accountId, world.now - days(40))
    const cancelled = await world.letterFor('genkan', member.accountId)
    const { id } = await world.society('genkan')
    await world.database.inSociety(id, (tx) =>
      tx
        .updateTable('letter')
        .set({ cancelled_at: new Date(world.now) })
        .where('id', '=', cancelled.letter.id)
        .execute(),
    )
    for (const { letter, heading } of [
      { ...old, heading: '通知書の有効期限が切れています' },
      { ...cancelled, heading: '新しい通知書をご利用ください' },
    ]) {
      const browser = await opened()
      await browser.submit({ ...fields({ ...member, letter }), birthDate: '19790823' })
      assert.ok(browser.current.text.includes(NO_MATCH))
      await browser.submit(fields({ ...member, letter }))
      assert.equal(browser.current.status, 409)
      assert.equal(browser.current.heading, heading)
      assert.match(browser.current.text, /お困りのときは/)
    }
  })

  it('GAP-15 STF-20 opens for nobody whose qualification has ended, and says whom to ask', async () => {
    const member = await world.member('genkan', { lostOn: '2026-11-01' })
    const browser = await world.browser()
    await openLetter(browser, member)
    assert.equal(browser.current.path, '/refused')
    assert.equal(browser.current.status, 403)
    assert.equal(browser.current.heading, '現在はご利用いただけません')
    assert.match(browser.current.text, /03-0000-1200/)
    for (const path of ['/portal', '/terms', '/mail', '/password', '/enrol/totp']) {
      await browser.open(path)
      assert.equal(browser.current.path, '/refused', path)
    }
  })

  it('ISS-16 a newer letter replaces the older one from the moment it is issued; using it ends both', async () => {
    const member = await world.member('genkan', { mail: 'two@mail.example' })
    const second = { ...member, ...(await world.letterFor('genkan', member.accountId)) }
    const older = await opened()
    await older.submit(fields(member))
    assert.equal(older.current.heading, '新しい通知書をご利用ください')
    await activate(world, await world.browser(), second)
    for (const letter of [member, second]) {
      const again = await opened()
      await again.submit(fields(letter))
      assert.equal(again.current.heading, 'この通知書は使用済みです')
    }
  })
})
