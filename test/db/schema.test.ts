import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'

const { superuser } = await testDatabase()
const ours = ['app', 'auth']

test('src/db/schema.sql is the schema as the migrations make it (vitest -u writes it anew)', async () => {
  const parts = [await tables(), await policies(), await functions(), await grants()]
  const text = `-- Written by test/db/schema.test.ts: the schema as a whole, to be read as a diff. Not run by anything.\n\n${parts.join('\n\n')}\n`
  await expect(text).toMatchFileSnapshot('../../src/db/schema.sql')
})

async function lines(text: string): Promise<string> {
  const { rows } = await superuser.query<{ line: string }>(text, [ours])
  return rows.map(r => r.line).join('\n')
}

/** Not-null constraints have names of their own from version 18 on: they are said with their column alone. */
function tables(): Promise<string> {
  return lines(`
    select format(E'table %I.%I (\\n%s\\n)', n.nspname, c.relname, concat_ws(E'\\n',
      (select string_agg(format('  %I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
          case when a.attnotnull then ' not null' else '' end,
          coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')), E'\\n' order by a.attnum)
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
      (select string_agg('  ' || pg_get_constraintdef(k.oid), E'\\n' order by k.contype, pg_get_constraintdef(k.oid))
        from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n'),
      (select string_agg('  ' || regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE ', ''), E'\\n' order by i.indexrelid::regclass::text)
        from pg_index i where i.indrelid = c.oid
          and not exists (select from pg_constraint k where k.conindid = i.indexrelid)))) as line
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any ($1) and c.relkind in ('r', 'p', 'v')
    order by n.nspname, c.relname`)
}

function policies(): Promise<string> {
  return lines(`
    select format('policy %I on %I.%I for %s to %s%s%s', policyname, schemaname, tablename, cmd,
      array_to_string(roles, ', '), coalesce(' using ' || qual, ''), coalesce(' with check ' || with_check, '')) as line
    from pg_policies where schemaname = any ($1) order by schemaname, tablename, policyname`)
}

function functions(): Promise<string> {
  return lines(`
    select format('function %I.%I(%s) returns %s, %s%s', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid),
      pg_get_function_result(p.oid), case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end,
      case when p.prosecdef then ', security definer' else '' end) as line
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = any ($1) order by n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)`)
}

function grants(): Promise<string> {
  return lines(`
    select format('grant %s on %s.%s to %s', string_agg(distinct lower(privilege_type), ', ' order by lower(privilege_type)),
      table_schema, table_name, grantee) as line
    from information_schema.role_table_grants
    where table_schema = any ($1) and grantee like 'plumbline%'
    group by table_schema, table_name, grantee order by table_schema, table_name, grantee`)
}
