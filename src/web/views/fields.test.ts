import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { texts } from '../../texts/catalogue.ts'
import { errorSummary } from './errors.ts'
import { checkbox, codeField, dateField, passwordField, radioGroup, textField } from './fields.ts'

const t = texts('ja')
const evil = `"><script>alert(1)</script>`

describe('fields', () => {
  it('tie hint and error to the field and mark it as wrong', () => {
    const field = {
      name: 'mail',
      label: 'メールアドレス',
      need: 'required',
      hints: ['説明'],
      errors: ['誤り'],
      value: 'x',
      autocomplete: 'email',
    } as const
    const shown = String(textField(t, field))
    assert.match(shown, /<label class="label" for="mail">/)
    assert.match(shown, /aria-invalid="true" aria-describedby="mail-hint mail-error"/)
    assert.match(shown, /id="mail-hint"[\s\S]*説明/)
    assert.match(shown, /id="mail-error"[\s\S]*誤り/)
    assert.match(shown, /※必須/)
    assert.doesNotMatch(String(textField(t, { ...field, hints: [], errors: [] })), /aria-describedby|aria-invalid/)
  })

  it('refill what was typed, escaped', () => {
    const shown = String(
      textField(t, { name: 'mail', label: evil, need: 'optional', errors: [evil], value: evil, autocomplete: 'email' }),
    )
    assert.match(shown, /value="&quot;&gt;&lt;script&gt;/)
    assert.doesNotMatch(shown, /<script>/)
    assert.match(shown, /※任意/)
  })

  it('LGN-04 PWD-12 CON-24 a password is never refilled, has an eye, and may be saved and pasted', () => {
    const shown = String(
      passwordField(t, {
        name: 'password',
        label: 'パスワード',
        need: null,
        errors: [],
        autocomplete: 'current-password',
      }),
    )
    assert.match(shown, /type="password" value="" autocomplete="current-password"/)
    assert.match(
      shown,
      /<button class="eye" type="button" aria-pressed="false"\s+aria-label="パスワードを表示する" aria-controls="password" data-eye="password" hidden>/,
    )
    assert.doesNotMatch(shown, /onpaste|maxlength|autocomplete="off"/)
  })

  it('OTP-40 OTP-41 a code is one field with a numeric keypad and no limit that cuts a pasted code', () => {
    const shown = String(
      codeField(t, { name: 'otp', label: 'ワンタイムパスワード', need: null, errors: [], value: '' }),
    )
    assert.match(shown, /type="text" value="" autocomplete="one-time-code"/)
    assert.match(shown, /inputmode="numeric"/)
    assert.doesNotMatch(shown, /maxlength|pattern=/)
  })

  it('BRT-03 the birth date is one field of eight digits with the example 19790822', () => {
    const shown = String(dateField(t, { name: 'birthDate', need: 'required', errors: [], value: '' }))
    assert.match(shown, /生年月日/)
    assert.match(shown, /入力例:19790822/)
    assert.match(shown, /autocomplete="bday"[^>]*inputmode="numeric"/)
  })

  it('a check box posts `on` and is ticked only when told', () => {
    assert.match(String(checkbox({ name: 'rememberMe', label: '保存', checked: true })), /value="on" checked/)
    assert.doesNotMatch(String(checkbox({ name: 'rememberMe', label: '保存', checked: false })), /checked/)
  })

  it('radio buttons are a field set with a legend; the first carries the name as id, so that the summary leads to it', () => {
    const shown = String(
      radioGroup(t, {
        name: 'device',
        label: 'デバイス',
        need: null,
        errors: ['選択'],
        choices: [
          { value: 'a', label: evil },
          { value: 'b', label: 'B' },
        ],
        chosen: 'b',
      }),
    )
    assert.match(shown, /<fieldset[^>]*aria-describedby="device-error">\s*<legend/)
    assert.match(shown, /id="device" name="device" value="a">/)
    assert.match(shown, /id="device-2" name="device" value="b" checked>/)
    assert.doesNotMatch(shown, /<script>/)
  })

  it('the summary is an alert that takes the focus and leads to the field', () => {
    const shown = String(
      errorSummary(t, [
        { field: 'mail', message: evil },
        { field: null, message: '全体' },
      ]),
    )
    assert.match(shown, /role="alert" tabindex="-1"[^>]*autofocus/)
    assert.match(shown, /<a href="#mail">&quot;&gt;/)
    assert.match(shown, /<li>全体<\/li>/)
    assert.equal(errorSummary(t, []), null)
  })
})
