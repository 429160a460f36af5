import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { memberClose, memberReopen } from '../../src/cli/member-close.ts'
import { memberUnlock } from '../../src/cli/member-locks.ts'
import { memberShow } from '../../src/cli/member-show.ts'
import { days, minutes } from '../../src/kernel/clock.ts'
import { memberKey, runCommand } from '../support/command.ts'
import { activate, carryOn, GOOD_PASSWORD, openLetter, signIn } from '../support/story.ts'
import { type Member, openWorld, type World } from '../support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const WHY = ['--by', 'sato', '--reason', 'asked at the desk']
const CLOSED =
  'このアカウントは利用を終了しています。お心当たりがない場合は、ご加入の健保組合までお問い合わせください。'

const call = async (command: typeof memberShow, member: Member, ...args: string[]) => {
  const key = await memberKey(world, member.society, member.accountId)
  return runCommand(world, command, ['--society', member.society, '--member', key, ...WHY, ...args])
}
const show = async (member: Member) => (await call(memberShow, member, '--json')).json()
const events = async (member: Member) => {
  const { id } = await world.society(member.society)
  return world.database.inSociety(id, (tx) =>
    tx
      .selectFrom('event')
      .select(['name', 'actor', 'detail'])
      .where('account_id', '=', member.accountId)
      .orderBy('id')
      .execute(),
  )
}

