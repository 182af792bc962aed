-- Written by test/db/schema.test.ts: the schema as a whole, to be read as a diff. Not run by anything.

table app.account (
  org_id uuid not null
  id uuid not null
  code text not null
  name text not null
  parent_id uuid
  place text
  batch_id uuid
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  FOREIGN KEY (org_id, parent_id) REFERENCES app.account(org_id, id)
  PRIMARY KEY (org_id, id)
  UNIQUE (org_id, code)
  INDEX account_name ON app.account USING gin (name gin_trgm_ops)
)
table app.account_territory (
  org_id uuid not null
  id uuid not null
  account_id uuid not null
  territory_id uuid not null
  from_day date not null default '0001-01-01'::date
  to_day date not null default '9999-12-31'::date
  batch_id uuid
  CHECK ((from_day <= to_day))
  FOREIGN KEY (org_id, account_id) REFERENCES app.account(org_id, id) ON DELETE CASCADE
  FOREIGN KEY (org_id, territory_id) REFERENCES app.territory(org_id, id) ON DELETE CASCADE
  PRIMARY KEY (org_id, id)
  EXCLUDE USING gist (org_id WITH =, account_id WITH =, daterange(from_day, to_day, '[]'::text) WITH &&)
)
table app.activity (
  org_id uuid not null
  id uuid not null
  code text not null
  source text not null
  kind text not null
  person_id uuid not null
  account_id uuid
  opportunity_id uuid
  day date not null
  batch_id uuid
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  FOREIGN KEY (org_id, account_id) REFERENCES app.account(org_id, id)
  FOREIGN KEY (org_id, opportunity_id) REFERENCES app.opportunity(org_id, id)
  FOREIGN KEY (org_id, person_id) REFERENCES app.person(org_id, id)
  PRIMARY KEY (org_id, id)
  UNIQUE (org_id, source, code)
  INDEX activity_account ON app.activity USING btree (org_id, account_id, day)
  INDEX activity_batch ON app.activity USING btree (org_id, batch_id)
  INDEX activity_day ON app.activity USING btree (org_id, day, id)
  INDEX activity_kind ON app.activity USING btree (org_id, kind, day)
  INDEX activity_opportunity ON app.activity USING btree (org_id, opportunity_id, day)
  INDEX activity_person ON app.activity USING btree (org_id, person_id, day, id)
)
table app.api_token (
  org_id uuid not null
  id uuid not null
  person_id uuid not null
  name text not null
  secret_hash text not null
  made_at timestamp with time zone not null default now()
  last_used_at timestamp with time zone
  expires_at timestamp with time zone
  ended_at timestamp with time zone
  FOREIGN KEY (org_id, person_id) REFERENCES app.person(org_id, id) ON DELETE CASCADE
  PRIMARY KEY (org_id, id)
  UNIQUE (secret_hash)
)
table app.assignment (
  org_id uuid not null
  id uuid not null
  person_id uuid not null
  territory_id uuid not null
  from_day date not null default '0001-01-01'::date
  to_day date not null default '9999-12-31'::date
  batch_id uuid
  CHECK ((from_day <= to_day))
  FOREIGN KEY (org_id, person_id) REFERENCES app.person(org_id, id) ON DELETE CASCADE
  FOREIGN KEY (org_id, territory_id) REFERENCES app.territory(org_id, id) ON DELETE CASCADE
  PRIMARY KEY (org_id, id)
  EXCLUDE USING gist (org_id WITH =, person_id WITH =, territory_id WITH =, daterange(from_day, to_day, '[]'::text) WITH &&)
)
table app.batch (
  org_id uuid not null
  id uuid not null
  kind text not null
  source text not null default ''::text
  state text not null
  file_name text not null
  file_hash text
  mapping text
  asks jsonb not null default '{}'::jsonb
  dry boolean not null default false
  asked_by uuid
  asked_at timestamp with time zone not null default now()
  ended_at timestamp with time zone
  rows_read bigint not null default 0
  rows_total bigint
  report jsonb
  sentence text
  undoes uuid
  undone_by uuid
  CHECK ((state = ANY (ARRAY['waiting'::text, 'reading'::text, 'loading'::text, 'done'::text, 'dry'::text, 'refused'::text, 'failed'::text, 'cancelled'::text])))
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  PRIMARY KEY (org_id, id)
  INDEX batch_asked ON app.batch USING btree (org_id, asked_at DESC)
)
table app.billing_line (
  org_id uuid not null
  id uuid not null
  source text not null
  key text not null
  occurrence integer not null
  batch_id uuid not null
  content text not null
  invoice text not null
  day date not null
  account_id uuid
  product_id uuid
  channel text not null default ''::text
  kind text not null
  credits text
  quantity numeric
  currency text not null
  list bigint
  discount bigint
  net bigint not null
  cost bigint
  list_rc bigint
  discount_rc bigint
  net_rc bigint not null
  cost_rc bigint
  CHECK ((kind = ANY (ARRAY['goods'::text, 'credit_note'::text, 'adjustment'::text, 'charge'::text])))
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  FOREIGN KEY (org_id, account_id) REFERENCES app.account(org_id, id)
  FOREIGN KEY (org_id, product_id) REFERENCES app.product(org_id, id)
  PRIMARY KEY (org_id, id)
  UNIQUE (org_id, source, key, occurrence)
  INDEX billing_line_account ON app.billing_line USING btree (org_id, account_id, day)
  INDEX billing_line_batch ON app.billing_line USING btree (org_id, batch_id)
  INDEX billing_line_day ON app.billing_line USING btree (org_id, day, id)
  INDEX billing_line_invoice ON app.billing_line USING btree (org_id, source, invoice)
  INDEX billing_line_product ON app.billing_line USING btree (org_id, product_id) WHERE (product_id IS NOT NULL)
)
table app.deal_learning (
  org_id uuid not null
  as_of text not null
  learnt jsonb not null
  learnt_at timestamp with time zone not null default now()
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  PRIMARY KEY (org_id)
)
table app.event (
  org_id uuid not null
  id uuid not null
  at timestamp with time zone not null default now()
  person_id uuid
  action text not null
  subject text not null
  subject_id uuid
  before jsonb
  after jsonb
  why text
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  PRIMARY KEY (org_id, id)
  INDEX event_at ON app.event USING btree (org_id, at DESC)
)
table app.file (
  org_id uuid not null
  id uuid not null
  name text not null
  hash text not null
  size bigint not null
  added_by uuid not null
  added_at timestamp with time zone not null default now()
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  PRIMARY KEY (org_id, id)
)
table app.finding (
  org_id uuid not null
  id uuid not null
  team_id uuid
  person_id uuid
  kind text not null
  key text not null
  facts jsonb not null
  period_kind text not null
  period_code text not null
  addressed_to uuid not null
  addressed_by uuid not null
  addressed_day date not null
  answer_by date not null
  note text
  CHECK (((team_id IS NULL) <> (person_id IS NULL)))
  CHECK ((answer_by >= addressed_day))
  CHECK ((kind = ANY (ARRAY['strategy'::text, 'execution'::text])))
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  FOREIGN KEY (org_id, addressed_by) REFERENCES app.person(org_id, id)
  FOREIGN KEY (org_id, addressed_to) REFERENCES app.person(org_id, id)
  FOREIGN KEY (org_id, person_id) REFERENCES app.person(org_id, id)
  PRIMARY KEY (org_id, id)
  INDEX finding_about_person ON app.finding USING btree (org_id, person_id)
  INDEX finding_about_team ON app.finding USING btree (org_id, team_id)
  INDEX finding_to ON app.finding USING btree (org_id, addressed_to)
)
table app.finding_answer (
  org_id uuid not null
  id uuid not null
  finding_id uuid not null
  person_id uuid not null
  answer text not null
  day date not null
  FOREIGN KEY (org_id, finding_id) REFERENCES app.finding(org_id, id)
  FOREIGN KEY (org_id, person_id) REFERENCES app.person(org_id, id)
  PRIMARY KEY (org_id, id)
  INDEX finding_answer_of ON app.finding_answer USING btree (org_id, finding_id)
)
table app.fiscal_period (
  org_id uuid not null
  kind text not null
  code text not null
  from_day date not null
  to_day date not null
  batch_id uuid
  CHECK ((from_day <= to_day))
  CHECK ((kind = ANY (ARRAY['month'::text, 'quarter'::text, 'year'::text])))
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  PRIMARY KEY (org_id, kind, from_day)
  UNIQUE (org_id, kind, code)
  EXCLUDE USING gist (org_id WITH =, kind WITH =, daterange(from_day, to_day, '[]'::text) WITH &&)
)
table app.forecast (
  org_id uuid not null
  id uuid not null
  job_id uuid not null
  origin date not null
  ledger_at timestamp with time zone not null default now()
  replayed boolean not null
  procedure text not null
  version text not null
  seed integer not null
  shrinkage double precision not null
  known jsonb not null
  ahead jsonb not null
  year jsonb
  made_by uuid
  made_at timestamp with time zone not null default now()
  joined jsonb
  line_on date
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  PRIMARY KEY (org_id, id)
  INDEX forecast_origin ON app.forecast USING btree (org_id, origin DESC, made_at DESC)
)
table app.forecast_adjustment (
  org_id uuid not null
  id uuid not null
  person_id uuid not null
  by_id uuid not null
  from_day date not null
  to_day date not null
  amount bigint not null
  reason text not null
  said_at timestamp with time zone not null default clock_timestamp()
  said_on date not null
  CHECK (((person_id <> by_id) AND (from_day <= to_day)))
  CHECK ((reason <> ''::text))
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  FOREIGN KEY (org_id, by_id) REFERENCES app.person(org_id, id)
  FOREIGN KEY (org_id, person_id) REFERENCES app.person(org_id, id)
  PRIMARY KEY (org_id, id)
  INDEX forecast_adjustment_person ON app.forecast_adjustment USING btree (org_id, person_id, from_day, said_at)
)
table app.forecast_closed (
  org_id uuid not null
  from_day date not null
  to_day date not null
  sums text not null
  closed_at timestamp with time zone not null default now()
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  PRIMARY KEY (org_id, from_day, to_day)
)
table app.forecast_cycle (
  org_id uuid not null
  id uuid not null
  every text not null
  minutes integer not null
  from_day date not null
  set_by uuid not null
  set_at timestamp with time zone not null default now()
  why text not null default ''::text
  CHECK (((minutes >= 1) AND (minutes <= 240)))
  CHECK ((every = ANY (ARRAY['off'::text, 'week'::text, 'month'::text])))
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  FOREIGN KEY (org_id, set_by) REFERENCES app.person(org_id, id)
  PRIMARY KEY (org_id, id)
  INDEX forecast_cycle_set ON app.forecast_cycle USING btree (org_id, set_at DESC)
)
table app.forecast_job (
  org_id uuid not null
  id uuid not null
  months integer not null default 0
  full_fit boolean not null
  state text not null default 'waiting'::text
  done integer not null default 0
  total integer not null default 0
  sentence text
  asked_by uuid
  asked_at timestamp with time zone not null default now()
  beat_at timestamp with time zone
  ended_at timestamp with time zone
  CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  FOREIGN KEY (org_id, asked_by) REFERENCES app.person(org_id, id)
  PRIMARY KEY (org_id, id)
  INDEX forecast_job_asked ON app.forecast_job USING btree (org_id, asked_at)
)
table app.forecast_node (
  org_id uuid not null
  forecast_id uuid not null
  n integer not null
  kind text not null
  team_id uuid
  person_id uuid
  name text not null default ''::text
  territory_id uuid
  parent integer not null
  tree integer not null
  method text not null
  why jsonb not null
  alone bigint not null
  so_far bigint not null
  year_so_far bigint not null
  last_twelve bigint not null
  CHECK ((kind = ANY (ARRAY['team'::text, 'person'::text, 'gone'::text, 'product_line'::text, 'territory'::text])))
  FOREIGN KEY (org_id, forecast_id) REFERENCES app.forecast(org_id, id) ON DELETE CASCADE
  PRIMARY KEY (org_id, forecast_id, n)
  INDEX forecast_node_person ON app.forecast_node USING btree (org_id, person_id, forecast_id)
  INDEX forecast_node_team ON app.forecast_node USING btree (org_id, team_id, forecast_id)
)
table app.forecast_part (
  org_id uuid not null
  forecast_id uuid not null
  n integer not null
  h integer not null
  series bigint not null
  open_deals bigint not null
  not_yet_seen bigint not null
  FOREIGN KEY (org_id, forecast_id, n) REFERENCES app.forecast_node(org_id, forecast_id, n) ON DELETE CASCADE
  PRIMARY KEY (org_id, forecast_id, n, h)
)
table app.forecast_score (
  org_id uuid not null
  forecast_id uuid not null
  n integer not null
  from_h integer not null
  to_h integer not null
  actual bigint not null
  scored_at timestamp with time zone not null default now()
  FOREIGN KEY (org_id, forecast_id, n, from_h, to_h) REFERENCES app.forecast_value(org_id, forecast_id, n, from_h, to_h) ON DELETE CASCADE
  PRIMARY KEY (org_id, forecast_id, n, from_h, to_h)
)
table app.forecast_value (
  org_id uuid not null
  forecast_id uuid not null
  n integer not null
  from_h integer not null
  to_h integer not null
  mean bigint not null
  low50 bigint not null
  high50 bigint not null
  low80 bigint not null
  high80 bigint not null
  low95 bigint not null
  high95 bigint not null
  naive bigint
  FOREIGN KEY (org_id, forecast_id, n) REFERENCES app.forecast_node(org_id, forecast_id, n) ON DELETE CASCADE
  PRIMARY KEY (org_id, forecast_id, n, from_h, to_h)
)
table app.hand_over (
  org_id uuid not null
  id uuid not null
  person_id uuid not null
  subject text not null
  link text not null
  made_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  FOREIGN KEY (org_id, person_id) REFERENCES app.person(org_id, id) ON DELETE CASCADE
  PRIMARY KEY (org_id, id)
  UNIQUE (org_id, person_id)
)
table app.intervention (
  org_id uuid not null
  id uuid not null
  kind text not null
  name text not null
  figure text not null
  meant text not null default ''::text
  level integer
  made_by uuid not null
  changed_at timestamp with time zone not null default now()
  CHECK (((kind = 'crm_use'::text) = (level IS NOT NULL)))
  CHECK ((kind = ANY (ARRAY['training'::text, 'price'::text, 'process'::text, 'crm_use'::text])))
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  FOREIGN KEY (org_id, made_by) REFERENCES app.person(org_id, id)
  PRIMARY KEY (org_id, id)
)
table app.intervention_effect (
  org_id uuid not null
  intervention_id uuid not null
  found_at timestamp with time zone not null default now()
  found jsonb not null
  FOREIGN KEY (org_id, intervention_id) REFERENCES app.intervention(org_id, id) ON DELETE CASCADE
  PRIMARY KEY (org_id, intervention_id)
)
table app.intervention_person (
  org_id uuid not null
  intervention_id uuid not null
  person_id uuid not null
  from_day date not null
  FOREIGN KEY (org_id, intervention_id) REFERENCES app.intervention(org_id, id) ON DELETE CASCADE
  FOREIGN KEY (org_id, person_id) REFERENCES app.person(org_id, id) ON DELETE CASCADE
  PRIMARY KEY (org_id, intervention_id, person_id)
  INDEX intervention_person_person ON app.intervention_person USING btree (org_id, person_id)
)
table app.invite (
  org_id uuid not null
  id uuid not null
  person_id uuid not null
  secret_hash text not null
  made_by uuid not null
  made_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  used_at timestamp with time zone
  FOREIGN KEY (org_id, person_id) REFERENCES app.person(org_id, id) ON DELETE CASCADE
  PRIMARY KEY (org_id, id)
  UNIQUE (secret_hash)
)
table app.line_credit (
  org_id uuid not null
  line_id uuid not null
  person_id uuid not null
  day date not null
  share integer not null
  by text not null
  list_rc bigint
  discount_rc bigint
  net_rc bigint not null
  cost_rc bigint
  CHECK ((by = ANY (ARRAY['seller'::text, 'owner'::text, 'house'::text])))
  FOREIGN KEY (org_id, line_id) REFERENCES app.billing_line(org_id, id) ON DELETE CASCADE
  FOREIGN KEY (org_id, person_id) REFERENCES app.person(org_id, id)
  PRIMARY KEY (org_id, line_id, person_id)
  INDEX line_credit_person ON app.line_credit USING btree (org_id, person_id, day, line_id)
)
table app.line_seller (
  org_id uuid not null
  line_id uuid not null
  person_id uuid not null
  share integer not null
  CHECK (((share >= 0) AND (share <= 1000000)))
  FOREIGN KEY (org_id, line_id) REFERENCES app.billing_line(org_id, id) ON DELETE CASCADE
  FOREIGN KEY (org_id, person_id) REFERENCES app.person(org_id, id)
  PRIMARY KEY (org_id, line_id, person_id)
)
table app.mapping (
  org_id uuid not null
  id uuid not null
  name text not null
  kind text not null
  yaml text not null
  saved_by uuid
  saved_at timestamp with time zone not null default now()
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  PRIMARY KEY (org_id, id)
  UNIQUE (org_id, name)
)
table app.opportunity (
  org_id uuid not null
  id uuid not null
  code text not null
  source text not null
  name text not null default ''::text
  account_id uuid
  stage text not null
  outcome text not null
  amount bigint
  currency text not null
  created_day date
  expected_day date
  closed_day date
  closed_assumed boolean not null default false
  loss_reason text
  competitor text
  origin text
  owners jsonb not null default '[]'::jsonb
  products jsonb not null default '[]'::jsonb
  first_seen date not null
  batch_id uuid
  amount_rc bigint
  amount_by text not null default 'unknown'::text
  likely_day date
  likely_by text not null default 'unknown'::text
  stale_from date
  CHECK ((amount_by = ANY (ARRAY['said'::text, 'list'::text, 'unknown'::text])))
  CHECK ((likely_by = ANY (ARRAY['said'::text, 'stage'::text, 'all'::text, 'unknown'::text])))
  CHECK ((outcome = ANY (ARRAY['open'::text, 'won'::text, 'lost'::text, 'gone'::text])))
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  FOREIGN KEY (org_id, account_id) REFERENCES app.account(org_id, id)
  PRIMARY KEY (org_id, id)
  UNIQUE (org_id, code)
  INDEX opportunity_account ON app.opportunity USING btree (org_id, account_id)
  INDEX opportunity_batch ON app.opportunity USING btree (org_id, batch_id)
  INDEX opportunity_closed ON app.opportunity USING btree (org_id, closed_day) WHERE (outcome = ANY (ARRAY['won'::text, 'lost'::text]))
  INDEX opportunity_created ON app.opportunity USING btree (org_id, created_day)
  INDEX opportunity_name ON app.opportunity USING gin (name gin_trgm_ops)
  INDEX opportunity_seen ON app.opportunity USING btree (org_id, source, first_seen)
)
table app.opportunity_change (
  org_id uuid not null
  id uuid not null
  opportunity_id uuid not null
  field text not null
  before text
  after text
  day date not null
  batch_id uuid
  CHECK ((field = ANY (ARRAY['stage'::text, 'outcome'::text, 'amount'::text, 'expected'::text, 'owners'::text])))
  FOREIGN KEY (org_id, opportunity_id) REFERENCES app.opportunity(org_id, id) ON DELETE CASCADE
  PRIMARY KEY (org_id, id)
  INDEX opportunity_change_batch ON app.opportunity_change USING btree (org_id, batch_id)
  INDEX opportunity_change_of ON app.opportunity_change USING btree (org_id, opportunity_id, day)
  INDEX opportunity_stage ON app.opportunity_change USING btree (org_id, day) WHERE (field = 'stage'::text)
)
table app.opportunity_credit (
  org_id uuid not null
  opportunity_id uuid not null
  person_id uuid not null
  share integer not null
  amount_rc bigint
  FOREIGN KEY (org_id, opportunity_id) REFERENCES app.opportunity(org_id, id) ON DELETE CASCADE
  FOREIGN KEY (org_id, person_id) REFERENCES app.person(org_id, id)
  PRIMARY KEY (org_id, opportunity_id, person_id)
  INDEX opportunity_credit_person ON app.opportunity_credit USING btree (org_id, person_id, opportunity_id)
)
table app.opportunity_export (
  org_id uuid not null
  source text not null
  day date not null
  batch_id uuid
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  PRIMARY KEY (org_id, source, day)
)
table app.opportunity_product (
  org_id uuid not null
  opportunity_id uuid not null
  product_id uuid not null
  quantity numeric not null
  FOREIGN KEY (org_id, opportunity_id) REFERENCES app.opportunity(org_id, id) ON DELETE CASCADE
  FOREIGN KEY (org_id, product_id) REFERENCES app.product(org_id, id)
  PRIMARY KEY (org_id, opportunity_id, product_id)
  INDEX opportunity_product_product ON app.opportunity_product USING btree (org_id, product_id)
)
table app.organisation (
  org_id uuid not null
  name text not null
  currency text not null
  time_zone text not null
  locale text not null default 'en-GB'::text
  clock_day date
  fiscal_rule jsonb not null default '{"kind": "months", "startMonth": 1}'::jsonb
  executives_see_names boolean not null default false
  created_at timestamp with time zone not null default now()
  PRIMARY KEY (org_id)
)
table app.own_figure (
  org_id uuid not null
  id uuid not null
  version integer not null
  from_day date not null
  definition jsonb not null
  retired boolean not null default false
  why text not null default ''::text
  made_by uuid not null
  made_at timestamp with time zone not null default now()
  CHECK ((version > 0))
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  FOREIGN KEY (org_id, made_by) REFERENCES app.person(org_id, id)
  PRIMARY KEY (org_id, id, version)
)
table app.own_forecast (
  org_id uuid not null
  id uuid not null
  person_id uuid not null
  from_day date not null
  to_day date not null
  commit_amount bigint not null
  likely bigint not null
  best bigint not null
  note text not null default ''::text
  said_on date not null
  said_at timestamp with time zone not null default clock_timestamp()
  CHECK (((commit_amount <= likely) AND (likely <= best) AND (from_day <= to_day)))
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  FOREIGN KEY (org_id, person_id) REFERENCES app.person(org_id, id)
  PRIMARY KEY (org_id, id)
  INDEX own_forecast_person ON app.own_forecast USING btree (org_id, person_id, from_day, said_at)
)
table app.own_forecast_score (
  org_id uuid not null
  person_id uuid not null
  from_day date not null
  to_day date not null
  ahead integer not null
  commit_amount bigint not null
  likely bigint not null
  best bigint not null
  adjusted bigint
  adjusted_by uuid
  model bigint
  naive bigint
  actual bigint not null
  scored_at timestamp with time zone not null default now()
  CHECK (((adjusted IS NULL) = (adjusted_by IS NULL)))
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  FOREIGN KEY (org_id, adjusted_by) REFERENCES app.person(org_id, id)
  FOREIGN KEY (org_id, person_id) REFERENCES app.person(org_id, id)
  PRIMARY KEY (org_id, person_id, from_day, to_day, ahead)
  INDEX own_forecast_score_by ON app.own_forecast_score USING btree (org_id, adjusted_by, from_day)
)
table app.own_recipe (
  org_id uuid not null
  person_id uuid not null
  version integer not null
  kept_at timestamp with time zone not null default now()
  kept jsonb not null
  FOREIGN KEY (org_id, person_id) REFERENCES app.person(org_id, id) ON DELETE CASCADE
  PRIMARY KEY (org_id, person_id, version)
)
table app.ownership (
  org_id uuid not null
  id uuid not null
  account_id uuid not null
  person_id uuid not null
  share integer
  from_day date not null default '0001-01-01'::date
  to_day date not null default '9999-12-31'::date
  batch_id uuid
  CHECK (((share >= 0) AND (share <= 1000000)))
  CHECK ((from_day <= to_day))
  FOREIGN KEY (org_id, account_id) REFERENCES app.account(org_id, id) ON DELETE CASCADE
  FOREIGN KEY (org_id, person_id) REFERENCES app.person(org_id, id) ON DELETE CASCADE
  PRIMARY KEY (org_id, id)
  EXCLUDE USING gist (org_id WITH =, account_id WITH =, person_id WITH =, daterange(from_day, to_day, '[]'::text) WITH &&)
  INDEX ownership_person ON app.ownership USING btree (org_id, person_id, account_id)
)
table app.person (
  org_id uuid not null
  id uuid not null
  code text not null
  name text not null
  email text
  place text
  time_zone text
  start_day date not null default '0001-01-01'::date
  end_day date not null default '9999-12-31'::date
  is_house boolean not null default false
  login_id text
  batch_id uuid
  CHECK ((start_day <= end_day))
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  PRIMARY KEY (org_id, id)
  UNIQUE (org_id, code)
  UNIQUE INDEX one_house ON app.person USING btree (org_id) WHERE is_house
  UNIQUE INDEX person_login ON app.person USING btree (org_id, login_id)
  INDEX person_of_login ON app.person USING btree (login_id) WHERE (login_id IS NOT NULL)
)
table app.person_day (
  org_id uuid not null
  person_id uuid not null
  day date not null
  net bigint not null
  net_with_cost bigint not null
  cost bigint not null
  net_with_list bigint not null
  list bigint not null
  discount bigint not null
  orders integer not null
  lines integer not null
  PRIMARY KEY (org_id, person_id, day) INCLUDE (net)
)
table app.person_recipe (
  org_id uuid not null
  person_id uuid not null
  to_day date not null
  measured jsonb not null
  FOREIGN KEY (org_id, person_id) REFERENCES app.person(org_id, id) ON DELETE CASCADE
  PRIMARY KEY (org_id, person_id)
)
table app.person_role (
  org_id uuid not null
  person_id uuid not null
  role text not null
  batch_id uuid
  CHECK ((role = ANY (ARRAY['executive'::text, 'director'::text, 'salesperson'::text, 'service'::text, 'technologist'::text, 'administrator'::text])))
  FOREIGN KEY (org_id, person_id) REFERENCES app.person(org_id, id) ON DELETE CASCADE
  PRIMARY KEY (org_id, person_id, role)
)
table app.product (
  org_id uuid not null
  id uuid not null
  code text not null
  name text not null
  line text not null default ''::text
  category text not null default ''::text
  batch_id uuid
  list_price bigint
  list_currency text
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  PRIMARY KEY (org_id, id)
  UNIQUE (org_id, code)
)
table app.quota (
  org_id uuid not null
  id uuid not null
  person_id uuid not null
  figure text not null default 'billed_revenue'::text
  from_day date not null
  to_day date not null
  amount bigint not null
  currency text not null
  amount_rc bigint not null
  batch_id uuid
  CHECK ((from_day <= to_day))
  FOREIGN KEY (org_id, person_id) REFERENCES app.person(org_id, id) ON DELETE CASCADE
  PRIMARY KEY (org_id, id)
  EXCLUDE USING gist (org_id WITH =, person_id WITH =, figure WITH =, daterange(from_day, to_day, '[]'::text) WITH &&)
)
table app.rate (
  org_id uuid not null
  currency text not null
  month text not null
  rate numeric not null
  batch_id uuid
  CHECK ((rate > (0)::numeric))
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  PRIMARY KEY (org_id, currency, month)
)
table app.reach (
  org_id uuid not null
  boss_id uuid not null
  person_id uuid not null
  depth integer not null
  from_day date not null
  to_day date not null
  FOREIGN KEY (org_id, boss_id) REFERENCES app.person(org_id, id) ON DELETE CASCADE
  FOREIGN KEY (org_id, person_id) REFERENCES app.person(org_id, id) ON DELETE CASCADE
  PRIMARY KEY (org_id, boss_id, person_id, from_day)
  INDEX reach_up ON app.reach USING btree (org_id, person_id, from_day)
)
table app.recipe (
  org_id uuid not null
  to_day date not null
  found_at timestamp with time zone not null default now()
  found jsonb not null
  method integer not null default 1
  own_versions integer not null default 0
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  PRIMARY KEY (org_id, to_day)
)
table app.refusal (
  org_id uuid not null
  batch_id uuid not null
  line bigint not null
  ordinal integer not null
  column_name text not null
  value text not null
  reason text not null
  FOREIGN KEY (org_id, batch_id) REFERENCES app.batch(org_id, id) ON DELETE CASCADE
  PRIMARY KEY (org_id, batch_id, line, ordinal)
)
table app.replaced (
  org_id uuid not null
  batch_id uuid not null
  what text not null
  row_id text not null
  before jsonb
  after_batch uuid
  FOREIGN KEY (org_id, batch_id) REFERENCES app.batch(org_id, id) ON DELETE CASCADE
  PRIMARY KEY (org_id, batch_id, what, row_id)
)
table app.reporting_line (
  org_id uuid not null
  id uuid not null
  person_id uuid not null
  manager_id uuid
  from_day date not null default '0001-01-01'::date
  to_day date not null default '9999-12-31'::date
  why text
  batch_id uuid
  CHECK ((from_day <= to_day))
  CHECK ((person_id <> manager_id))
  FOREIGN KEY (org_id, manager_id) REFERENCES app.person(org_id, id)
  FOREIGN KEY (org_id, person_id) REFERENCES app.person(org_id, id) ON DELETE CASCADE
  PRIMARY KEY (org_id, id)
  EXCLUDE USING gist (org_id WITH =, person_id WITH =, daterange(from_day, to_day, '[]'::text) WITH &&)
  INDEX reporting_line_manager ON app.reporting_line USING btree (org_id, manager_id)
)
table app.sales_day (
  org_id uuid not null
  day date not null
  person_id uuid not null
  account_id uuid not null
  product_line text not null
  category text not null
  channel text not null
  territory_id uuid not null
  invoice text not null
  credit_group text not null
  net bigint not null
  net_with_cost bigint not null
  cost bigint not null
  net_with_list bigint not null
  list bigint not null
  discount bigint not null
  lines integer not null
  is_order boolean not null
  is_first boolean not null default false
  INDEX sales_day_account ON app.sales_day USING btree (org_id, account_id, day)
  INDEX sales_day_channel ON app.sales_day USING btree (org_id, channel)
  INDEX sales_day_day ON app.sales_day USING btree (org_id, day)
  INDEX sales_day_invoice ON app.sales_day USING btree (org_id, invoice)
  INDEX sales_day_person ON app.sales_day USING btree (org_id, person_id, day)
)
table app.stage (
  org_id uuid not null
  name text not null
  "position" integer not null
  outcome text not null
  given boolean not null default false
  batch_id uuid
  CHECK ((outcome = ANY (ARRAY['open'::text, 'won'::text, 'lost'::text])))
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  PRIMARY KEY (org_id, name)
)
table app.team_day (
  org_id uuid not null
  team_id uuid not null
  day date not null
  net bigint not null
  net_with_cost bigint not null
  cost bigint not null
  net_with_list bigint not null
  list bigint not null
  discount bigint not null
  orders integer not null
  lines integer not null
  PRIMARY KEY (org_id, team_id, day) INCLUDE (net)
)
table app.territory (
  org_id uuid not null
  id uuid not null
  code text not null
  name text not null
  parent_id uuid
  batch_id uuid
  end_day date not null default '9999-12-31'::date
  FOREIGN KEY (org_id) REFERENCES app.organisation(org_id)
  FOREIGN KEY (org_id, parent_id) REFERENCES app.territory(org_id, id)
  PRIMARY KEY (org_id, id)
  UNIQUE (org_id, code)
)
table auth.credential (
  id text not null
  account_id text not null
  provider_id text not null
  login_id text not null
  access_token text
  refresh_token text
  id_token text
  access_token_expires_at timestamp with time zone
  refresh_token_expires_at timestamp with time zone
  scope text
  password text
  created_at timestamp with time zone not null default CURRENT_TIMESTAMP
  updated_at timestamp with time zone not null
  FOREIGN KEY (login_id) REFERENCES auth.login(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  INDEX credential_login ON auth.credential USING btree (login_id)
)
table auth.login (
  id text not null
  name text not null
  email text not null
  email_verified boolean not null
  image text
  created_at timestamp with time zone not null default CURRENT_TIMESTAMP
  updated_at timestamp with time zone not null default CURRENT_TIMESTAMP
  PRIMARY KEY (id)
  UNIQUE (email)
)
table auth.rate_limit (
  id text not null default (gen_random_uuid())::text
  key text not null
  count integer not null
  last_request bigint not null
  PRIMARY KEY (id)
  UNIQUE (key)
)
table auth.sign_in (
  id text not null
  expires_at timestamp with time zone not null
  token text not null
  created_at timestamp with time zone not null default CURRENT_TIMESTAMP
  updated_at timestamp with time zone not null
  ip_address text
  user_agent text
  login_id text not null
  FOREIGN KEY (login_id) REFERENCES auth.login(id) ON DELETE CASCADE
  PRIMARY KEY (id)
  UNIQUE (token)
  INDEX sign_in_login ON auth.sign_in USING btree (login_id)
)
table auth.verification (
  id text not null
  identifier text not null
  value text not null
  expires_at timestamp with time zone not null
  created_at timestamp with time zone not null default CURRENT_TIMESTAMP
  updated_at timestamp with time zone not null default CURRENT_TIMESTAMP
  PRIMARY KEY (id)
  INDEX verification_identifier ON auth.verification USING btree (identifier)
)

policy dealt on app.account for SELECT to plumbline_app using ((org_id = app.org()) AND (EXISTS ( SELECT
   FROM (app.opportunity o
     JOIN app.opportunity_credit c ON (((c.org_id = o.org_id) AND (c.opportunity_id = o.id))))
  WHERE ((o.org_id = account.org_id) AND (o.account_id = account.id)))))
policy keeper on app.account for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy seen on app.account for SELECT to plumbline_app using ((org_id = app.org()) AND (( SELECT app.has_role(VARIADIC ARRAY['executive'::text, 'administrator'::text, 'director'::text]) AS has_role) OR (id = ANY (ARRAY( SELECT app.open_accounts() AS open_accounts))) OR (EXISTS ( SELECT
   FROM (app.billing_line b
     JOIN app.line_credit c ON (((c.org_id = b.org_id) AND (c.line_id = b.id))))
  WHERE ((b.org_id = account.org_id) AND (b.account_id = account.id))))))
policy keeper on app.account_territory for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy seen on app.account_territory for SELECT to plumbline_app using ((org_id = app.org()) AND (EXISTS ( SELECT
   FROM app.account a
  WHERE ((a.org_id = account_territory.org_id) AND (a.id = account_territory.account_id)))))
policy keeper on app.activity for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy seen on app.activity for SELECT to plumbline_app using ((org_id = app.org()) AND ((person_id = ANY (ARRAY( SELECT app.seen_people() AS seen_people))) OR (account_id = ANY (ARRAY( SELECT app.open_accounts() AS open_accounts))) OR (EXISTS ( SELECT
   FROM app.opportunity o
  WHERE ((o.org_id = activity.org_id) AND (o.id = activity.opportunity_id))))))
policy own on app.api_token for ALL to plumbline_app using ((org_id = app.org()) AND (person_id = app.me())) with check ((org_id = app.org()) AND (person_id = app.me()))
policy administer on app.assignment for INSERT to plumbline_app with check ((org_id = app.org()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text, 'director'::text]) AS has_role))
policy administer_delete on app.assignment for DELETE to plumbline_app using ((org_id = app.org()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text, 'director'::text]) AS has_role))
policy administer_update on app.assignment for UPDATE to plumbline_app using ((org_id = app.org()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text, 'director'::text]) AS has_role)) with check (org_id = app.org())
policy keeper on app.assignment for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy known on app.assignment for SELECT to plumbline_app using ((org_id = app.org()) AND (person_id = ANY (ARRAY( SELECT app.known_people() AS known_people))))
policy administer on app.batch for SELECT to plumbline_app using ((org_id = app.org()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text, 'director'::text]) AS has_role))
policy ask on app.batch for INSERT to plumbline_app with check ((org_id = app.org()) AND (asked_by = app.me()) AND (state = 'waiting'::text) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text, 'director'::text]) AS has_role))
policy cancel on app.batch for UPDATE to plumbline_app using ((org_id = app.org()) AND (state = ANY (ARRAY['waiting'::text, 'reading'::text, 'loading'::text])) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text, 'director'::text]) AS has_role)) with check ((org_id = app.org()) AND (state = 'cancelled'::text))
policy keeper on app.batch for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy keeper on app.billing_line for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy seen on app.billing_line for SELECT to plumbline_app using ((org_id = app.org()) AND ((account_id = ANY (ARRAY( SELECT app.open_accounts() AS open_accounts))) OR (EXISTS ( SELECT
   FROM app.line_credit c
  WHERE ((c.org_id = billing_line.org_id) AND (c.line_id = billing_line.id))))))
