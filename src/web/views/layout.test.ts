import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { html } from 'hono/html'
import { screens } from '../../../scripts/preview-screens.ts'
import type { Frame } from './frame.ts'
import { layout } from './layout.ts'

const evil = `"><script>alert(1)</script><b a='`

const frame: Frame = {
  locale: 'ja',
  now: 0,
  society: {
    name: 'さくら健康保険組合',
    title: 'さくら健保加入者ページ',
    productName: 'ゲンカン',
    contact: null,
    languages: ['ja', 'en'],
  },
  path: '/sign-in',
  person: null,
  halfSignedIn: false,
  menu: [],
  progress: null,
  assets: { css: '/a.css', societyCss: '/s.css', js: (name) => `/${name}.js` },
}
const page = (changes: Partial<Frame>, about = {}) =>
  String(layout({ ...frame, ...changes }, { title: '題', ...about }, html`<p>body</p>`))

describe('the frame of a page', () => {
  it('PLT-26 shows product and society, and names both page and society in the title', () => {
    const shown = page({})
    assert.match(shown, /<title>題 \| さくら健保加入者ページ<\/title>/)
    assert.match(shown, /<span class="product">ゲンカン<\/span>/)
    assert.match(shown, /<span class="brand-words">さくら健保<wbr>加入者ページ<\/span>/)
  })

  it('PLT-18 PLT-19 has the button ログイン top right where nobody is signed in', () => {
    assert.match(
      page({}, { signInButton: true }),
      /<header[\s\S]*<a class="corner-button" href="\/sign-in">ログイン<\/a>[\s\S]*<\/header>/,
    )
    assert.doesNotMatch(page({ person: { name: '佐倉 花子' } }, { signInButton: true }), /corner-button/)
  })

  it('PLT-24 PLT-25 OUT-01 shows the name top right; it leads to the log-out page', () => {
    assert.match(
      page({ person: { name: '佐倉 花子' } }),
      /<header[\s\S]*<a class="person" href="\/sign-out"[^>]*>[\s\S]*<span>佐倉 花子<\/span><\/a>[\s\S]*<\/header>/,
    )
  })

  it('PLT-30 DIF-01 has a menu for phones before the title and links for PCs after it, both from the given list', () => {
    const shown = page({ menu: [{ label: 'プロフィール変更', href: '/profile', current: true }] })
    const order = ['menu-phone', 'class="brand"', 'menu-wide'].map((mark) => shown.indexOf(mark))
    assert.deepEqual(
      order,
      order.toSorted((a, b) => a - b),
    )
    assert.equal(shown.split('<a href="/profile" aria-current="page">プロフィール変更</a>').length, 3)
    assert.doesNotMatch(page({}), /menu-phone|menu-wide/)
  })

  it('GAP-11 offers the other language as a link, and none where there is only one', () => {
    assert.match(
      page({}),
      /<a class="language" data-language lang="en" hreflang="en" href="\/sign-in\?lang=en">English<\/a>/,
    )
    assert.match(page({ path: '/sign-in?again=yes' }), /href="\/sign-in\?again=yes&amp;lang=en"/)
    assert.doesNotMatch(page({ society: { ...frame.society, languages: ['ja'] } }), /class="language"/)
  })

  it('GAP-16 shows the contact with telephone and hours in the footer of every screen', () => {
    for (const [name, shown] of Object.entries(screens('ja')))
      if (name !== 'message-unknownHost')
        assert.match(String(shown), /<footer[\s\S]*tel:0300003900[\s\S]*9:30〜16:30[\s\S]*<\/footer>/, name)
  })

  it('says how far the sitting has come in words, not by colour alone', () => {
    const shown = page({ progress: { at: 3, of: 7, step: 'mail' } })
    assert.match(shown, /全7ステップ中、3ステップ目/)
    assert.equal(shown.split('progress-done').length - 1, 3)
  })

  it('names nobody where no society is known', () => {
    const shown = page({ society: { ...frame.society, name: '', title: '', productName: '' } })
    assert.match(shown, /<title>題<\/title>/)
    assert.doesNotMatch(shown, /class="brand"/)
  })

  it('says in the title that a form came back with errors', () => {
    assert.match(page({}, { failed: true }), /<title>エラー: 題 \|/)
  })

  it('escapes what comes from outside, in texts and in attributes', () => {
    const contact = { name: evil, phone: evil, hours: evil, mail: evil }
    const shown = page(
      {
        path: evil,
        person: { name: evil },
        society: { ...frame.society, name: evil, title: evil, productName: evil, contact },
        menu: [{ label: evil, href: evil, current: false }],
      },
      { title: evil, eyebrow: evil },
    )
    assert.doesNotMatch(shown, /<script>alert|<b a=/)
  })
})

describe('every screen', () => {
  it('has a sample: no view is missing in scripts/screens', () => {
    const read = (...path: string[]) => readFileSync(join(import.meta.dirname, ...path), 'utf8')
    const samples = readdirSync(join(import.meta.dirname, '../../../scripts/screens'))
      .map((name) => read('../../../scripts/screens', name))
      .join('\n')
    for (const page of readdirSync(join(import.meta.dirname, '../pages')).filter((name) => name !== 'letter-print')) {
      if (!existsSync(join(import.meta.dirname, '../pages', page, 'view.ts'))) continue
      for (const [, view = ''] of read('../pages', page, 'view.ts').matchAll(/export function (\w+View)\(/g))
        assert.ok(samples.includes(`${view}(`), view)
    }
  })

  for (const locale of ['ja', 'en'] as const)
    for (const [name, markup] of Object.entries(screens(locale))) {
      const shown = String(markup)
      it(`${name} (${locale}) has whole references, one first heading, nothing inline`, () => {
        const ids = [...shown.matchAll(/ id="([^"]+)"/g)].map((match) => match[1])
        assert.equal(new Set(ids).size, ids.length, 'an id twice')
        for (const [, list = ''] of shown.matchAll(
          / (?:for|aria-describedby|aria-labelledby|aria-controls|href)="#?([^"/:?]+)"/g,
        ))
          if (!/\.(css|gif)$/.test(list)) for (const id of list.split(' ')) assert.ok(ids.includes(id), `no ${id}`)
        assert.equal(shown.split('<h1').length, 2)
        assert.doesNotMatch(shown, / style="| on[a-z]+="|<style|<script(?! type="module" src=)|undefined|\[object/)
      })

      it(`GAP-11 ${name} (${locale}) says its language and offers the other one`, () => {
        assert.match(shown, new RegExp(`^<!doctype html>\\s*<html lang="${locale}">`))
        const other = locale === 'ja' ? 'en' : 'ja'
        if (name !== 'message-unknownHost') assert.match(shown, new RegExp(`data-language lang="${other}" hreflang`))
      })

      it(`${name} (${locale}) posts its forms to itself`, () => {
        for (const [form] of shown.matchAll(/<form[^>]*>/g)) {
          assert.match(form, /method="post"/)
          // Only what asks for a lost answer once more stands on any page.
          if (!form.includes(' data-resume')) assert.doesNotMatch(form, /action=/)
        }
      })
    }
})
