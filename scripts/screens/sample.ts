// What all sample screens share: the hour, the society, the steps of a sitting. No real person, society or secret.
import { texts } from '../../src/texts/catalogue.ts'
import type { Locale } from '../../src/texts/codes.ts'
import type { Frame } from '../../src/web/views/frame.ts'

export const at = Date.UTC(2026, 10, 21, 5, 30)

export const birthDateForm = { kind: 'eightDigits', thisYear: 2026 } as const

/** The frame of whoever is not signed in. */
export const frame = (locale: Locale): Frame => ({
  locale,
  now: at,
  society: {
    name: 'さくら健康保険組合',
    title: 'さくら健康保険組合加入者ページ',
    productName: 'ゲンカン',
    contact: {
      name: 'さくら健康保険組合 ポータル担当',
      phone: '03-0000-3900',
      hours: '平日 9:30〜16:30（12:00〜13:00を除く）',
      mail: 'portal@sakura.example',
    },
    languages: ['ja', 'en'],
  },
  path: '/',
  person: null,
  halfSignedIn: false,
  menu: [],
  progress: null,
  assets: { css: 'main.css', societyCss: 'society.css', js: (name) => `${name}.js` },
})

export const step = (base: Frame, n: number, name: NonNullable<Frame['progress']>['step']): Frame => ({
  ...base,
  halfSignedIn: true,
  progress: { at: n, of: 7, step: name },
})

/** Somebody whose second factor is asked for. */
export const halfWay = (base: Frame): Frame => ({
  ...base,
  halfSignedIn: true,
  session: { endsInSeconds: 1800, canStay: false, idleMinutes: 30 },
})

/** Somebody inside, with the menu of self-care. */
export function signedIn(base: Frame, current = ''): Frame {
  const t = texts(base.locale)
  const entries = [
    { label: t.profile.menu, href: '/profile' },
    { label: t.signInMethods.menu, href: '/sign-in-methods' },
    { label: t.visits.menu, href: '/visits' },
    { label: t.history.menu, href: '/history' },
  ]
  return {
    ...base,
    person: { name: '佐倉 花子' },
    menu: entries.map((entry) => ({ ...entry, current: entry.href === current })),
    session: { endsInSeconds: 3600, canStay: true, idleMinutes: 60 },
  }
}

export const notices = [
  {
    title: '【秋の健診】予約の受付をはじめました',
    body: '人間ドックと婦人科健診の予約を受け付けています。\n\n混み合う前に、お早めにお申し込みください。',
    publishedAt: new Date(Date.UTC(2026, 9, 1)),
  },
  {
    title: 'パスワードをおたずねする電話やメールにご注意ください',
    body: '当組合が、電話やメールでパスワードをおたずねすることはありません。',
    publishedAt: new Date(Date.UTC(2026, 8, 15)),
  },
]
