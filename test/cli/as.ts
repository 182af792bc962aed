import type { House } from '#actions/action.ts'
import { actions } from '#actions/index.ts'
import { hashOf } from '#actions/people/identify.ts'
import { files } from '#export/files.ts'
import { vi } from 'vitest'
import type { TestDatabase } from '../db.ts'
import { serve } from '../http/serve.ts'

/** A served Plumbline at which commands are typed by somebody of the world, called by code; `as` changes who. */
export async function commandsAs(
  db: TestDatabase,
  code: string,
  lends: Partial<House> = {},
): Promise<{ url: string; as(code: string): Promise<void> }> {
  const served = await serve(db, { actions, lends: { files, ...lends } })
  vi.stubEnv('PLUMBLINE_URL', served.url)
  const as = async (who: string) => {
    await db.superuser.query(
      `insert into app.api_token (org_id, id, person_id, name, secret_hash)
       select org_id, gen_random_uuid(), id, 'cli', $2 from app.person where code = $1
       on conflict do nothing`,
      [who, hashOf(`plb_token_of_${who}`)],
    )
    vi.stubEnv('PLUMBLINE_TOKEN', `plb_token_of_${who}`)
  }
  await as(code)
  return { url: served.url, as }
}
