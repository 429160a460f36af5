import type { PolicyFile } from '../src/society/policy.ts'

/** The smallest policy file that adds a society; shown in docs/policy.md and validated by a test. */
export const minimalPolicyFile: PolicyFile = {
  societyName: 'つばき健康保険組合',
  contact: { name: 'つばき健康保険組合 加入者窓口', phone: '03-0000-4100', hours: '平日 9:00〜17:00' },
  sender: { name: 'つばき健康保険組合', address: 'no-reply@tsubaki.example' },
  hosts: { origin: 'https://tsubaki.example' },
}
