import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { days } from '../../src/kernel/clock.ts'
import { formatLetterCode, newLetterCode } from '../../src/kernel/letter-code.ts'
import { activate } from '../support/story.ts'
import { type Member, openWorld, type World } from '../support/world.ts'

const fields = ({ letter }: Member) => ({
  userId: letter.temporaryId,
  letterCode: letter.code,
  birthDate: '19790822',
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