policy keeper on app.deal_learning for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy keeper on app.event for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy log on app.event for INSERT to plumbline_app with check ((org_id = app.org()) AND (person_id = app.me()))
policy read_all on app.event for SELECT to plumbline_app using ((org_id = app.org()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text]) AS has_role))
policy read_own on app.event for SELECT to plumbline_app using ((org_id = app.org()) AND (person_id = app.me()))
policy administer on app.file for ALL to plumbline_app using ((org_id = app.org()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text, 'director'::text]) AS has_role)) with check ((org_id = app.org()) AND (added_by = app.me()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text, 'director'::text]) AS has_role))
policy keeper on app.file for SELECT to plumbline_keeper using (org_id = app.org())
policy about_person on app.finding for SELECT to plumbline_app using ((org_id = app.org()) AND (person_id = ANY (ARRAY( SELECT app.seen_people() AS seen_people))))
policy about_team on app.finding for SELECT to plumbline_app using ((org_id = app.org()) AND (team_id = ANY (ARRAY( SELECT app.open_teams() AS open_teams))))
policy address on app.finding for INSERT to plumbline_app with check ((org_id = app.org()) AND (addressed_by = app.me()) AND (addressed_day = app.today()) AND ((person_id = ANY (ARRAY( SELECT app.seen_people() AS seen_people))) OR (team_id = ANY (ARRAY( SELECT app.open_teams() AS open_teams)))))
policy addressee on app.finding for SELECT to plumbline_app using ((org_id = app.org()) AND (addressed_to = app.me()))
policy own_delete on app.finding for DELETE to plumbline_app using ((org_id = app.org()) AND (id = ANY (ARRAY( SELECT app.own_findings() AS own_findings))))
policy answer on app.finding_answer for INSERT to plumbline_app with check ((org_id = app.org()) AND (person_id = app.me()) AND (day = app.today()) AND (EXISTS ( SELECT
   FROM app.finding f
  WHERE ((f.org_id = finding_answer.org_id) AND (f.id = finding_answer.finding_id) AND (f.addressed_to = app.me())))))
