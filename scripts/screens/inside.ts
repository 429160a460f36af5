import { type PortalModel, portalView } from '../../src/web/pages/portal/view.ts'
import { signOutView } from '../../src/web/pages/sign-out/view.ts'
import type { Frame } from '../../src/web/views/frame.ts'
import type { Html } from '../../src/web/views/template.ts'
import { at, notices, signedIn } from './sample.ts'

export function inside(base: Frame): Record<string, Html> {
  const frame = signedIn(base)
  const portal: PortalModel = {
    notices,
    services: [
      {
        name: '人間ドック予約',
        nameEn: 'Check-ups',
        description: '契約医療機関の空きを見て予約',
        descriptionEn: 'Book at a partner clinic',
        href: 'https://dock.example.net/',
        icon: 'health',
      },
      {
        name: '医療費通知',
        description: '毎月の医療費をまとめて確認',
        href: 'https://tsuchi.example.net/',
        icon: 'receipt',
      },
      {
        name: 'オンライン健康相談',
        description: '医師・保健師に相談',
        href: 'https://soudan.example.net/',
        icon: 'clinic',
      },
      {
        name: '各種届出',
        description: '住所や家族に変更があったとき',
        href: 'https://todoke.example.net/',
        icon: 'form',
      },
      {
        name: 'さくらウォーク',
        description: '春と秋のウォーキング大会',
        href: 'https://walk.example.net/',
        icon: 'gift',
      },
      {
        name: '保養所・施設利用券',
        description: '契約施設の利用券を発行',
        href: 'https://riyoken.example.net/',
        icon: 'card',
      },
    ],
    locked: null,
    justActivated: true,
  }
  const shut = (missing: NonNullable<PortalModel['locked']>['missing'], until: number | null = null): PortalModel => ({
    ...{ ...portal, notices: [], justActivated: false },
    locked: { missing, continueAt: '/enrol/totp', until },
  })
  return {
    portal: portalView(frame, portal),
    'portal-locked': portalView({ ...frame, menu: [] }, shut('totp')),
    'portal-locked-until': portalView({ ...frame, menu: [] }, shut('passkey', at)),
    'portal-sign-in-again': portalView(frame, shut('freshSignIn')),
    'portal-held': portalView(frame, shut('held')),
    'portal-few-codes': portalView(frame, {
      ...{ ...portal, justActivated: false, pendingMail: 'ha***@example.jp' },
      advice: { kind: 'fewCodes', left: 2 },
    }),
    'portal-bare': portalView(frame, {
      ...{ ...portal, notices: [], services: [], justActivated: false },
      advice: { kind: 'oneMethod' },
    }),
    'sign-out': signOutView(frame, { missing: null, until: null, cancelPath: '/portal' }),
    'sign-out-early': signOutView(frame, { missing: 'totp', until: at, cancelPath: '/portal' }),
  }
}
