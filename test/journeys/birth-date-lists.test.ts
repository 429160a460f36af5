import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { birthDateFields } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

describe('a birth date chosen from lists (policy birthDate: yearList)', () => {
  let world: World
  before(async () => {
    world = await openWorld()
    const host = 'wakaba.portal.localhost'
    await world.addSociety('wakaba', `http://${host}:4000`, host, 'wakaba')
  })
  after(() => world.close())

  async function atTheDate() {
    const member = await world.member('wakaba', { birthDate: '1989-01-05' })
    const browser = await world.browser('wakaba')
    await browser.open('/sign-in')
    await browser.submit({ userId: member.letter.temporaryId, password: member.letter.code })
    assert.equal(browser.current.path, '/birth-date')
    return { member, browser }
  }

  it('BRT-01 BRT-02 offers years with their eras, months and days, and opens the sitting', async () => {
    const { member, browser } = await atTheDate()
    const { html, text } = browser.current
    assert.match(text, /本人確認のために/)
    assert.match(html, /<legend class="label">生年月日/)
    for (const year of [
      '2026年（令和8年）',
      '2019年（平成31年・令和元年）',
      '1989年（昭和64年・平成元年）',
      '1926年（大正15年・昭和元年）',
    ])
      assert.ok(html.includes(`>${year}</option>`), year)
    assert.equal((html.match(/<select/g) ?? []).length, 3)
    assert.doesNotMatch(html, /name="birthDate"/)
    await browser.submit(birthDateFields(member.birthDate))
    assert.equal(browser.current.path, '/terms')
  })

  it('BRT-04 says beside the lists what is missing, impossible or wrong, and keeps what was chosen', async () => {
    const { browser } = await atTheDate()
    const chosen = (name: string) => {
      const list = new RegExp(`<select[^>]*name="${name}".*?</select>`, 's').exec(browser.current.html)?.[0] ?? ''
      return /value="(\d*)" selected/.exec(list)?.[1]
    }
    await browser.submit({ birthYear: '', birthMonth: '', birthDay: '' })
    assert.match(browser.current.text, /生年月日を入力してください。/)
    for (const [birthYear, birthMonth, birthDay] of [
      ['1989', '', '5'],
      ['1989', '2', '30'],
    ] as const) {
      await browser.submit({ birthYear, birthMonth, birthDay })
      assert.equal(browser.current.status, 422)
      assert.match(browser.current.text, /年・月・日を、ご自身の生年月日のとおりにすべて選んでください。/)
      assert.deepEqual(
        [chosen('birthYear'), chosen('birthMonth'), chosen('birthDay')],
        [birthYear, birthMonth || undefined, birthDay],
      )
    }
    await browser.submit({ birthYear: '1990', birthMonth: '1', birthDay: '5' })
    assert.match(browser.current.text, /登録されている内容と一致しません/)
    assert.equal(chosen('birthYear'), '1990')
    await browser.submit({ birthDate: '19890105' })
    assert.equal(browser.current.status, 422, 'another form of the date is no answer to these lists')
  })

  it('BRT-01 asks the same way on the page of the letter', async () => {
    const member = await world.member('wakaba')
    const browser = await world.browser('wakaba')
    await browser.open('/letter')
    const { temporaryId, code } = member.letter
    await browser.submit({ userId: temporaryId, letterCode: code, birthYear: '1979', birthMonth: '', birthDay: '22' })
    assert.match(browser.current.text, /すべて選んでください/)
    assert.match(browser.current.html, /value="1979" selected/)
    await browser.submit({ letterCode: code, ...birthDateFields(member.birthDate) })
    assert.equal(browser.current.path, '/terms')
  })
})