policy seen on app.finding_answer for SELECT to plumbline_app using ((org_id = app.org()) AND (EXISTS ( SELECT
   FROM app.finding f
  WHERE ((f.org_id = finding_answer.org_id) AND (f.id = finding_answer.finding_id)))))
policy keeper on app.fiscal_period for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy own on app.fiscal_period for SELECT to plumbline_app using (org_id = app.org())
policy keeper on app.forecast for SELECT to plumbline_keeper using (org_id = app.org())
policy keeper_writes on app.forecast for INSERT to plumbline_keeper with check (org_id = app.org())
policy own on app.forecast for SELECT to plumbline_app using (org_id = app.org())
policy keeper on app.forecast_adjustment for SELECT to plumbline_keeper using (org_id = app.org())
policy say on app.forecast_adjustment for INSERT to plumbline_app with check ((org_id = app.org()) AND (by_id = app.me()) AND (EXISTS ( SELECT
   FROM app.reach r
  WHERE ((r.org_id = app.org()) AND (r.boss_id = app.me()) AND (r.person_id = forecast_adjustment.person_id) AND (r.depth > 0) AND ((app.today() >= r.from_day) AND (app.today() <= r.to_day))))))
policy seen on app.forecast_adjustment for SELECT to plumbline_app using ((org_id = app.org()) AND (person_id = ANY (ARRAY( SELECT app.seen_people() AS seen_people))))
policy keeper on app.forecast_closed for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy direct on app.forecast_cycle for INSERT to plumbline_app with check ((org_id = app.org()) AND (set_by = app.me()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text, 'director'::text]) AS has_role))
policy own on app.forecast_cycle for SELECT to plumbline_app using (org_id = app.org())
policy ask on app.forecast_job for INSERT to plumbline_app with check ((org_id = app.org()) AND (asked_by = app.me()) AND (state = 'waiting'::text) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text, 'director'::text]) AS has_role))
policy cancel on app.forecast_job for UPDATE to plumbline_app using ((org_id = app.org()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text, 'director'::text]) AS has_role)) with check ((org_id = app.org()) AND (state = 'cancelled'::text))
policy keeper on app.forecast_job for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy own on app.forecast_job for SELECT to plumbline_app using (org_id = app.org())
policy keeper on app.forecast_node for SELECT to plumbline_keeper using (org_id = app.org())
policy keeper_writes on app.forecast_node for INSERT to plumbline_keeper with check (org_id = app.org())
policy seen on app.forecast_node for SELECT to plumbline_app using ((org_id = app.org()) AND ((person_id = ANY (ARRAY( SELECT app.seen_people() AS seen_people))) OR (team_id = ANY (ARRAY( SELECT t.team_id
   FROM app.seen_teams() t(team_id, depth)))) OR ((kind = ANY (ARRAY['product_line'::text, 'territory'::text, 'gone'::text])) AND (app.org() = ANY (ARRAY( SELECT app.open_teams() AS open_teams))))))