describe('genkan member show', () => {
  it('STF-18 tells where somebody stands, at each point of the way, by the step that would come', async () => {
    const member = await world.member('sakura', { mail: 'show-1@mail.example' })
    const start = await show(member)
    assert.equal(start.standing, 'eligible')
    assert.deepEqual([start.next.way, start.next.step.kind], ['letter', 'acceptTerms'])
    assert.deepEqual(start.next.after, [
      ...['confirmMail', 'verifyMail', 'chooseMethod', 'setPassword', 'enrol', 'namePasskey', 'done'],
    ])
    assert.deepEqual(
      start.letters.map(({ state }: { state: string }) => state),
      ['living'],
    )
    assert.deepEqual([start.methods, start.visits, start.chosenMethod, start.terms.accepted], [[], [], null, 0])
    assert.deepEqual(
      [start.mail.address, start.mail.verifiedAt, start.mail.source],
      ['sh***@mail.example', null, 'import'],
    )

    const browser = await world.browser('sakura')
    await openLetter(browser, member)
    await carryOn(world, browser, member, { until: '/enrol/totp', userId: 'show-me-1' })
    const waiting = await show(member)
    assert.deepEqual(
      [waiting.chosenMethod, waiting.methods.map(({ factor }: { factor: string }) => factor)],
      ['totp', ['password']],
    )
    assert.ok(waiting.mail.verifiedAt)
    assert.deepEqual([waiting.next.way, waiting.next.step.kind], ['signIn', 'prove'])
    assert.ok(waiting.next.after.includes('enrol'))
    assert.equal(waiting.terms.accepted, waiting.terms.current)

    await carryOn(world, browser, member)
    const active = await show(member)
    assert.deepEqual([active.next.step.kind, active.next.after], ['prove', ['done']])
    assert.deepEqual(
      active.letters.map(({ state }: { state: string }) => state),
      ['spent'],
    )
    assert.deepEqual(active.methods.map(({ factor }: { factor: string }) => factor).sort(), ['password', 'totp'])
    assert.deepEqual(active.userIds.find(({ kind }: { kind: string }) => kind === 'own').value, 'show-me-1')
    assert.equal(active.visits.length, 1)
  })

  it('STF-05 tells the user ID of who stopped on the way, that only a letter helps after 14 days, and that it starts the account afresh', async () => {
    const member = await world.member('sakura', { mail: 'show-2@mail.example' })
    const browser = await world.browser('sakura')
    await openLetter(browser, member)
    await carryOn(world, browser, member, { until: '/enrol/totp', userId: 'show-me-2' })
    world.pass(days(31))
    const { next, letters, userIds } = await show(member)
    assert.equal(userIds.find(({ kind }: { kind: string }) => kind === 'own').value, 'show-me-2')
    assert.deepEqual([next.way, next.step.kind, next.step.reason], ['signIn', 'refused', 'letterNeeded'])
    assert.deepEqual(
      letters.map(({ state }: { state: string }) => state),
      ['spent'],
    )
    await world.letterFor('sakura', member.accountId, world.now)
    const helped = await show(member)
    assert.deepEqual([helped.next.way, helped.next.step.kind], ['letter', 'confirmMail'])
  })

  it('shows who never came in and whose letter is too old: there is no way in', async () => {
    const member = await world.member('genkan')
    world.pass(days(31))
    const { next, letters } = await show(member)
    assert.deepEqual([next, letters[0].state], [{ way: 'none', step: null, after: [] }, 'expired'])
    const { out } = await call(memberShow, member)
    assert.match(out.join('\n'), /^次の画面:\t入口がありません。新しい通知書が必要です。$/m)
  })

  it('knows that a kept ID with the computed password is a way in, until a letter overrides it', async () => {
    const hosts = (name: string) => [`http://${name}.portal.localhost:4000`, `${name}.portal.localhost`] as const
    await world.addSociety('wakaba', ...hosts('wakaba'), 'wakaba')
    const former = await world.member('wakaba', {
      keptUserId: 'former.member',
      letter: false,
      mail: 'kept@mail.example',
    })
    const { next } = await show(former)
    assert.deepEqual([next.way, next.step.kind], ['computed', 'confirmMail'])
    const plain = await call(memberShow, former)
    assert.match(plain.out.join('\n'), /^次の画面:\tメールアドレスの登録（旧システムのIDと記号・番号・生年月日から）$/m)
    await world.letterFor('wakaba', former.accountId, world.now)
    const overridden = await show(former)
    assert.deepEqual([overridden.next.way, overridden.letters[0].by], ['letter', 'post'])
  })

  it('shows the end of the qualification, with the sentence that the member reads', async () => {
    const member = await world.member('genkan', { lostOn: '2026-04-01' })
    const { standing, next } = await show(member)
    assert.deepEqual([standing, next.step.reason], ['qualificationEnded', 'qualificationEnded'])
    const { out } = await call(memberShow, member, '--lang', 'en')
    assert.match(out.join('\n'), /^next screen:\t“You cannot use this service at present” We cannot see/m)
  })

  it('STF-06 shows a locked password and a closed account, and both are lifted', async () => {
    const member = await world.member('sakura', { mail: 'show-3@mail.example' })
    const browser = await world.browser('sakura')
    const { secret } = await activate(world, browser, member, { userId: 'show-me-3' })
    for (let n = 0; n < 5; n += 1)
      await signIn(world, await world.browser('sakura'), { userId: 'show-me-3', password: `wrong ${n}` })
    const { locks } = await show(member)
    assert.deepEqual(
      locks.map(({ kind, state, failures }: { kind: string; state: string; failures: number }) => [
        ...[kind, state, failures],
      ]),
      [['password', 'paused', 5]],
    )
    await call(memberClose, member)
    const { out } = await call(memberShow, member)
    assert.match(out.join('\n'), /^状態:\t利用を終了しています/m)
    assert.match(out.join('\n'), /^ロック:\tパスワード　一時停止中（\d{4}-\d\d-\d\d \d\d:\d\dまで）　失敗5回$/m)
    const back = await world.browser('sakura')
    await signIn(world, back, { userId: 'show-me-3', secret })
    assert.equal(back.current.status, 429)
    assert.equal((await call(memberUnlock, member)).exit, 0)
    await signIn(world, back, { userId: 'show-me-3', secret })
    assert.equal(back.current.path, '/refused')
    assert.equal((await call(memberReopen, member)).exit, 0)
    const again = await world.browser('sakura')
    await signIn(world, again, { userId: 'show-me-3', secret })
    assert.equal(again.current.path, '/portal')
    assert.deepEqual((await show(member)).locks, [])
  })

  it('shows no secret and no whole address, and who looked and why stands in the history', async () => {
    const member = await world.member('sakura', { mail: 'show-secret@mail.example' })
    const { secret } = await activate(world, await world.browser('sakura'), member, { userId: 'show-me-4' })
    const json = await call(memberShow, member, '--json')
    const plain = await call(memberShow, member)
    const text = [...json.out, ...plain.out].join('\n')
    const { code, recoveryNumber } = member.letter
    for (const hidden of [secret, GOOD_PASSWORD, code, recoveryNumber, 'show-secret', '$argon2', '1979'])
      assert.ok(!text.includes(hidden), hidden)
    const shown = (await events(member)).filter(({ name }) => name === 'account.shown')
    assert.deepEqual(shown, [
      ...Array.from({ length: 2 }, () => ({
        name: 'account.shown',
        actor: 'operator',
        detail: { by: 'sato', reason: 'asked at the desk' },
      })),
    ])
  })

  it('asks who and why, and knows nobody of another society', async () => {
    const member = await world.member('genkan')
    const key = await memberKey(world, 'genkan', member.accountId)
    for (const [args, exit, sentence] of [
      [['--society', 'genkan', '--member', key], 2, /--by WHO --reason TEXT/],
      [['--society', 'genkan', '--member', key, '--by', 'sato', '--reason', ' '], 2, /--by WHO --reason TEXT/],
      [['--society', 'sakura', '--member', key, ...WHY], 1, /加入者が見つかりません/],
      [['--society', 'genkan', '--member', '1,2', ...WHY], 2, /not SYMBOL,NUMBER,BRANCH/],
      [['--society', 'genkan', '--member', key, ...WHY, '--lang', 'fr'], 2, /--lang is ja or en/],
    ] as const) {
      const answer = await runCommand(world, memberShow, args)
      assert.deepEqual([answer.exit, answer.out], [exit, []])
      assert.match(answer.err.join(), sentence)
    }
  })
})

