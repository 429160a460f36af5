import type { DeviceErrorCode, PasskeyKind } from '../codes.ts'

const errors: Record<DeviceErrorCode, string> = {
  missing: 'デバイス名を入力してください。',
  tooLong: 'デバイス名は40文字以内で入力してください。',
  taken: 'すでに登録されている名前以外を入力してください。',
}

const kinds: Record<PasskeyKind | 'app' | 'mailCode', string> = {
  app: '認証アプリ',
  mailCode: 'メールで届く6桁の数字',
  internal: '端末の顔・指紋・画面ロック',
  phone: 'スマートフォン・タブレット',
  key: 'セキュリティキー',
  other: '生体認証',
}

const warning = '誤ってご利用中のデバイスを削除しないようご注意ください。'

/** The sign-in methods (LMP-01 … LMP-23, PWD-13 … PWD-16, PSK-02, PSK-03, DIF-02, DIF-03). */
export const signInMethods = {
  menu: 'ログイン方法変更',
  title: 'ログイン方法変更',
  basic: '基本認証',
  password: 'パスワード',
  passwordText: 'パスワードを使用したログイン',
  passwordNone: '設定されていません',
  update: '更新',
  setUp: '設定',
  twoFactor: '二要素認証',
  app: '認証アプリ',
  appText: 'Authenticatorを設定',
  passkey: '生体認証',
  passkeyText: '顔・指紋・画面ロックを設定',
  mailCodeText: 'メールで届く6桁の数字でログイン',
  more: 'メインのスマートデバイス以外にも、社給用・個人用など複数のデバイスを追加登録できます。',
  none: '登録されていません',
  created: (time: string) => `作成日 ${time}`,
  lastUsed: (time: string) => `最終利用 ${time}`,
  inUse: '今回のログインに使用',
  kinds,
  menuOf: (what: string) => `${what}のメニュー`,
  rename: '名前の変更',
  renameOf: (name: string) => `${name}の名前の変更`,
  delete: '削除',
  deleteOf: (name: string) => `${name}を削除`,
  recovery: '控え',
  codes: '回復用の番号',
  codesText: 'スマートフォンをなくしたときなどに使う番号',
  codesNone: '作成されていません',
  codesLeft: (count: number) => `残り${count}個`,
  warning,
  full: '登録できる数の上限です。追加するには、使わなくなったものを削除してください。',
  // What just happened.
  done: {
    password: 'パスワードを更新しました。作成日が変更していることを確認してください。',
    added: 'デバイスを追加しました。',
    renamed: '名前を変更しました。',
    deleted: '削除しました。',
    codes: '回復用の番号を新しくしました。これまでの番号は使えません。',
  },
  // Renaming.
  renameTitle: '名前の変更',
  renameLead: '利用するスマートデバイスが識別できる名称を入力してください。入力した名前は認証時に使用します。',
  name: 'デバイス名',
  execute: '実行',
  back: '戻る',
  errors,
  // Deleting.
  deletes: {
    device: {
      title: 'デバイスの削除',
      lead: '次のデバイスを削除します。よろしいですか？',
      name: 'デバイス名',
      notes: [
        '削除すると、このデバイスではログインできなくなります。削除後に使う場合は、もう一度登録が必要です。',
        warning,
      ],
      kept: {
        last: {
          title: '最後のログイン方法は削除できません',
          text: 'このデバイスを削除すると、ログインできなくなります。先に別のデバイスまたは認証方法を追加してから、削除してください。',
        },
        inUse: {
          title: '今回のログインに使用したデバイスです',
          text: '残りのデバイスでログインできることを確かめてから削除します。別のデバイスでもう一度ログインしてから、削除してください。',
        },
      },
      addAnother: 'デバイスを追加する',
      signInAgain: '別のデバイスでログインする',
    },
    method: {
      title: '認証方法の削除',
      lead: 'メールで届くワンタイムパスワードでのログインをやめます。よろしいですか？',
      name: 'メールアドレス',
      notes: [
        '削除すると、メールで届くワンタイムパスワードではログインできなくなります。メールアドレスの登録と、お知らせのメールはそのままです。',
      ],
      kept: {
        last: {
          title: '最後のログイン方法は削除できません',
          text: 'この認証方法を削除すると、ログインできなくなります。先に別の認証方法を追加してから、削除してください。',
        },
        inUse: {
          title: '今回のログインに使用した認証方法です',
          text: '残りの認証方法でログインできることを確かめてから削除します。別の認証方法でもう一度ログインしてから、削除してください。',
        },
      },
      addAnother: '認証方法を追加する',
      signInAgain: '別の認証方法でログインする',
    },
  },
  deleteSubmit: '削除する',
  goneTitle: 'このデバイスはすでに削除されています',
  gone: '別の画面で削除された可能性があります。一覧をご確認ください。',
  toList: 'ログイン方法変更に戻る',
}