policy keeper on app.forecast_part for SELECT to plumbline_keeper using (org_id = app.org())
policy keeper_writes on app.forecast_part for INSERT to plumbline_keeper with check (org_id = app.org())
policy seen on app.forecast_part for SELECT to plumbline_app using ((org_id = app.org()) AND (EXISTS ( SELECT
   FROM app.forecast_node f
  WHERE ((f.org_id = forecast_part.org_id) AND (f.forecast_id = forecast_part.forecast_id) AND (f.n = forecast_part.n) AND ((f.person_id = ANY (ARRAY( SELECT app.seen_people() AS seen_people))) OR (f.team_id = ANY (ARRAY( SELECT app.open_teams() AS open_teams))))))))
policy keeper on app.forecast_score for SELECT to plumbline_keeper using (org_id = app.org())
policy keeper_takes on app.forecast_score for DELETE to plumbline_keeper using (org_id = app.org())
policy keeper_writes on app.forecast_score for INSERT to plumbline_keeper with check (org_id = app.org())
policy seen on app.forecast_score for SELECT to plumbline_app using ((org_id = app.org()) AND (EXISTS ( SELECT
   FROM app.forecast_node f
  WHERE ((f.org_id = forecast_score.org_id) AND (f.forecast_id = forecast_score.forecast_id) AND (f.n = forecast_score.n)))))