describe('genkan member close', () => {
  it('ends visits and links at once; the member reads why; reopen restores all, and both stand in the history', async () => {
    const mail = 'close-1@mail.example'
    const member = await world.member('sakura', { mail })
    const inside = await world.browser('sakura')
    const { secret } = await activate(world, inside, member, { userId: 'close-me-1' })
    const before = await show(member)
    const closed = await call(memberClose, member, '--json')
    assert.deepEqual([closed.exit, closed.json()], [0, { ok: true, visits: 1 }])
    await inside.open('/portal')
    assert.equal(inside.current.status, 403)
    assert.ok(inside.current.text.includes(CLOSED), 'whoever is in reads it at the next click')
    await inside.open('/portal')
    assert.equal(inside.current.path, '/sign-in')

    const browser = await world.browser('sakura')
    await signIn(world, browser, { userId: 'close-me-1' })
    assert.deepEqual([browser.current.path, browser.current.status], ['/refused', 403])
    assert.ok(browser.current.text.includes(CLOSED))
    const meanwhile = await show(member)
    assert.deepEqual([meanwhile.standing, meanwhile.next.step.reason], ['closed', 'closed'])
    const again = await call(memberClose, member)
    assert.deepEqual([again.exit, again.err], [1, ['すでに利用を終了しています。']])

    const reopened = await call(memberReopen, member)
    assert.deepEqual([reopened.exit, reopened.out], [0, ['利用を再開しました。']])
    const twice = await call(memberReopen, member, '--json')
    assert.deepEqual([twice.exit, twice.json()], [1, { ok: false, problem: 'notClosed' }])
    const afterwards = await show(member)
    for (const same of [
      'standing',
      'userIds',
      'mail',
      'letters',
      'methods',
      'terms',
      'chosenMethod',
      'next',
      'closedAt',
    ])
      assert.deepEqual(afterwards[same], before[same], same)
    const back = await world.browser('sakura')
    await signIn(world, back, { userId: 'close-me-1', secret })
    assert.equal(back.current.path, '/portal')
    const detail = { by: 'sato', reason: 'asked at the desk' }
    assert.deepEqual(
      (await events(member)).filter(({ name }) => name === 'account.closed' || name === 'account.reopened'),
      [
        { name: 'account.closed', actor: 'operator', detail: { ...detail, visits: 1 } },
        { name: 'account.reopened', actor: 'operator', detail },
      ],
    )
  })

  it('a sitting that is under way ends, and its mailed link and code are dead, also after reopening', async () => {
    const member = await world.member('sakura', { mail: 'close-2@mail.example' })
    const browser = await world.browser('sakura')
    await openLetter(browser, member)
    await carryOn(world, browser, member, { until: '/mail/code' })
    const { link, code } = await world.lastCode()
    await call(memberClose, member)
    await browser.post('/mail/code', { mailCode: code })
    assert.notEqual(browser.current.status, 200)
    assert.equal((await show(member)).mail.verifiedAt, null)
    await call(memberReopen, member)
    const other = await world.browser('sakura')
    await other.post(link, {})
    assert.match(other.current.text, /期限/)
    assert.equal((await show(member)).mail.verifiedAt, null)
    world.pass(minutes(1))
    const anew = await world.browser('sakura')
    await activate(world, anew, member, { userId: 'close-me-2' })
    assert.equal(anew.current.path, '/portal', 'the letter still opens')
  })

  it('with a letter in hand the member reads the same', async () => {
    const member = await world.member('genkan')
    await call(memberClose, member)
    const browser = await world.browser()
    await openLetter(browser, member)
    assert.deepEqual([browser.current.path, browser.current.status], ['/refused', 403])
    assert.ok(browser.current.text.includes(CLOSED))
  })
})
