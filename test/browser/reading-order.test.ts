/** What a screen reader is given, in its order: landmarks, headings, fields with their words, and what is said without being asked. */
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { Samples } from '../../scripts/screens/samples.ts'
import { texts } from '../../src/texts/catalogue.ts'
import { openChromium, openProfile, phone } from '../support/chromium.ts'

const t = texts('ja')
const browser = await openChromium()
const samples = await Samples.make()
const profile = await openProfile(browser, { ...phone, reducedMotion: 'reduce' })
after(() => profile.close())
await samples.serve(profile)
const page = await profile.newPage()

const TOLD =
  /^\s*- ((?:heading|alert|status|textbox|checkbox|radio|radiogroup|combobox|button|link|navigation|region|listitem) ?.*?):?$/

/** Role and name of what stands in `part`, in the order in which it is read. */
async function told(part: string): Promise<string[]> {
  const tree = await page.locator(part).ariaSnapshot()
  return tree.split('\n').flatMap((line) => TOLD.exec(line)?.[1] ?? [])
}

/** What belongs to a field besides its name: hints first, then what is wrong. */
const described = (id: string): Promise<string> =>
  page.locator(`#${id}`).evaluate((field) => {
    const ids = (field.getAttribute('aria-describedby') ?? '').split(' ')
    return ids.map((one) => document.getElementById(one)?.textContent?.trim()).join(' ')
  })

const title = (words: string) => `heading "${words}" [level=1]`
const required = (label: string) => `textbox "${label} ${t.common.required}"`

describe('what a screen reader is given', () => {
  it('every page: a way past the head, the head, the page, the foot, and in the foot whom to ask', async () => {
    await samples.open(page, 'methods')
    const tree = await page.locator('body').ariaSnapshot()
    const landmarks = [...tree.matchAll(/^- (\w+)/gm)].map(([, role]) => role)
    assert.deepEqual(landmarks, ['link', 'banner', 'main', 'complementary', 'contentinfo'])
    assert.deepEqual((await told('footer')).slice(0, 2), [
      `region "${t.frame.helpTitle}"`,
      `heading "${t.frame.helpTitle}" [level=2]`,
    ])
    assert.deepEqual((await told('header')).slice(-2), [
      'link "さくら健康保険組合加入者ページ"',
      `link "${t.frame.signOutOf('佐倉 花子')}"`,
    ])
  })

  it('sign-in with mistakes: the heading, the alert that leads to each field, then the fields as they are filled', async () => {
    await samples.open(page, 'sign-in-missing')
    const { errors, ...words } = t.signIn
    assert.deepEqual((await told('main')).slice(0, 11), [
      title(words.title),
      `alert "${t.common.errorSummary}"`,
      'listitem',
      `link "${errors.userIdMissing}"`,
      'listitem',
      `link "${errors.passwordMissing}"`,
      `textbox "${words.userId}" [invalid]`,
      `textbox "${words.password}" [invalid]`,
      `button "${t.common.showPassword}"`,
      `checkbox "${words.rememberMe}"`,
      `button "${words.submit}"`,
    ])
    assert.equal(await described('userId'), `${words.userIdOrMailHint} ${errors.userIdMissing}`)
    assert.match(await page.title(), /^エラー: ログイン/)
  })

  it('the letter: every field with its name and that it is needed, one button, then what helps', async () => {
    await samples.open(page, 'letter')
    assert.deepEqual((await told('main')).slice(0, 5), [
      title(t.letter.title),
      required(t.letter.userId),
      required(t.letter.letterCode),
      required(t.common.birthDate),
      `button "${t.letter.submit}"`,
    ])
  })

  it('the terms: a region to read in, then agreeing before declining', async () => {
    await samples.open(page, 'terms')
    const lines = (await told('main')).filter((line) => !/level=2/.test(line))
    assert.deepEqual(lines, [
      title(t.terms.title),
      `region "${t.terms.bodyLabel}"`,
      `button "${t.terms.agree}"`,
      `button "${t.terms.decline}"`,
    ])
  })

  it('the choice of the method: a group with its question, each method with its words', async () => {
    await samples.open(page, 'method-two')
    const group = page.getByRole('group', { name: t.method.method })
    assert.deepEqual(
      await group.getByRole('radio').evaluateAll((all) => all.map((radio) => radio.getAttribute('aria-describedby'))),
      ['method-text', 'method-2-text'],
    )
    const radios = (await told('main')).filter((line) => line.startsWith('radio'))
    assert.deepEqual(radios, [
      `radio "${t.method.names.passkey} ${t.method.recommended}"`,
      `radio "${t.method.names.mailCode}"`,
    ])
  })

  it('ログイン方法変更: sections and methods as headings, every button with the name of its device', async () => {
    await samples.open(page, 'methods')
    const words = t.signInMethods
    const factors = [words.app, words.passkey, t.method.names.mailCode]
    const lines = await told('main')
    assert.deepEqual(
      lines.filter((line) => line.startsWith('heading')),
      [
        title(words.title),
        ...[
          [words.basic, words.password],
          [words.twoFactor, ...factors],
          [words.recovery, words.codes],
        ].flatMap(([section, ...rows]) => [
          `heading "${section}" [level=2]`,
          ...rows.map((row) => `heading "${row}" [level=3]`),
        ]),
      ],
    )
    const links = lines.filter((line) => line.startsWith('link'))
    assert.equal(new Set(links).size, links.length, 'no two links read alike')
    assert.ok(links.includes(`link "${words.deleteOf('会社のスマートフォン')}"`))
  })

  it('the page that waits says by itself that the address is confirmed, before it goes on', async () => {
    await page.clock.install()
    await page.route('**/mail/state', (route) => route.fulfill({ json: { confirmed: true, next: '/ja/never' } }))
    // No next page comes, so that the word before it can be heard.
    await page.route('**/ja/never', (route) => route.fulfill({ status: 204 }))
    await samples.open(page, 'mail-code')
    assert.ok((await told('main')).includes(`status: ${t.mailCode.waiting}`))
    await page.clock.fastForward(3000)
    await page.getByRole('status').getByText(t.mailCode.confirmed).waitFor()
  })
})