policy keeper on app.forecast_value for SELECT to plumbline_keeper using (org_id = app.org())
policy keeper_writes on app.forecast_value for INSERT to plumbline_keeper with check (org_id = app.org())
policy seen on app.forecast_value for SELECT to plumbline_app using ((org_id = app.org()) AND (EXISTS ( SELECT
   FROM app.forecast_node f
  WHERE ((f.org_id = forecast_value.org_id) AND (f.forecast_id = forecast_value.forecast_id) AND (f.n = forecast_value.n)))))
policy administer on app.hand_over for SELECT to plumbline_app using ((org_id = app.org()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text]) AS has_role))
policy administer_delete on app.hand_over for DELETE to plumbline_app using ((org_id = app.org()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text]) AS has_role))
policy keeper on app.intervention for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy known on app.intervention for SELECT to plumbline_app using ((org_id = app.org()) AND (id = ANY (ARRAY( SELECT app.known_interventions() AS known_interventions))))
policy made on app.intervention for INSERT to plumbline_app with check ((org_id = app.org()) AND (made_by = app.me()) AND ( SELECT app.leads() AS leads))
policy own_delete on app.intervention for DELETE to plumbline_app using ((org_id = app.org()) AND (id = ANY (ARRAY( SELECT app.own_interventions() AS own_interventions))))
policy own_update on app.intervention for UPDATE to plumbline_app using ((org_id = app.org()) AND (id = ANY (ARRAY( SELECT app.own_interventions() AS own_interventions)))) with check (org_id = app.org())
policy keeper on app.intervention_effect for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy known on app.intervention_effect for SELECT to plumbline_app using ((org_id = app.org()) AND (intervention_id = ANY (ARRAY( SELECT app.known_interventions() AS known_interventions))))
policy keeper on app.intervention_person for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy own_delete on app.intervention_person for DELETE to plumbline_app using ((org_id = app.org()) AND (person_id = ANY (ARRAY( SELECT app.seen_people() AS seen_people))) AND (intervention_id = ANY (ARRAY( SELECT app.own_interventions() AS own_interventions))))
policy own_insert on app.intervention_person for INSERT to plumbline_app with check ((org_id = app.org()) AND (person_id = ANY (ARRAY( SELECT app.seen_people() AS seen_people))) AND (intervention_id = ANY (ARRAY( SELECT app.own_interventions() AS own_interventions))))
policy seen on app.intervention_person for SELECT to plumbline_app using ((org_id = app.org()) AND (person_id = ANY (ARRAY( SELECT app.seen_people() AS seen_people))))
policy administer on app.invite for ALL to plumbline_app using ((org_id = app.org()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text, 'director'::text]) AS has_role)) with check ((org_id = app.org()) AND (made_by = app.me()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text, 'director'::text]) AS has_role))
policy keeper on app.line_credit for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy seen on app.line_credit for SELECT to plumbline_app using ((org_id = app.org()) AND (person_id = ANY (ARRAY( SELECT app.seen_people() AS seen_people))))
policy keeper on app.line_seller for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy seen on app.line_seller for SELECT to plumbline_app using ((org_id = app.org()) AND (person_id = ANY (ARRAY( SELECT app.seen_people() AS seen_people))))
policy administer on app.mapping for ALL to plumbline_app using ((org_id = app.org()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text, 'director'::text]) AS has_role)) with check ((org_id = app.org()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text, 'director'::text]) AS has_role))
policy keeper on app.mapping for SELECT to plumbline_keeper using (org_id = app.org())
policy keeper on app.opportunity for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy seen on app.opportunity for SELECT to plumbline_app using ((org_id = app.org()) AND ((account_id = ANY (ARRAY( SELECT app.open_accounts() AS open_accounts))) OR (EXISTS ( SELECT
   FROM app.opportunity_credit c
  WHERE ((c.org_id = opportunity.org_id) AND (c.opportunity_id = opportunity.id))))))
