import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import iconv from 'iconv-lite'
import { openChromium, openProfile, phone, troubles } from '../support/chromium.ts'
import { type Member, plainEnvironment, ROOT, startDemo, temporaryFolder } from '../support/demo-process.ts'
import { pagesOf, qrOfPage } from '../support/letter-pdf.ts'
import { Walk } from './walk.ts'

const demo = await startDemo()
const folder = temporaryFolder()
const header = '記号,番号,枝番,氏名,氏名カナ,生年月日,区分,資格取得日,資格喪失日,メールアドレス,旧ユーザID'
const print = ['--society', 'genkan', '--member', '玄700,31,01', '--by', '山田', '--reason', '初回', '--yes']
const row = '玄700,31,01,髙﨑 節子,ﾀｶｻｷ ｾﾂｺ,S19.12.25,家族,2020/04/01,,setsuko@mail.example,'

/** `genkan …` as an operator types it in the folder where the files are. */
function genkan(...args: string[]): { status: number | null; out: string; err: string } {
  const all = [join(ROOT, 'bin', 'genkan.cjs'), ...args, '--data', demo.dataDir]
  const { status, stdout, stderr } = spawnSync(process.execPath, all, {
    cwd: folder,
    env: plainEnvironment(),
    encoding: 'utf8',
  })
  return { status, out: stdout, err: stderr }
}

describe('a member who comes in by file while the demo runs, with a printed letter', async () => {
  const profile = await openProfile(await openChromium(), phone)
  const found = troubles(profile)
  const page = await profile.newPage()
  let letterUrl = ''
  const desk = ['--society', 'genkan', '--by', '山田', '--reason', '月次の取込']

  it('is imported from a CSV in CP932, and a second run changes nothing', () => {
    writeFileSync(join(folder, 'members.csv'), iconv.encode(`${header}\r\n${row}\r\n`, 'cp932'))
    const first = genkan('member', 'import', 'members.csv', ...desk)
    assert.equal(first.status, 0, first.out + first.err)
    const second = genkan('member', 'import', 'members.csv', ...desk)
    assert.equal(second.status, 0, second.out + second.err)
    assert.match(first.out, /新規 1人、変更 0人/)
    assert.match(second.out, /新規 0人、変更 0人、資格喪失 0人、変更なし 1人/)
  })

  it('is refused by line, column and reason where the row is bad', () => {
    const bad = row.replace('S19.12.25', 'S64.02.30')
    writeFileSync(join(folder, 'bad.csv'), iconv.encode(`${header}\r\n${bad}\r\n`, 'cp932'))
    const { status, out } = genkan('member', 'import', 'bad.csv', ...desk)
    assert.equal(status, 1)
    assert.match(out, /2行目「生年月日」：存在しない日付です。/)
  })

  it('MSG-02 gets a letter on paper, whose QR code zbarimg reads from a picture of it', async () => {
    const printed = genkan('letter', 'print', ...print, '--out', 'letter.pdf')
    assert.equal(printed.status, 0, printed.out + printed.err)
    const letter = join(folder, 'letter.pdf')
    const [words = ''] = pagesOf(letter)
    assert.match(words, /健保組合からのWebサービスのご案内/)
    assert.match(words, /髙﨑\s節子\s様/)
    assert.doesNotMatch(words, /1944|玄700/, 'neither birth date nor number of the insurance')
    letterUrl = qrOfPage(letter, 1)
    assert.match(letterUrl, new RegExp(`^${demo.originOf('genkan')}/letter#id=\\d{7}&code=\\d{14}$`))
  })

  it('BRT-01 EML-03 FST-19 comes from the printed QR code to the portal in one sitting', async () => {
    const member: Member = {
      ...demo.member('genkan', 'new'),
      name: '髙﨑 節子',
      birthDate: '1944-12-25',
      mail: 'setsuko@mail.example',
      letterUrl,
    }
    const walk = new Walk(demo, page, member)
    await walk.openLetter()
    await walk.acceptTerms()
    assert.equal(await page.locator('[name=mail]').inputValue(), 'setsuko@mail.example')
    await walk.giveMail()
    await walk.typeMailCode()
    await walk.takeApp()
    await walk.setPassword()
    await walk.scan()
    await walk.enrol()
    await walk.reaches('/recovery-paper')
    await walk.press('保管しました')
    await walk.reaches('/portal')
    assert.match(await walk.words(), /髙﨑 節子 さん/)
    assert.deepEqual(found, [])
  })

  it('is no longer given a letter once the account is active', () => {
    const again = genkan('letter', 'print', ...print, '--out', 'again.pdf')
    assert.equal(again.status, 1)
  })
})
