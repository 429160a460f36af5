import type { Policy } from './policy.ts'
import { hostShape } from './policy-fields.ts'
import type { PolicyProblem } from './policy-problem.ts'

/** What is wrong with the hosts of a policy (PLT-08; WebAuthn §5.1.2 for the RP ID). */
export function hostProblems({ hosts }: Policy): PolicyProblem[] {
  const url = URL.parse(hosts.origin)
  if (url?.origin !== hosts.origin) {
    const plain = url ? `write ${url.origin}` : 'write scheme and host in lower case, without a default port'
    return [at('origin', `${hosts.origin} is not an origin as a browser writes it: ${plain}`)]
  }
  return [...originProblems(url), ...rpIdProblems(hosts.rpId, url.hostname), ...otherProblems(hosts.others, url)]
}

/** Whether a host (without port) is this machine in every browser: localhost or a name below it (RFC 6761 §6.3). */
function isLoopbackName(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost')
}

const at = (key: string, message: string): PolicyProblem => ({ path: `hosts.${key}`, message })

function originProblems({ protocol, hostname, host }: URL): PolicyProblem[] {
  if (hostname.startsWith('[') || /(^|\.)\d+$/.test(hostname)) {
    return [at('origin', 'an address of digits cannot carry a passkey: give the machine a name')]
  }
  if (!hostShape.test(host)) {
    const allowed = 'letters, digits and hyphens between dots, without a dot at the end'
    return [at('origin', `nobody would reach ${host}: a host has ${allowed}`)]
  }
  if (protocol === 'https:' || isLoopbackName(hostname)) return []
  return [at('origin', 'http works only on localhost and names below it; everything else needs https')]
}

function rpIdProblems(rpId: string, hostname: string): PolicyProblem[] {
  if (hostname !== rpId && !hostname.endsWith(`.${rpId}`)) {
    return [at('rpId', `${rpId} is neither ${hostname} nor a name above it: browsers would refuse every passkey`)]
  }
  if (/^(ac|ad|co|ed|go|gr|lg|ne|or)\.jp$/.test(rpId) || (!rpId.includes('.') && rpId !== 'localhost')) {
    return [at('rpId', `${rpId} belongs to everybody: browsers refuse a name under which others register`)]
  }
  return []
}

function otherProblems(others: readonly string[], { host, protocol }: URL): PolicyProblem[] {
  return others.flatMap((other, index) => {
    const sent = URL.parse(`${protocol}//${other}`)?.host
    if (sent === undefined) return [at(`others.${index}`, `${other} has a port that does not exist`)]
    if (sent !== other) return [at(`others.${index}`, `browsers would ask for ${sent}: write that instead of ${other}`)]
    if (other === host) return [at(`others.${index}`, `${other} is the host of the origin already`)]
    if (others.indexOf(other) < index) return [at(`others.${index}`, `${other} is listed twice`)]
    return []
  })
}