policy keeper on app.opportunity_change for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy seen on app.opportunity_change for SELECT to plumbline_app using ((org_id = app.org()) AND (EXISTS ( SELECT
   FROM app.opportunity o
  WHERE ((o.org_id = opportunity_change.org_id) AND (o.id = opportunity_change.opportunity_id)))))
policy keeper on app.opportunity_credit for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy seen on app.opportunity_credit for SELECT to plumbline_app using ((org_id = app.org()) AND (person_id = ANY (ARRAY( SELECT app.seen_people() AS seen_people))))
policy keeper on app.opportunity_export for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy own on app.opportunity_export for SELECT to plumbline_app using (org_id = app.org())
policy keeper on app.opportunity_product for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy seen on app.opportunity_product for SELECT to plumbline_app using ((org_id = app.org()) AND (EXISTS ( SELECT
   FROM app.opportunity o
  WHERE ((o.org_id = opportunity_product.org_id) AND (o.id = opportunity_product.opportunity_id)))))
policy administer on app.organisation for UPDATE to plumbline_app using ((org_id = app.org()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text]) AS has_role)) with check (org_id = app.org())
policy keeper on app.organisation for SELECT to plumbline_keeper using (org_id = app.org())
policy own on app.organisation for SELECT to plumbline_app using (org_id = app.org())
policy define on app.own_figure for INSERT to plumbline_app with check ((org_id = app.org()) AND (made_by = app.me()) AND ( SELECT app.has_role(VARIADIC ARRAY['director'::text, 'administrator'::text]) AS has_role))
policy keeper on app.own_figure for SELECT to plumbline_keeper using (org_id = app.org())
policy own on app.own_figure for SELECT to plumbline_app using (org_id = app.org())
policy keeper on app.own_forecast for SELECT to plumbline_keeper using (org_id = app.org())
policy say on app.own_forecast for INSERT to plumbline_app with check ((org_id = app.org()) AND (person_id = app.me()))
policy seen on app.own_forecast for SELECT to plumbline_app using ((org_id = app.org()) AND (person_id = ANY (ARRAY( SELECT app.seen_people() AS seen_people))))
policy keeper on app.own_forecast_score for SELECT to plumbline_keeper using (org_id = app.org())
policy keeper_corrects on app.own_forecast_score for UPDATE to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy keeper_takes on app.own_forecast_score for DELETE to plumbline_keeper using (org_id = app.org())
policy keeper_writes on app.own_forecast_score for INSERT to plumbline_keeper with check (org_id = app.org())
policy own on app.own_forecast_score for SELECT to plumbline_app using ((org_id = app.org()) AND ((person_id = app.me()) OR (adjusted_by = app.me())))
policy mine on app.own_recipe for INSERT to plumbline_app with check ((org_id = app.org()) AND (person_id = app.me()))
policy seen on app.own_recipe for SELECT to plumbline_app using ((org_id = app.org()) AND (person_id = ANY (ARRAY( SELECT app.seen_people() AS seen_people))))
policy keeper on app.ownership for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy seen on app.ownership for SELECT to plumbline_app using ((org_id = app.org()) AND (person_id = ANY (ARRAY( SELECT app.seen_people() AS seen_people))))
policy administer on app.person for INSERT to plumbline_app with check ((org_id = app.org()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text, 'director'::text]) AS has_role))
policy administer_update on app.person for UPDATE to plumbline_app using ((org_id = app.org()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text, 'director'::text]) AS has_role)) with check (org_id = app.org())
policy keeper on app.person for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy known on app.person for SELECT to plumbline_app using ((org_id = app.org()) AND (id = ANY (ARRAY( SELECT app.known_people() AS known_people))))
policy keeper on app.person_day for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy seen on app.person_day for SELECT to plumbline_app using ((org_id = app.org()) AND (person_id = ANY (ARRAY( SELECT app.seen_people() AS seen_people))))
policy keeper on app.person_recipe for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy seen on app.person_recipe for SELECT to plumbline_app using ((org_id = app.org()) AND (person_id = ANY (ARRAY( SELECT app.seen_people() AS seen_people))))
policy administer on app.person_role for INSERT to plumbline_app with check ((org_id = app.org()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text]) AS has_role))
policy administer_delete on app.person_role for DELETE to plumbline_app using ((org_id = app.org()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text]) AS has_role))
policy keeper on app.person_role for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy known on app.person_role for SELECT to plumbline_app using ((org_id = app.org()) AND (person_id = ANY (ARRAY( SELECT app.known_people() AS known_people))))
policy keeper on app.product for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy own on app.product for SELECT to plumbline_app using (org_id = app.org())
policy keeper on app.quota for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy seen on app.quota for SELECT to plumbline_app using ((org_id = app.org()) AND (person_id = ANY (ARRAY( SELECT app.seen_people() AS seen_people))))
policy keeper on app.rate for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy own on app.rate for SELECT to plumbline_app using (org_id = app.org())
policy administer on app.reach for ALL to plumbline_app using ((org_id = app.org()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text, 'director'::text]) AS has_role)) with check ((org_id = app.org()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text, 'director'::text]) AS has_role))
policy keeper on app.reach for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy known on app.reach for SELECT to plumbline_app using ((org_id = app.org()) AND (person_id = ANY (ARRAY( SELECT app.known_people() AS known_people))))
policy keeper on app.recipe for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy own on app.recipe for SELECT to plumbline_app using (org_id = app.org())
policy administer on app.refusal for SELECT to plumbline_app using ((org_id = app.org()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text, 'director'::text]) AS has_role))
policy keeper on app.refusal for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy keeper on app.replaced for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy administer on app.reporting_line for ALL to plumbline_app using ((org_id = app.org()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text, 'director'::text]) AS has_role)) with check ((org_id = app.org()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text, 'director'::text]) AS has_role))
policy keeper on app.reporting_line for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy known on app.reporting_line for SELECT to plumbline_app using ((org_id = app.org()) AND (person_id = ANY (ARRAY( SELECT app.known_people() AS known_people))))
policy keeper on app.sales_day for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy own_account on app.sales_day for SELECT to plumbline_app using ((org_id = app.org()) AND (account_id = ANY (ARRAY( SELECT app.open_accounts() AS open_accounts))))
policy seen on app.sales_day for SELECT to plumbline_app using ((org_id = app.org()) AND (person_id = ANY (ARRAY( SELECT app.seen_people() AS seen_people))))
policy keeper on app.stage for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy own on app.stage for SELECT to plumbline_app using (org_id = app.org())
policy keeper on app.team_day for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy seen on app.team_day for SELECT to plumbline_app using ((org_id = app.org()) AND (team_id = ANY (ARRAY( SELECT app.open_teams() AS open_teams))))
policy administer on app.territory for INSERT to plumbline_app with check ((org_id = app.org()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text, 'director'::text]) AS has_role))
policy administer_delete on app.territory for DELETE to plumbline_app using ((org_id = app.org()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text, 'director'::text]) AS has_role))
policy administer_update on app.territory for UPDATE to plumbline_app using ((org_id = app.org()) AND ( SELECT app.has_role(VARIADIC ARRAY['administrator'::text, 'director'::text]) AS has_role)) with check (org_id = app.org())
policy keeper on app.territory for ALL to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org())
policy own on app.territory for SELECT to plumbline_app using (org_id = app.org())

