import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { days, hours, minutes } from '../../src/kernel/clock.ts'
import { invitationToken } from '../../src/mail/mail-code-secret.ts'
import { writeMessage } from '../../src/mail/send-mail.ts'
import { heldMembers, releaseMember } from '../../src/staff/held-members.ts'
import { inviteMembers } from '../../src/staff/invite-members.ts'
import { birthDateFields, carryOn, countHashes, openLetter, signIn, signOut } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

describe('beginning without a letter in the post', () => {
  let world: World
  before(async () => {
    world = await openWorld()
    const at = (name: string) => `${name}.portal.localhost`
    const add = (name: string, preset: 'hinode' | 'wakaba', changes: object = {}) =>
      world.addSociety(name, `http://${at(name)}:4000`, at(name), preset, changes)
    await add('wakaba', 'wakaba', { computed: { until: '2027-03-31', numberDigits: 6 } })
    await add('hinode', 'hinode')
    await add('kaede', 'wakaba', { computed: { mail: 'any', holdHours: 72 } })
  })
  after(() => world.close())

  let count = 0
  /** A member of a former system: the ID is kept, no letter was sent. */
  async function former(society: string, mail = true) {
    count += 1
    const userId = `former.member-${1000 + count}`
    const address = `former-${count}@mail.example`
    const member = await world.member(society, {
      keptUserId: userId,
      letter: false,
      ...(mail ? { mail: address } : {}),
    })
    const digits = society === 'wakaba' ? member.number.padStart(6, '0') : member.number
    return { member, userId, mail: address, computed: `${member.symbol}${digits}19790822` }
  }
  const typed = async (society: string, userId: string, password: string) => {
    const browser = await world.browser(society)
    await browser.open('/sign-in')
    await browser.submit({ userId, password })
    return browser
  }

  describe('記号+番号+生年月日 with a kept ID', () => {
    it('ISS-08…ISS-12 LGN-17 CON-18 leads by a code to the address on file to a password of one’s own, and ends with it', async () => {
      const { member, userId, mail, computed } = await former('wakaba')
      const browser = await typed('wakaba', userId, computed)
      assert.equal(browser.current.path, '/mail')
      assert.doesNotMatch(browser.current.html, /name="mail"/)
      assert.ok(!browser.current.text.includes(mail), 'the address on file is shown masked')
      await browser.submit({ mail: 'stranger@mail.example' })
      assert.equal((await world.lastCode()).address, mail, 'whatever is posted, the code goes to the address on file')
      const { path } = await carryOn(world, browser, member)
      assert.deepEqual(path, ['/mail/code', '/terms', '/method', '/password', '/portal'])
      await signOut(browser)
      assert.match((await typed('wakaba', userId, computed)).current.text, /無効なユーザIDまたはパスワードです。/)
      await signIn(world, browser, { userId })
      assert.equal(browser.current.path, '/mail-otp')
      const { secret } = await carryOn(world, browser, member)
      await signOut(browser)
      await signIn(world, browser, { userId: userId.toUpperCase(), secret })
      assert.equal(browser.current.path, '/portal')
    })

    it('ISS-12 is typed with or without signs between its parts, in any width', async () => {
      const { userId, member } = await former('wakaba')
      const number = member.number.padStart(6, '0')
      for (const written of [`${member.symbol}-${number}-19790822`, `${member.symbol}　${number}＋１９７９０８２２`]) {
        const browser = await typed('wakaba', userId, written)
        assert.equal(browser.current.path, '/mail', written)
      }
      assert.equal((await typed('wakaba', userId, `${member.symbol}${member.number}19790822`)).current.path, '/sign-in')
    })

    it('ISS-10 ISS-11 the sign-in page says how it is made, until its last day', async () => {
      const browser = await world.browser('wakaba')
      await browser.open('/sign-in')
      assert.match(
        browser.current.text,
        /ユーザIDは従来より変更ございませんが、パスワードは「記号＋番号＋生年月日」にリセットしています。/,
      )
      assert.match(browser.current.text, /「資格情報のお知らせ」、「資格確認書」またはマイナポータル/)
      const other = await world.browser('sakura')
      await other.open('/sign-in')
      assert.doesNotMatch(other.current.text, /リセットしています/)
    })

    it('costs one argon2 and a try, as for any typed identifier', async () => {
      const { userId, computed } = await former('wakaba')
      const hashes = countHashes(world)
      for (const [id, password] of [
        [userId, computed],
        [userId, 'wrong-password-1'],
        ['nobody-at-all', computed],
      ] as const) {
        const before = hashes()
        await typed('wakaba', id, password)
        assert.equal(hashes() - before, 1, id)
      }
      for (let tries = 0; tries < 5; tries += 1) await typed('wakaba', userId, `guess-${tries}`)
      assert.equal((await typed('wakaba', userId, computed)).current.status, 429)
    })

    it('is nothing without an address on file, and nothing is written: a letter is needed', async () => {
      const { userId, computed } = await former('wakaba', false)
      const sent = world.jobs.length
      const browser = await typed('wakaba', userId, computed)
      assert.equal(browser.current.heading, '通知書が必要です')
      assert.match(browser.current.html, /href="\/letter">通知書の番号を入力する</)
      for (const page of ['/mail', '/terms', '/password', '/portal']) {
        await browser.open(page)
        assert.equal(browser.current.path, '/refused')
      }
      assert.equal(world.jobs.length, sent)
    })

    it('a link that the member follows opens nothing for whoever typed the numbers', async () => {
      const { userId, computed, mail } = await former('wakaba')
      const stranger = await typed('wakaba', userId, computed)
      await stranger.submit({})
      const memberBrowser = await world.browser('wakaba')
      await memberBrowser.open((await world.lastCode()).link)
      await memberBrowser.submit({})
      await stranger.open('/mail/code')
      assert.equal(stranger.current.path, '/mail-otp', 'the code itself is still asked for')
      assert.deepEqual((await world.lastCode()).address, mail)
    })

    it('a letter overrides it, also in a sitting that is open', async () => {
      const { userId, computed, member } = await former('wakaba')
      const browser = await typed('wakaba', userId, computed)
      assert.equal(browser.current.path, '/mail')
      const letter = { ...member, ...(await world.letterFor('wakaba', member.accountId, world.now)) }
      await browser.open('/mail')
      assert.equal(browser.current.path, '/refused')
      assert.match((await typed('wakaba', userId, computed)).current.text, /無効なユーザID/)
      await openLetter(browser, letter)
      assert.equal(browser.current.path, '/terms')
    })

    it('where a society takes any address the services wait, staff see a list and open them with a reason', async () => {
      const { userId, computed, member } = await former('kaede', false)
      const kaede = await world.society('kaede')
      const browser = await typed('kaede', userId, computed)
      assert.equal(browser.current.path, '/mail')
      assert.match(browser.current.text, /メールアドレスをお持ちでない場合は、通知書が必要です。/)
      await browser.submit({ mail: 'new-here@mail.example' })
      await carryOn(world, browser, member)
      await signOut(browser)
      await signIn(world, browser, { userId })
      const { secret } = await carryOn(world, browser, member)
      assert.match(browser.current.text, /健保組合が確認しています/)
      assert.doesNotMatch(browser.current.html, /<a class="tile"/)
      const [held] = await heldMembers(world.database, kaede, world.now)
      assert.equal(held?.name, '青木 さくら')
      assert.equal(held?.until, held.since + hours(72))
      const order = { member: held, actor: 'operator' as const, by: '担当者', reason: '本人に電話で確認' }
      assert.ok((await releaseMember(world.database, { societyId: kaede.id, now: world.now }, order)).ok)
      assert.deepEqual(await heldMembers(world.database, kaede, world.now), [])
      await browser.open('/portal')
      assert.match(browser.current.html, /<a class="tile"/)
      assert.ok(secret)
    })

    it('and open by themselves after the hours of the policy', async () => {
      const { userId, computed, member } = await former('kaede', false)
      const browser = await typed('kaede', userId, computed)
      await browser.submit({ mail: 'waits@mail.example' })
      await carryOn(world, browser, member)
      await signIn(world, await world.browser('kaede'), { userId })
      await signOut(browser)
      await signIn(world, browser, { userId })
      const { secret } = await carryOn(world, browser, member)
      assert.doesNotMatch(browser.current.html, /<a class="tile"/)
      world.pass(hours(73))
      await signIn(world, browser, { userId, secret })
      assert.match(browser.current.html, /<a class="tile"/)
    })

    it('ends with its last day', async () => {
      const { userId, computed } = await former('wakaba')
      world.pass(days(200))
      assert.match((await typed('wakaba', userId, computed)).current.text, /無効なユーザID/)
    })
  })

  describe('an invitation by mail', () => {
    async function invited(person: { mail: string; name?: string }) {
      const member = await world.member('hinode', { ...person, letter: false })
      const society = await world.society('hinode')
      const place = { society, keyring: world.keyring, now: world.now, queue: world.gate.queue }
      const sent = await inviteMembers(world.database, place, { member: null, by: '担当者' })
      const job = world.jobs.at(-1)
      assert.ok(job?.kind === 'invitation')
      return {
        member,
        sent,
        place,
        job,
        link: `/invitation/${invitationToken(world.keyring, society.id, job.letterId)}`,
      }
    }
    const ask = async (link: string, birthDate: string) => {
      const browser = await world.browser('hinode')
      await browser.open(link)
      await browser.submit(birthDateFields(birthDate))
      return browser
    }

    it('ISS-03 MSG-01 says where to begin, without ID, password or name; looking changes nothing, the birth date opens it', async () => {
      const { member, sent, job, link, place } = await invited({ mail: 'invited-1@mail.example' })
      assert.equal(sent, 1)
      const mail = await writeMessage({ ...world, clock: () => world.now }, job)
      assert.equal(mail?.to, 'invited-1@mail.example')
      assert.ok(mail?.text.includes(link))
      assert.doesNotMatch(mail?.text ?? '', /青木|パスワード：|ユーザID/)
      assert.equal(await inviteMembers(world.database, place, { member: null, by: '担当者' }), 0, 'nobody twice')
      const browser = await world.browser('hinode')
      await browser.open(link)
      assert.equal(browser.current.heading, '初回ログイン')
      assert.doesNotMatch(browser.current.text, /青木/)
      assert.equal(browser.cookies.size, 0)
      const { path, secret } = await (async () => {
        await browser.submit(birthDateFields(member.birthDate))
        return carryOn(world, browser, member, { userId: 'invited-0001' })
      })()
      assert.deepEqual(
        path,
        ['/terms', '/method', '/password', '/enrol/totp', '/portal'],
        'the address is verified by the link',
      )
      await signOut(browser)
      await signIn(world, browser, { userId: 'invited-0001', secret })
      assert.equal(browser.current.path, '/portal')
      assert.equal((await ask(link, member.birthDate)).current.heading, 'このご案内は使用済みです')
    })

    it('BRT-04 a wrong birth date is counted for the person, over all invitations, and tells nothing', async () => {
      const { member, link } = await invited({ mail: 'invited-2@mail.example' })
      for (let day = 1; day <= 5; day += 1)
        assert.match((await ask(link, `1960-01-0${day}`)).current.text, /登録されている内容と一致しません/)
      assert.equal((await ask(link, member.birthDate)).current.status, 429)
    })

    it('is resumed with the same link until something lasting is bound, and is dead after its days', async () => {
      const { member, link } = await invited({ mail: 'invited-3@mail.example' })
      const first = await ask(link, member.birthDate)
      assert.equal(first.current.path, '/terms')
      world.pass(minutes(20))
      const second = await ask(link, member.birthDate)
      await carryOn(world, second, member, { userId: 'invited-0003', until: '/password' })
      const third = await ask(link, member.birthDate)
      assert.equal(third.current.path, '/password')
      world.pass(days(31))
      assert.equal((await ask(link, member.birthDate)).current.heading, 'ご案内の有効期限が切れています')
    })

    it('a link that we did not write, or of another society, is no page', async () => {
      const { link } = await invited({ mail: 'invited-4@mail.example' })
      const browser = await world.browser('hinode')
      await browser.open(`${link.slice(0, -2)}xx`)
      assert.equal(browser.current.status, 404)
      const other = await world.browser('wakaba')
      await other.open(link)
      assert.equal(other.current.status, 404)
    })

    it('is not sent to an address that somebody typed, nor to whoever has begun or has paper', async () => {
      await world.member('hinode', { mail: 'paper@mail.example' })
      const { sent } = await invited({ mail: 'invited-5@mail.example' })
      assert.equal(sent, 1)
    })
  })
})
