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

describe('ID and code of the letter typed into the sign-in form', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  const enter = async (member: Member) => {
    const browser = await world.browser()
    await browser.open('/sign-in')
    await browser.submit({ userId: member.letter.temporaryId, password: formatLetterCode(member.letter.code) })
    return browser
  }

  it('BRT-01…03, FST-07: lead to the page that asks for the birth date, as eight digits', async () => {
    const browser = await enter(await world.member('genkan'))
    assert.equal(browser.current.path, '/birth-date')
    assert.equal(browser.current.heading, '生年月日の入力')
    assert.match(browser.current.text, /本人確認のために生年月日での認証を実施します。/)
    assert.match(browser.current.text, /入力例:19790822/)
    await browser.submit({ birthDate: '19790822' })
    assert.equal(browser.current.path, '/terms')
  })

  it('BRT-04: a wrong birth date is refused, an empty or impossible one costs no attempt', async () => {
    const browser = await enter(await world.member('genkan'))
    await browser.submit({ birthDate: '' })
    assert.match(browser.current.text, /生年月日を入力してください。/)
    for (const birthDate of ['22081979', '19790230', '20990101', '1979']) {
      await browser.submit({ birthDate })
      assert.match(browser.current.text, /生年月日は、西暦8桁の数字で入力してください。/)
    }
    await browser.submit({ birthDate: '19790823' })
    assert.equal(browser.current.status, 422)
    assert.match(browser.current.text, /入力した生年月日が、登録されている内容と一致しません。/)
    await browser.submit({ birthDate: 'S54.8.22' })
    assert.equal(browser.current.path, '/terms')
  })

  it('BRT-04: five wrong birth dates close the page until a time that it names, in every browser, and it is recorded', async () => {
    const member = await world.member('genkan')
    for (const birthDate of ['19790823', '19790824', '19790825', '19790826', '19790827']) {
      const browser = await enter(member)
      await browser.submit({ birthDate })
      assert.equal(browser.current.status, 422)
    }
    const browser = await enter(member)
    await browser.submit({ birthDate: '19790822' })
    assert.equal(browser.current.status, 429)
    assert.match(browser.current.text, /12:15以降に、もう一度お試しください。/)
    assert.equal(browser.current.path, '/birth-date')
  })

  it('BRT-04: guesses at the birth date count together, on whichever page they are made', async () => {
    const member = await world.member('genkan')
    for (const birthDate of ['19790823', '19790824', '19790825', '19790826']) {
      const browser = await world.browser()
      await browser.open('/letter')
      await browser.submit({ ...fields(member), birthDate })
      assert.equal(browser.current.status, 422)
      // The right ID and code must not make room for more guesses.
      await enter(member)
    }
    const fifth = await enter(member)
    await fifth.submit({ birthDate: '19790827' })
    assert.equal(fifth.current.status, 422)
    const letter = await world.browser()
    await letter.open('/letter')
    await letter.submit(fields(member))
    assert.equal(letter.current.status, 429)
  })

  it('LGN-11: a wrong code, a used letter and an unknown ID get the one answer of the sign-in page', async () => {
    const used = await world.member('genkan', { mail: 'spent@mail.example' })
    await activate(world, await world.browser(), used)
    const fresh = await world.member('genkan')
    const texts = []
    for (const [userId, password] of [
      [fresh.letter.temporaryId, newLetterCode()],
      [used.letter.temporaryId, used.letter.code],
      ['0000003', fresh.letter.code],
    ] as const) {
      const browser = await world.browser()
      await browser.open('/sign-in')
      const { status, text } = await browser.submit({ userId, password })
      assert.equal(status, 422)
      assert.match(text, /無効なユーザIDまたはパスワードです。/)
      texts.push(text)
    }
    assert.equal(new Set(texts).size, 1)
  })

  it('a new letter to somebody whose account is complete opens nothing there', async () => {
    const member = await world.member('genkan', { mail: 'complete@mail.example' })
    await activate(world, await world.browser(), member)
    world.pass(days(1))
    const newer = { ...member, ...(await world.letterFor('genkan', member.accountId, world.now)) }
    const browser = await enter(newer)
    assert.equal(browser.current.path, '/sign-in')
    assert.equal(browser.current.status, 422)
  })
})
