import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deviceForm } from './device-form.ts'
import { isInAppBrowser } from './in-app-browser.ts'

const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'
const CHROME_ANDROID =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Mobile Safari/537.36'
const WINDOWS =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36 Edg/137.0.0.0'
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'

describe('the browser inside another app', () => {
  for (const [name, agent] of [
    ['LINE', `${IPHONE} Mobile/15E148 Safari Line/15.8.0`],
    ['LINE on Android', `${CHROME_ANDROID} Line/15.8.0/IAB`],
    ['Instagram', `${IPHONE} Mobile/15E148 Instagram 380.0.0`],
    ['Facebook', `${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/512.0.0]`],
    ['a WebView on Android', CHROME_ANDROID.replace('; K)', '; SO-51D Build/61.2; wv)')],
    ['a WebView on an iPhone', `${IPHONE} Mobile/15E148`],
  ] as const)
    it(`MTH-08 is recognised: ${name}`, () => assert.ok(isInAppBrowser(agent)))

  for (const agent of [SAFARI, CHROME_ANDROID, WINDOWS, SAFARI.replace('Version/18.5', 'CriOS/137.0.0'), '', undefined])
    it(`is not: ${agent?.slice(0, 60)}`, () => assert.ok(!isInAppBrowser(agent)))
})

describe('the kind of device', () => {
  it('DIF-06 is told apart for the words on the button', () => {
    assert.equal(deviceForm(SAFARI), 'phone')
    assert.equal(deviceForm(CHROME_ANDROID), 'phone')
    assert.equal(deviceForm(CHROME_ANDROID.replace(' Mobile', '')), 'tablet')
    assert.equal(deviceForm(WINDOWS), 'computer')
    assert.equal(deviceForm(undefined), 'computer')
  })
})
