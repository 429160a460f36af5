import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { presetNames } from '../society/read-preset.ts'
import { demoPeople } from './people.ts'
import { type PeopleMember, type PeopleModel, peoplePage } from './people-page.ts'
import { stateWords } from './people-words.ts'

/** RFC 6238, appendix B: this secret has the code 94287082 at 59 seconds; its last six digits are what apps show. */
const rfcSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const now = 59_000

const active: PeopleMember = {
  society: 'genkan',
  state: 'active',
  name: '木村 花子',
  birthDate: '1985-03-14',
  userId: 'kimura85',
  letterCode: null,
  letterUrl: null,
  printUrl: null,
  password: 'kawaberi-no-Akari27',
  mail: 'hanako+demo@mail.example',
  totpSecret: rfcSecret,
}
const fresh: PeopleMember = {
  ...active,
  state: 'new',
  name: '髙﨑 <i>𠮷</i>',
  userId: '1234567',
  letterCode: '98765432109876',
  letterUrl: 'http://localhost:4000/letter#id=1234567&code=98765432109876',
  printUrl: '/demo/letters/genkan/0',
  password: null,
  mail: null,
  totpSecret: null,
}
const model: PeopleModel = {
  css: '/assets/main.css',
  societies: [
    { name: 'genkan', preset: 'genkan', origin: 'http://localhost:4000', title: 'ゲンカン健保' },
    { name: 'sakura', preset: 'sakura', origin: 'http://sakura.portal.localhost:4000', title: 'さくら健保' },
  ],
  members: [fresh, active, { ...active, society: 'sakura', name: '高橋 陽子' }],
}
const show = async (members = model.members) => String(await peoplePage({ ...model, members }, now))

describe("the demo's start page", () => {
  it('says first that all of it is fictional, in both languages', async () => {
    const page = await show()
    assert.match(page, /banner-warning.*すべて架空のものです。.*<p lang="en">Demo: fictional data\./s)
    assert.ok(page.indexOf('架空') < page.indexOf('髙﨑'))
  })

  it('leads to the mailbox and to each society, and puts each member below the own one', async () => {
    const page = await show()
    assert.ok(page.includes('href="/mailbox"'))
    const [, genkan, sakura] = page.split('<section class="area"')
    assert.match(genkan ?? '', /ゲンカン健保.*href="http:\/\/localhost:4000\/".*髙﨑.*木村 花子/s)
    assert.match(sakura ?? '', /さくら健保.*href="http:\/\/sakura\.portal\.localhost:4000\/".*高橋 陽子/s)
    assert.doesNotMatch(genkan ?? '', /高橋/)
    assert.match(sakura ?? '', /href="http:\/\/sakura\.portal\.localhost:4000\/sign-in"/)
  })

  it('gives what a first sign-in needs: birth date as it is typed, ID, code, the letter to open and on paper', async () => {
    const page = await show([fresh])
    for (const part of [
      '<code>19850314</code>',
      '1985年（昭和60年）3月14日',
      'ユーザID（仮ID）',
      '<code>1234567</code>',
      '<code>9876 5432 1098 76</code>',
      'href="http://localhost:4000/letter#id=1234567&amp;code=98765432109876"',
      'href="/demo/letters/genkan/0"',
    ])
      assert.ok(page.includes(part), part)
    assert.doesNotMatch(page, /null|undefined|パスワード<|\/sign-in|mailbox\?to/)
  })

  it('gives what a sign-in needs: user ID, password, mailbox, key, and the code of this moment (RFC 6238)', async () => {
    const page = await show([active])
    for (const part of [
      '<code>kimura85</code>',
      '<code>kawaberi-no-Akari27</code>',
      'href="/mailbox?to=hanako%2Bdemo%40mail.example"',
      '<code class="now">287082</code>',
      '<code>GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ</code>',
      'href="/demo?at=59000#member-0"',
    ])
      assert.ok(page.includes(part), part)
    assert.doesNotMatch(page, /null|undefined|仮ID|確認番号|\/letter/)
    assert.match(String(await peoplePage({ ...model, members: [active] }, 1_111_111_109_000)), /"now">081804</)
  })

  it('works under a policy without scripts, and never loads itself again', async () => {
    assert.doesNotMatch(await show(), /<script|http-equiv| on\w+=| style=/)
  })

  it('never takes a name for markup', async () => {
    assert.ok((await show()).includes('髙﨑 &lt;i&gt;𠮷&lt;/i&gt;'))
  })

  it('says of every state of the sample members what can be tried', async () => {
    const people = presetNames.flatMap(demoPeople)
    assert.deepEqual(new Set(people.map(({ state }) => state)), new Set(Object.keys(stateWords)))
    const page = await show(people.map((person) => ({ ...fresh, ...person, society: 'genkan' })))
    for (const { name, tryThis } of Object.values(stateWords))
      for (const line of [name.ja, name.en, tryThis.ja, tryThis.en]) assert.ok(page.includes(line), line)
  })
})