function app.account_activities(p_team uuid, p_people uuid[], p_edges date[]) returns TABLE(account_id uuid, kind text, slice integer, times bigint), stable, security definer
function app.account_slices(p_team uuid, p_people uuid[], p_edges date[], p_orders_from date) returns TABLE(account_id uuid, slices integer[], nets double precision[], first_day date, order_days date[]), stable, security definer
function app.actor(p_org uuid, p_person uuid) returns TABLE(name text, roles text[], manages boolean, today date, time_zone text, currency text, locale text), stable, security definer
function app.administrators() returns integer, stable, security definer
function app.all_deal_trails(p_since date) returns TABLE(source text, created date, first_seen date, stage text, outcome text, closed date, loss_reason text, engaged date, changes json), stable, security definer
function app.asked_of() returns integer, stable, security definer
function app.base_sums(p_team uuid, p_people uuid[], p_froms date[], p_tos date[], p_by text, p_root uuid, p_distinct boolean, p_account uuid, p_product_line text, p_category text, p_channel text, p_territory uuid) returns TABLE(period integer, key text, net bigint, net_with_cost bigint, cost bigint, net_with_list bigint, list bigint, discount bigint, accounts_net bigint, net_of_people bigint, credited integer, lines bigint, orders bigint, active bigint, new_accounts bigint, top_account_net bigint, sellers integer), stable
function app.billed_people(p_team uuid, p_from date, p_to date) returns integer, stable, security definer
function app.billed_to() returns date, stable, security definer
function app.branch_root(p_day date) returns uuid, stable, security definer
function app.channels() returns SETOF text, stable, security definer
function app.clock(org uuid) returns TABLE(today date, time_zone text, currency text, locale text), stable, security definer
function app.closed_deals(p_team uuid, p_people uuid[], p_from date, p_to date) returns TABLE(outcome text, amount bigint, loss_reason text, competitor text, list bigint), stable, security definer
function app.company_rhythm(p_froms date[], p_tos date[]) returns TABLE(period integer, share double precision), stable, security definer
function app.contributors(p_team uuid) returns integer, stable, security definer
function app.credited_deals(p_team uuid, p_person uuid) returns TABLE(id uuid, code text, name text, account_id uuid, stage text, outcome text, created_day date, closed_day date, first_seen date, likely_day date, stale_from date, credited bigint), stable, security definer
function app.cycle_set_by() returns text, stable, security definer
function app.deal_trails(p_team uuid, p_people uuid[], p_since date) returns TABLE(source text, created date, first_seen date, stage text, outcome text, closed date, loss_reason text, engaged date, changes json), stable, security definer
function app.deal_words() returns TABLE(origins text[], loss_reasons text[], competitors text[]), stable, security definer
function app.deals_as_of(p_org uuid, p_method integer) returns text, stable, security definer
function app.deals_due(p_method integer) returns SETOF uuid, stable, security definer
function app.deals_moved(p_left text, p_reached text, p_outcome text) returns SETOF uuid, stable, security definer
function app.depth_of(p_team uuid) returns text, stable, security definer
function app.effects_due() returns SETOF uuid, stable, security definer
function app.facts_sql(p_team uuid, p_people uuid[], p_by text, p_account uuid, p_product_line text, p_category text, p_channel text, p_territory uuid, OUT key text, OUT joins text, OUT conditions text) returns record, stable
function app.forecast_expected(p_forecast uuid, p_team uuid, p_people uuid[], p_from date, p_to date, p_from_h integer, p_to_h integer) returns TABLE(mean bigint, low80 bigint, high80 bigint, low95 bigint, high95 bigint, places integer, unknown integer), stable, security definer
function app.forecast_expected_parts(p_forecast uuid, p_team uuid, p_root uuid, p_from date, p_to date, p_from_h integer, p_to_h integer) returns TABLE(key text, mean bigint), stable, security definer
function app.forecast_part_values(p_forecast uuid, p_team uuid) returns TABLE(n integer, from_h integer, to_h integer, mean bigint, low80 bigint, high80 bigint), stable, security definer
function app.forecast_parts(p_forecast uuid, p_team uuid) returns TABLE(n integer, tree integer, kind text, key text, parts boolean), stable, security definer
function app.forecast_span(p_forecast uuid, p_from_h integer, p_to_h integer) returns TABLE(n integer, mean bigint, low80 bigint, high80 bigint, low95 bigint, high95 bigint), stable
function app.found(p_org uuid, p_name text, p_currency text, p_time_zone text, p_locale text, p_person uuid, p_person_name text, p_email text, p_login text, p_house uuid) returns uuid, volatile, security definer
function app.freshness() returns TABLE(billed_to date, first_day date, last_import_at timestamp with time zone, unassigned_net bigint, unassigned_lines bigint), stable, security definer
function app.gap_accounts(p_team uuid, p_people uuid[], p_froms date[], p_tos date[], p_large numeric, p_left_from date, p_left_to date, p_part text, p_side integer, p_product_line text, p_most integer) returns TABLE(account_id uuid, invoice text, net_now bigint, net_then bigint, others integer), stable, security definer
function app.gap_lines(p_team uuid, p_people uuid[], p_froms date[], p_tos date[], p_large numeric, p_left_from date, p_left_to date) returns TABLE(side integer, part text, product_line text, account_id uuid, invoice text, net_rc bigint, at_reference numeric, list_rc bigint, quantity numeric, is_goods boolean, counts boolean), stable
function app.gap_sides(p_team uuid, p_people uuid[], p_froms date[], p_tos date[], p_large numeric, p_left_from date, p_left_to date) returns TABLE(side integer, part text, product_line text, net bigint, billed bigint, list bigint, quantity double precision, lines bigint, orders bigint, accounts bigint), stable, security definer
function app.half_even(x numeric) returns bigint, immutable
function app.happened_sql(p_events text[], p_people uuid[], p_account uuid) returns text, stable
function app.has_role(VARIADIC wanted text[]) returns boolean, stable, security definer
function app.invite_by_secret(hash text) returns TABLE(org_id uuid, invite_id uuid, person_id uuid, organisation text, name text, email text), stable, security definer
function app.is_empty() returns boolean, stable, security definer
function app.known_interventions() returns SETOF uuid, stable, security definer
function app.known_people() returns SETOF uuid, stable, security definer
function app.leads() returns boolean, stable, security definer
function app.ledger_from() returns date, stable, security definer
function app.lost_sums(p_team uuid, p_people uuid[], p_before_froms date[], p_before_tos date[], p_last_froms date[], p_last_tos date[], p_by text, p_root uuid, p_account uuid, p_product_line text, p_category text, p_channel text, p_territory uuid) returns TABLE(period integer, key text, lost bigint), stable
function app.main_places(p_team uuid, p_from date, p_to date) returns TABLE(key text, territory text, product_line text), stable, security definer
function app.may_diagnose(p_team uuid, p_people uuid[]) returns boolean, stable, security definer
function app.me() returns uuid, stable
function app.measure(VARIADIC p_tables text[]) returns void, volatile, security definer
function app.members(p_team uuid, p_people uuid[], p_by text, p_root uuid, p_from date, p_to date) returns TABLE(key text, person_id uuid, from_day date, to_day date), stable
function app.net_under(p_from date) returns TABLE(team_id uuid, net bigint), stable, security definer
function app.open_accounts() returns SETOF uuid, stable, security definer
function app.open_teams() returns SETOF uuid, stable, security definer
function app.order_shape(p_team uuid, p_people uuid[], p_froms date[], p_tos date[]) returns TABLE(orders integer, low double precision, high double precision, total bigint, largest bigint), stable, security definer
function app.org() returns uuid, stable
function app.own_findings() returns SETOF uuid, stable, security definer
function app.own_forecast_record(p_team uuid) returns TABLE(from_day date, to_day date, ahead integer, people integer, commit_amount bigint, likely bigint, best bigint, adjusted bigint, model bigint, naive bigint, actual bigint), stable, security definer
function app.own_forecast_sum(p_team uuid, p_from date, p_to date) returns TABLE(people integer, said integer, commit_amount bigint, likely bigint, best bigint), stable, security definer
function app.own_interventions() returns SETOF uuid, stable, security definer
function app.owned_accounts(p_day date) returns SETOF uuid, stable, security definer
function app.owner_of_token(hash text) returns TABLE(org_id uuid, person_id uuid, token_id uuid), volatile, security definer
function app.peers(p_person uuid, p_froms date[], p_tos date[], p_untils date[]) returns TABLE(period integer, key text, quota bigint, net_with_quota bigint), stable, security definer
function app.people_with_deals(p_team uuid, p_since date) returns integer, stable, security definer
function app.persons_of_login(login text) returns TABLE(org_id uuid, person_id uuid, organisation text, name text), stable, security definer
function app.piece_nets(p_team uuid, p_people uuid[], p_by text, p_root uuid, p_froms date[], p_tos date[]) returns TABLE(period integer, key text, net bigint), stable
function app.pieces(p_team uuid, p_people uuid[], p_by text, p_root uuid) returns TABLE(key text, team_id uuid, person_id uuid, from_day date, to_day date), stable
function app.price_pairs(p_team uuid, p_people uuid[], p_froms date[], p_tos date[]) returns TABLE(account_id uuid, product_line text, net_now bigint, list_now bigint, quantity_now double precision, net_then bigint, list_then bigint, quantity_then double precision), stable, security definer
function app.quota_days(p_team uuid, p_people uuid[], p_from date, p_to date) returns TABLE(person_id uuid, from_day date, to_day date), stable
function app.quota_spans(p_from date, p_to date) returns TABLE(from_day date, to_day date), stable, security definer
function app.quota_sums(p_team uuid, p_people uuid[], p_by text, p_root uuid, p_froms date[], p_tos date[], p_untils date[]) returns TABLE(period integer, key text, quota bigint, net_with_quota bigint), stable
function app.rebuild_days(p_from date, p_to date) returns void, volatile, security definer
function app.recipes_due(p_method integer) returns SETOF uuid, stable, security definer
function app.seen_people() returns SETOF uuid, stable, security definer
function app.seen_teams() returns TABLE(team_id uuid, depth text), stable, security definer
function app.shown_keys(p_keys text[], p_by text) returns TABLE(key text, shown text), stable, security definer
function app.sight_of(p_team uuid, p_people uuid[]) returns text, stable, security definer
function app.take_invite(hash text, login text) returns uuid, volatile, security definer
function app.team_deals(p_team uuid) returns TABLE(key text, deals bigint, amount bigint, without_amount bigint), stable, security definer
function app.team_lost(p_team uuid, p_before_froms date[], p_before_tos date[], p_last_froms date[], p_last_tos date[], p_by text, p_root uuid, p_account uuid, p_product_line text, p_category text, p_channel text, p_territory uuid) returns TABLE(period integer, key text, lost bigint), stable, security definer
function app.team_standing(p_team uuid, p_by text, p_root uuid, p_froms date[], p_tos date[], p_quota_froms date[], p_quota_tos date[], p_untils date[]) returns TABLE(part text, period integer, key text, net bigint, quota bigint, net_with_quota bigint), stable, security definer
function app.team_sums(p_team uuid, p_froms date[], p_tos date[], p_by text, p_root uuid, p_distinct boolean, p_account uuid, p_product_line text, p_category text, p_channel text, p_territory uuid) returns TABLE(period integer, key text, net bigint, net_with_cost bigint, cost bigint, net_with_list bigint, list bigint, discount bigint, accounts_net bigint, net_of_people bigint, credited integer, lines bigint, orders bigint, active bigint, new_accounts bigint, top_account_net bigint, sellers integer), stable, security definer
function app.team_work(p_team uuid, p_froms date[], p_tos date[], p_by text, p_root uuid, p_measures jsonb, p_account uuid, p_product_line text, p_category text, p_channel text, p_territory uuid) returns TABLE(period integer, key text, measure text, things bigint, amount bigint, valued bigint, days bigint, timed bigint, people integer), stable, security definer
function app.today() returns date, stable
function app.tops(p_day date) returns SETOF uuid, stable
function app.unfinished_batches() returns TABLE(org_id uuid, id uuid, state text), stable, security definer
function app.unfinished_forecasts() returns TABLE(org_id uuid, id uuid, state text), stable, security definer
function app.work_known() returns TABLE(deals_from date, activities_from date, kinds text[], stages text[]), stable, security definer
function app.work_sums(p_team uuid, p_people uuid[], p_froms date[], p_tos date[], p_by text, p_root uuid, p_measures jsonb, p_account uuid, p_product_line text, p_category text, p_channel text, p_territory uuid) returns TABLE(period integer, key text, measure text, things bigint, amount bigint, valued bigint, days bigint, timed bigint, people integer), stable
function auth.demo_login(person uuid, login text) returns text, volatile, security definer
function auth.demo_people() returns TABLE(id uuid, name text, organisation text, roles text[], manages boolean), stable, security definer
function auth.hand_over(login text, p_subject text, p_link text, p_expires timestamp with time zone) returns void, volatile, security definer
function auth.handed_over(login text) returns void, volatile, security definer
function auth.record_sign_on(login text, what text) returns void, volatile, security definer

