import assert from 'node:assert/strict'
import { argon2Sync } from 'node:crypto'
import { describe, it } from 'node:test'
import { type Argon2, openHasher } from './hash.ts'

const hasher = openHasher()

async function hashOf(password: string): Promise<string> {
  const result = await hasher.hash(password)
  assert.ok(result.ok)
  return result.value
}

describe('password hash', () => {
  it('NIST-07 stores argon2id m=19456 t=2 p=1 with a salt of its own, as a PHC string', async () => {
    const [one, two] = await Promise.all([hashOf('K7#mQz!p-x2'), hashOf('K7#mQz!p-x2')])
    assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    assert.notEqual(one, two)
  })

  it('agrees with the argon2id of OpenSSL', async () => {
    const [, , , , salt = '', digest = ''] = (await hashOf('K7#mQz!p-x2')).split('$')
    const nonce = Buffer.from(salt, 'base64')
    const openSsl = argon2Sync('argon2id', {
      message: 'K7#mQz!p-x2',
      nonce,
      parallelism: 1,
      tagLength: 32,
      memory: 19_456,
      passes: 2,
    })
    assert.equal(openSsl.toString('base64').replace(/=+$/, ''), digest)
  })

  it('knows the password again, and no other: nothing is trimmed, folded or cut (NIST-02, ASVS 6.2.8)', async () => {
    const long = `${'x'.repeat(72)}-K7#mQz!p`
    const phc = await hashOf(long)
    const answers = await Promise.all(
      [long, `${long} `, long.toUpperCase(), long.slice(0, -1), long.slice(0, 72)].map((typed) =>
        hasher.verify(phc, typed),
      ),
    )
    assert.deepEqual(
      answers.map((answer) => answer.ok && answer.value),
      [true, false, false, false, false],
    )
  })

  it('NIST-06 takes composed and decomposed characters for the same text, but not full and half width', async () => {
    const phc = await hashOf('パスワードé')
    assert.deepEqual(await hasher.verify(phc, 'パスワードé'.normalize('NFD')), { ok: true, value: true })
    assert.deepEqual(await hasher.verify(phc, 'ﾊﾟｽﾜｰﾄﾞé'), { ok: true, value: false })
  })

  it('does the same work where there is no password, and says no (design.md §5, invariant 1)', async () => {
    const checked: string[] = []
    const always: Argon2 = {
      hash: async () => '',
      verify: async (phc) => checked.push(phc) > 0,
    }
    const watched = openHasher({ cores: 1 }, always)
    assert.deepEqual(await watched.verify(null, 'K7#mQz!p'), { ok: true, value: false })
    assert.equal(checked.length, 1)
    const [nobody = ''] = checked
    assert.equal(nobody.length, (await hashOf('K7#mQz!p')).length)
    assert.equal(hasher.needsRehash(nobody), false)
    assert.deepEqual(
      await hasher.verify(nobody, 'K7#mQz!p'),
      { ok: true, value: false },
      'the library reads and computes it',
    )
  })

  it('answers busy when as many wait as may, and serves known browsers before others', async () => {
    const order: string[] = []
    const ends: (() => void)[] = []
    const slow: Argon2 = {
      hash: async () => '',
      verify: (_, password) => {
        order.push(password)
        return new Promise((resolve) => ends.push(() => resolve(true)))
      },
    }
    const narrow = openHasher({ cores: 1, queueLimit: 1 }, slow)
    const first = narrow.verify('phc', 'first')
    const stranger = narrow.verify('phc', 'stranger')
    assert.deepEqual(await narrow.verify('phc', 'turned away', 'unknown'), { ok: false, error: 'busy' })
    const member = narrow.verify('phc', 'member', 'known')
    for (const answer of [first, member, stranger]) {
      await new Promise((resolve) => setImmediate(resolve))
      ends.shift()?.()
      assert.deepEqual(await answer, { ok: true, value: true })
    }
    assert.deepEqual(order, ['first', 'member', 'stranger'])
  })

  it('NIST-07 wants a hash made with other parameters made anew', async () => {
    const phc = await hashOf('K7#mQz!p')
    assert.equal(hasher.needsRehash(phc), false)
    for (const [from, to] of [
      ['m=19456', 'm=9728'],
      ['t=2', 't=1'],
      ['p=1', 'p=4'],
      ['argon2id', 'argon2i'],
      ['v=19', 'v=16'],
    ] as const)
      assert.equal(hasher.needsRehash(phc.replace(from, to)), true, to)
  })
})
