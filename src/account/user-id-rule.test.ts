import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { FORBIDDEN_CHARACTERS } from './forbidden-characters.ts'
import { isTemporaryId, newTemporaryId, readTemporaryId } from './temporary-id.ts'
import { checkUserId, typedKey, userIdKey } from './user-id-rule.ts'

const kinds = (typed: string, own?: string) => {
  const result = checkUserId(typed, own)
  return result.ok ? [] : result.error.map(({ kind }) => kind)
}

describe('user ID', () => {
  it('UID-03, UID-04, UID-05: 8 to 13 characters', () => {
    assert.deepEqual(kinds('taro123'), ['tooShort'])
    assert.deepEqual(kinds('taro1234'), [])
    assert.deepEqual(kinds('taro123456789'), [])
    assert.deepEqual(kinds('taro1234567890'), ['tooLong'])
    assert.deepEqual(kinds(' 　'), ['missing'])
  })

  it('UID-06 capital letters may be typed and become small', () => {
    assert.deepEqual(checkUserId('TaroYamada'), { ok: true, value: 'taroyamada' })
    assert.deepEqual(checkUserId('　ＴａｒｏＹａｍａｄａ '), { ok: true, value: 'taroyamada' })
    assert.equal(userIdKey('TESTUSER２０２４'), 'testuser2024')
    for (const hyphen of ['－', '‐', '–', '−', 'ー', 'ｰ'])
      assert.deepEqual(checkUserId(`Taro${hyphen}2026`), { ok: true, value: 'taro-2026' }, hyphen)
  })

  it('LGN-16 is looked up without the spaces that no ID has', () => {
    for (const typed of ['taro-2026', ' Taro - 2026 ', 'ＴＡＲＯー２０２６', 'taro−2026\t', '\u200btaro-2026'])
      assert.equal(typedKey(typed), 'taro-2026', typed)
    assert.equal(typedKey('Taro@example。jp'), 'taro@example.jp')
  })

  it('UID-07 the signs - _ . @ are allowed, letters and digits need not both occur', () => {
    for (const id of ['taro-yamada', 'taro_yamada', 'taro.yamada', 'taro@yamada', '12345678', 'taroyamada', '--------'])
      assert.deepEqual(checkUserId(id), { ok: true, value: id })
  })

  // What stands for the entries that are classes of characters.
  const samples: Record<string, string[]> = {
    whiteSpace: [' ', '\t', '\n', '　', '\u00a0'],
    verticalTab: ['\v', '\n', '\r', '\f'],
    horizontalTab: ['\t', ' '],
  }

  it('UID-13…UID-43 the list shows 31 entries, and an ID with any of them is refused with the sign named', () => {
    assert.equal(FORBIDDEN_CHARACTERS.length, 31)
    assert.equal(new Set(FORBIDDEN_CHARACTERS.map(({ shown }) => shown)).size, 31)
    const order = '<>&"\'___$%!#?§,;:*~/\\|^=[]{}()`'
    FORBIDDEN_CHARACTERS.forEach(({ shown, label }, index) => {
      if (!samples[label]) assert.equal(shown, order[index])
      for (const sign of samples[label] ?? [shown]) {
        const result = checkUserId(`taro${sign}yamada`)
        assert.ok(!result.ok, JSON.stringify(sign))
        assert.deepEqual(result.error, [{ kind: 'forbidden', characters: [userIdKey(`a${sign}b`).slice(1, -1)] }])
      }
    })
  })

  it('UID-13…UID-43 the allow list decides, also about signs that stand in neither list', () => {
    for (const sign of ['+', 'é', 'あ', '々', '漢', '😀', '\0', '\u0130'])
      assert.deepEqual(kinds(`taro${sign}yamad`), ['forbidden'], sign)
    assert.deepEqual(checkUserId('あaあ<'), {
      ok: false,
      error: [{ kind: 'forbidden', characters: ['あ', '<'] }, { kind: 'tooShort' }],
    })
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 15 }), (typed) => {
        const result = checkUserId(typed)
        assert.ok(!result.ok || /^[a-z0-9._@-]{8,13}$/.test(result.value))
      }),
    )
  })

  it("an ID shaped like an address is refused unless it is one's own verified one", () => {
    assert.deepEqual(kinds('taro@ex.jp'), ['notYourMail'])
    assert.deepEqual(kinds('ｔａｒｏ＠ｅｘ．ｊｐ'), ['notYourMail'])
    assert.deepEqual(kinds('Taro@ex.jp', 'taro@ex.jp'), [])
    assert.deepEqual(kinds('taro@ex.jp', 'hana@ex.jp'), ['notYourMail'])
    for (const id of ['taro@yamada', 'taro.y@mada', '@taro-yamada', 'taro-yamada@', '@yamada.taro'])
      assert.deepEqual(kinds(id), [], id)
  })

  it('nobody can choose an ID of the temporary shape, and a temporary ID is read however it is typed', () => {
    const id = newTemporaryId()
    assert.ok(isTemporaryId(id))
    assert.ok(kinds(id).includes('tooShort'))
    assert.equal(readTemporaryId(` ${id.slice(0, 3)}－${id.slice(3)}`), id)
    for (const other of ['123456', '12345678', 'taro123', '']) assert.equal(readTemporaryId(other), undefined)
    assert.equal(new Set(Array.from({ length: 100 }, newTemporaryId)).size > 95, true)
  })
})
