import { type RawBuilder, sql } from 'kysely'

/**
 * Whether the account of visit `v` has recovery paper that still opens: the number of a letter with which it was founded
 * (dead until then, design.md §6), or a code of the set that its owner has put away.
 */
export const usablePaper: RawBuilder<boolean> = sql<boolean>`(
  exists (select 1 from letter pl where pl.society_id = v.society_id and pl.account_id = v.account_id
    and pl.recovery_mac is not null and pl.spent_at is not null and pl.cancelled_at is null and pl.recovery_spent_at is null and pl.epoch = v.epoch
    and exists (select 1 from visit pv where pv.society_id = pl.society_id and pv.letter_id = pl.id
      and pv.birth_date_matched_at is not null))
  or exists (select 1 from recovery_code pc where pc.society_id = v.society_id and pc.account_id = v.account_id
    and pc.kept_at is not null and pc.spent_at is null and pc.replaced_at is null and pc.epoch = v.epoch))`
