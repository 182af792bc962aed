import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { inApp, namesIn, tablesOfApp } from './tables.ts'

// What can be said of the walls by how the database is built; what they let through is in walls.test.ts.
const db = await testDatabase()
const list = (query: string) => namesIn(db, query)
const tables = await list(tablesOfApp)

/** Tables of app that may do without row-level security: none. */
const withoutWalls: string[] = []

test('every table of app has row-level security', async () => {
  expect(tables.length).toBeGreaterThan(25)
  const open = await list(
    `select relname as name from ${inApp} and relkind in ('r', 'p') and not relrowsecurity`,
  )
  expect(open).toEqual(withoutWalls)
})

test('organisation first, in every key of app', async () => {
  const others = await list(`
    select r.relname || ': ' || i.relname as name
    from pg_index x
      join pg_class r on r.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
      join pg_namespace n on n.oid = r.relnamespace
      join pg_attribute a on a.attrelid = r.oid and a.attnum = x.indkey[0]
    where n.nspname = 'app' and (x.indisprimary or x.indisunique) and a.attname <> 'org_id'`)
  // a secret is looked up before anybody, and so any organisation, is known
  expect(others).toEqual(['api_token: api_token_secret_hash_key', 'invite: invite_secret_hash_key'])
})

test('every policy asks for the organisation, and every right that is granted has a policy', async () => {
  const forgetful = await list(`
    select tablename || ': ' || policyname as name from pg_policies
    where schemaname = 'app'
      and (coalesce(qual, '') not like '%app.org()%' and coalesce(with_check, '') not like '%app.org()%'
        or qual is not null and qual not like '%app.org()%' or with_check is not null and with_check not like '%app.org()%')`)
  expect(forgetful).toEqual([])
  const public_ = await list(
    `select tablename || ': ' || policyname as name from pg_policies where schemaname = 'app' and 'public' = any (roles)`,
  )
  expect(public_).toEqual([])
  const dead = await list(`
    select c.relname || ': ' || r.rolname || ' ' || p.privilege as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      cross join (values ('plumbline_app'), ('plumbline_keeper')) as r (rolname)
      cross join (values ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE')) as p (privilege)
    where n.nspname = 'app' and c.relkind in ('r', 'p')
      and (has_table_privilege(r.rolname, c.oid, p.privilege) or has_any_column_privilege(r.rolname, c.oid,
        case p.privilege when 'DELETE' then 'SELECT' else p.privilege end) and p.privilege <> 'DELETE')
      and not exists (select from pg_policies o where o.schemaname = 'app' and o.tablename = c.relname
        and r.rolname = any (o.roles) and o.cmd in ('ALL', p.privilege))`)
  expect(dead).toEqual([])
})

test('no view looks with its owner’s eyes', async () => {
  const views = await list(`
    select relname as name from ${inApp}
      and (c.relkind = 'm' or c.relkind = 'v' and not coalesce(c.reloptions::text[] @> '{security_invoker=true}', false))`)
  expect(views).toEqual([])
})

test('functions are nobody’s by default, and those with their owner’s rights fix where they look', async () => {
  const everybodys = await list(`
    select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('app', 'auth')
      and (p.proacl is null or exists (select from aclexplode(p.proacl) a where a.grantee = 0))`)
  expect(everybodys).toEqual([])
  // without pg_temp last, a temporary type of the caller's would come before the catalogue's
  const loose = await list(`
    select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('app', 'auth') and p.prosecdef
      and not coalesce(p.proconfig::text like '%search\\_path=app, pg\\_temp%', false)`)
  expect(loose).toEqual([])
  const keepersOwn = await list(
    `select 'may' as name where has_function_privilege('plumbline_app', 'app.unfinished_batches()', 'execute')`,
  )
  expect(keepersOwn, 'batches of all organisations are the worker’s to list').toEqual([])
})

test('the service roles own nothing, are nobody else, and cannot pass the walls', async () => {
  const { rows } = await db.superuser.query<{ rolname: string }>(
    `select rolname from pg_roles
     where rolname like 'plumbline%'
       and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication
         or exists (select from pg_auth_members m where m.member = pg_roles.oid)
         or exists (select from pg_class c where c.relowner = pg_roles.oid and c.relpersistence <> 't')
         or exists (select from pg_proc p where p.proowner = pg_roles.oid)
         or exists (select from pg_namespace s where s.nspowner = pg_roles.oid and s.nspname not like 'pg_%'))`,
  )
  expect(rows).toEqual([])
})
