/**
 * Browsers inside other apps where passkeys do not work: messengers and social networks that name themselves, Android's
 * WebView, and the iPhone's, which names no Safari. What is not recognised is told by the page itself when it fails.
 */
const SIGNS: readonly RegExp[] = [
  /\bLine\//,
  /\b(FBAN|FBAV|FB_IAB)\b/,
  /\bInstagram\b/,
  /\bMicroMessenger\//,
  /\bKAKAOTALK\b/,
  /\b(musical_ly|BytedanceWebview)\b/,
  /\bjp\.co\.yahoo\b|\bYJApp\b/,
  /; wv\)/,
  /\((iPhone|iPad)[^)]*\) AppleWebKit\/[\d.]+ \(KHTML, like Gecko\) (?!.*\b(Safari|CriOS|FxiOS|EdgiOS)\/)/,
]

export function isInAppBrowser(userAgent: string | undefined): boolean {
  return SIGNS.some((sign) => sign.test(userAgent ?? ''))
}
