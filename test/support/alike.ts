/** An answer without what is random in every answer: the challenge for passkeys, in the page and in its sealed cookie. */
export function alike(text: string): string {
  return text.replace(/(challenge&quot;:&quot;)[\w-]+/g, '$1…').replace(/(passkey=)[\w.-]+/g, '$1…')
}
