import type { HelpFacts } from '../codes.ts'

/** Paragraphs and lists. */
type Answer = readonly (string | readonly string[])[]

const desk = (facts: HelpFacts): string =>
  `${facts.desk}（電話 ${facts.phone}、受付時間 ${facts.hours}）までお問い合わせください。`

const locked = (facts: HelpFacts): Answer => [
  facts.lockRelease === 'timed'
    ? '一致しない入力が続くと、安全のため入力を一時停止します。15分後に自動的に再開します。続けて停止すると、時間が倍になります（最長24時間）。'
    : '一致しない入力が続くと、安全のため入力を停止します。時間がたっても再開しません。',
  ...(facts.lockRelease === 'timed'
    ? [
        '確認済みのメールアドレスがある方は、ログイン画面の「メールのワンタイムパスワードで、もう一度試す」から、早く再開できます。',
      ]
    : []),
  `お急ぎの場合や、心当たりがない場合は、${desk(facts)}`,
]

/** よくある質問 (FAQ-01 … FAQ-14), answered for one society. */
export const help = {
  title: 'よくある質問',
  link: 'よくある質問',
  lead: 'お困りのことを選んでください。',
  links: {
    forgotUserId: 'ユーザIDを忘れた方はこちら',
    forgotPassword: 'パスワードを忘れた方はこちら',
    lost: '使えない・なくした方へ',
    letter: '通知書をお持ちの方はこちら',
    signIn: 'ログイン',
  },
  questions: {
    'user-id': {
      question: 'ユーザIDがわからない',
      answer: (facts: HelpFacts): Answer => [
        '登録した生年月日とメールアドレスで、ユーザIDをご案内します。下の「ユーザIDを忘れた方はこちら」からお進みください。',
        ...(facts.signInWith === 'idOrMail' ? ['確認済みのメールアドレスでも、そのままログインできます。'] : []),
        `メールアドレスもわからない場合は、${desk(facts)}`,
      ],
    },
    'new-user-id': {
      question: 'ユーザIDを作成したい',
      answer: (facts: HelpFacts): Answer => [
        'ユーザIDは、ご加入の健保組合がお送りする通知書ではじめてログインするときにご利用いただけます。',
        `通知書が届いていない場合は、${desk(facts)}`,
      ],
    },
    mail: {
      question: 'メールが届かない',
      answer: (facts: HelpFacts): Answer => [
        [
          '迷惑メールフォルダに受信されていないか確認します。',
          `ドメイン受信設定を確認します。メールは ${facts.sender} からお送りします。`,
          'メールの表示形式が「スレッド形式」になっていることで、一連のやり取りが最新の1件にまとめられていないかを確認します。',
          'メールアドレスが正しく登録されているかを確認します。',
        ],
        'それでも届かない場合は、「パスワードを忘れた方はこちら」からもう一度お申し込みください。',
        `登録したメールアドレスがもう使えない場合や、ユーザIDが不明な場合は、${desk(facts)}`,
      ],
    },
    password: {
      question: 'パスワードを忘れた',
      answer: (facts: HelpFacts): Answer => [
        `「パスワードを忘れた方はこちら」からお申し込みください。リンクの有効時間は${facts.linkMinutes}分です。`,
        facts.direct
          ? 'リンクを開くと、認証アプリとパスワードを新しく設定できます。'
          : 'リンクを開いたあと、認証アプリや生体認証、回復用の番号など、もう1つの方法で確認します。',
      ],
    },
    locked: { question: 'アカウント・パスワードがロックされました', answer: locked },
    'password-rule': {
      question: 'パスワードポリシーを教えてください',
      answer: (facts: HelpFacts): Answer => [
        [
          `${facts.minLength}文字以上（最大${facts.maxLength}文字）`,
          '半角の英数字と記号',
          ...(facts.composition === 'enforced' ? ['数字・英字（半角小文字）と記号（@,&,$）等の組み合わせ'] : []),
          'ユーザIDと同じもの、お名前や生年月日などから推測できるものは設定できません。',
        ],
      ],
    },
    refused: {
      question: '「無効なユーザIDまたはパスワードです。」と表示されログインできません。',
      answer: (_facts: HelpFacts): Answer => [
        '入力したユーザID、もしくはパスワードに誤りがある場合があります。',
        [
          '大文字・小文字、似た文字（0とO、1とl）の入力違いがないか確認します。',
          'パスワード欄の目の印を押すと、入力した文字を確認できます。',
          '初回ログインでユーザIDを変更した方は、変更後のユーザIDを入力します。',
        ],
      ],
    },
    code: {
      question: 'ワンタイムパスワードを入力してもログインできません',
      answer: (_facts: HelpFacts): Answer => [
        [
          '最新のワンタイムパスワードを再度入力します。',
          '認証アプリを再起動します。',
          '時刻の自動補正機能を有効化する。',
          '複数台でワンタイムパスワード認証を設定されている方は、認証時のスマートデバイス選択を再度ご確認ください。',
        ],
      ],
    },
    'wrong-code': {
      question: '「ワンタイムパスワードが正しくありません」と表示されます',
      answer: (_facts: HelpFacts): Answer => [
        ['入力が誤っている。', '有効期限が切れている。'],
        '最新の数字を確認して、もう一度入力してください。',
      ],
    },
    'two-devices': {
      question: '多要素認証で利用するスマートデバイスは、社給用・個人用の2台を設定しても認証できますか',
      answer: (_facts: HelpFacts): Answer => [
        'はい、できます。2台目もあると、1台が使えなくなったときにも、そのままログインできます。',
      ],
    },
    'old-device': {
      question: '利用しなくなったスマートデバイスの多要素認証を削除できますか',
      answer: (_facts: HelpFacts): Answer => [
        'ログインできる方は、ログイン方法の画面で削除できます。お手元にない場合は、「使えない・なくした方へ」からお進みください。',
      ],
    },
    name: {
      question: '表示されている名前が異なります',
      answer: (facts: HelpFacts): Answer => [`お名前は健保組合に登録されている内容です。訂正は、${desk(facts)}`],
    },
    'lost-device': {
      question: '多要素認証を設定したスマートデバイスを機種変更、または紛失しました',
      answer: (facts: HelpFacts): Answer => [
        facts.direct
          ? 'ユーザIDを把握されている方は、「パスワードを忘れた方はこちら」から、再度設定をお願いします。'
          : 'パスワードでログインし、次の画面の「使えない・なくした」を押してください。メールに届くワンタイムパスワードなどで確認し、新しい端末を設定できます。',
        `ほかに何もお手元にない場合は、${desk(facts)}ご本人の確認後、新しい通知書をお送りします。`,
      ],
    },
    computer: {
      question: 'PCでも利用できますか',
      answer: (facts: HelpFacts): Answer => [
        'はい、ご利用いただけます。',
        [
          '推奨する端末：パソコン、スマートフォン（iPhone、Android）、タブレット端末',
          '推奨するブラウザ：Google Chrome、Safari、Microsoft Edge（いずれも最新版）',
        ],
        [
          ...(facts.methods.includes('passkey')
            ? ['生体認証：PCの顔・指紋・画面ロックでも設定できます。スマートデバイスは必要ありません。']
            : []),
          ...(facts.methods.includes('totp')
            ? ['認証アプリ：スマートデバイスのほか、PCの認証アプリやブラウザの拡張機能でも設定できます。']
            : []),
          ...(facts.methods.includes('mailCode') ? ['メール認証：PCで受け取るメールでも利用できます。'] : []),
        ],
      ],
    },
  },
}