grant select on app.account to plumbline_app
grant delete, insert, select, update on app.account to plumbline_keeper
grant select on app.account_territory to plumbline_app
grant delete, insert, select, update on app.account_territory to plumbline_keeper
grant select on app.activity to plumbline_app
grant delete, insert, select, update on app.activity to plumbline_keeper
grant insert, select on app.api_token to plumbline_app
grant delete, insert, select on app.assignment to plumbline_app
grant delete, insert, select, update on app.assignment to plumbline_keeper
grant insert, select on app.batch to plumbline_app
grant delete, insert, select, update on app.batch to plumbline_keeper
grant select on app.billing_line to plumbline_app
grant delete, insert, select, update on app.billing_line to plumbline_keeper
grant delete, insert, select, update on app.deal_learning to plumbline_keeper
grant insert, select on app.event to plumbline_app
grant insert, select on app.event to plumbline_keeper
grant insert, select on app.file to plumbline_app
grant select on app.file to plumbline_keeper
grant delete, insert, select on app.finding to plumbline_app
grant insert, select on app.finding_answer to plumbline_app
grant select on app.fiscal_period to plumbline_app
grant delete, insert, select, update on app.fiscal_period to plumbline_keeper
grant select on app.forecast to plumbline_app
grant insert, select on app.forecast to plumbline_keeper
grant insert, select on app.forecast_adjustment to plumbline_app
grant select on app.forecast_adjustment to plumbline_keeper
grant delete, insert, select, update on app.forecast_closed to plumbline_keeper
grant insert, select on app.forecast_cycle to plumbline_app
grant insert, select on app.forecast_job to plumbline_app
grant insert, select, update on app.forecast_job to plumbline_keeper
grant select on app.forecast_node to plumbline_app
grant insert, select on app.forecast_node to plumbline_keeper
grant select on app.forecast_part to plumbline_app
grant insert, select on app.forecast_part to plumbline_keeper
grant select on app.forecast_score to plumbline_app
grant delete, insert, select on app.forecast_score to plumbline_keeper
grant select on app.forecast_value to plumbline_app
grant insert, select on app.forecast_value to plumbline_keeper
grant delete, select on app.hand_over to plumbline_app
grant delete, insert, select on app.intervention to plumbline_app
grant select on app.intervention to plumbline_keeper
grant select on app.intervention_effect to plumbline_app
grant delete, insert, select, update on app.intervention_effect to plumbline_keeper
grant delete, insert, select on app.intervention_person to plumbline_app
grant delete, insert, select, update on app.intervention_person to plumbline_keeper
grant insert, select on app.invite to plumbline_app
grant select on app.line_credit to plumbline_app
grant delete, insert, select, update on app.line_credit to plumbline_keeper
grant select on app.line_seller to plumbline_app
grant delete, insert, select, update on app.line_seller to plumbline_keeper
grant delete, insert, select, update on app.mapping to plumbline_app
grant select on app.mapping to plumbline_keeper
grant select on app.opportunity to plumbline_app
grant delete, insert, select, update on app.opportunity to plumbline_keeper
grant select on app.opportunity_change to plumbline_app
grant delete, insert, select, update on app.opportunity_change to plumbline_keeper
grant select on app.opportunity_credit to plumbline_app
grant delete, insert, select, update on app.opportunity_credit to plumbline_keeper
grant select on app.opportunity_export to plumbline_app
grant delete, insert, select, update on app.opportunity_export to plumbline_keeper
grant select on app.opportunity_product to plumbline_app
grant delete, insert, select, update on app.opportunity_product to plumbline_keeper
grant select on app.organisation to plumbline_app
grant select on app.organisation to plumbline_keeper
grant insert, select on app.own_figure to plumbline_app
grant select on app.own_figure to plumbline_keeper
grant insert, select on app.own_forecast to plumbline_app
grant select on app.own_forecast to plumbline_keeper
grant select on app.own_forecast_score to plumbline_app
grant delete, insert, select on app.own_forecast_score to plumbline_keeper
grant insert, select on app.own_recipe to plumbline_app
grant select on app.ownership to plumbline_app
grant delete, insert, select, update on app.ownership to plumbline_keeper
grant select on app.person to plumbline_app
grant delete, insert, select, update on app.person to plumbline_keeper
grant select on app.person_day to plumbline_app
grant delete, insert, select, update on app.person_day to plumbline_keeper
grant select on app.person_recipe to plumbline_app
grant delete, insert, select, update on app.person_recipe to plumbline_keeper
grant delete, insert, select on app.person_role to plumbline_app
grant delete, insert, select, update on app.person_role to plumbline_keeper
grant select on app.product to plumbline_app
grant delete, insert, select, update on app.product to plumbline_keeper
grant select on app.quota to plumbline_app
grant delete, insert, select, update on app.quota to plumbline_keeper
grant select on app.rate to plumbline_app
grant delete, insert, select, update on app.rate to plumbline_keeper
grant delete, insert, select, update on app.reach to plumbline_app
grant delete, insert, select, update on app.reach to plumbline_keeper
grant select on app.recipe to plumbline_app
grant delete, insert, select, update on app.recipe to plumbline_keeper
grant select on app.refusal to plumbline_app
grant delete, insert, select, update on app.refusal to plumbline_keeper
grant delete, insert, select, update on app.replaced to plumbline_keeper
grant delete, insert, select, update on app.reporting_line to plumbline_app
grant delete, insert, select, update on app.reporting_line to plumbline_keeper
grant select on app.sales_day to plumbline_app
grant delete, insert, select, update on app.sales_day to plumbline_keeper
grant select on app.stage to plumbline_app
grant delete, insert, select, update on app.stage to plumbline_keeper
grant select on app.team_day to plumbline_app
grant delete, insert, select, update on app.team_day to plumbline_keeper
grant delete, insert, select on app.territory to plumbline_app
grant delete, insert, select, update on app.territory to plumbline_keeper
grant delete, insert, select, update on auth.credential to plumbline_signon
grant delete, insert, select, update on auth.login to plumbline_signon
grant delete, insert, select, update on auth.rate_limit to plumbline_signon
grant delete, insert, select, update on auth.sign_in to plumbline_signon
grant delete, insert, select, update on auth.verification to plumbline_signon
