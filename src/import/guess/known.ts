/** An export whose columns are known, with what its columns do not say by their names. */
export type KnownExport = {
  readonly name: string
  readonly kind: 'billing' | 'opportunities'
  /** Columns that together occur nowhere else. */
  readonly marks: readonly string[]
  readonly yaml: string
}

/** Header rows were seen in files or templates of these systems; the comments say what is still to be checked. */
export const knownExports: readonly KnownExport[] = [
  {
    name: 'Xero, sales invoices',
    kind: 'billing',
    marks: ['ContactName', 'InvoiceNumber', 'InvoiceDate', 'LineAmount', 'InventoryItemCode'],
    yaml: `# One row for each line; the invoice's totals repeat on each and are not used.
# Check that amounts are without tax, and how your file shows credit notes.
into: billing
where: not (lower(Status) = 'draft' or lower(Status) = 'voided' or lower(Status) = 'deleted')
fields:
  invoice: InvoiceNumber
  day: InvoiceDate
  account: ContactName
  product: InventoryItemCode
  quantity: Quantity
  net: LineAmount
  currency: Currency
`,
  },
  {
    name: 'Xero, import template of sales invoices',
    kind: 'billing',
    marks: ['*ContactName', '*InvoiceNumber', '*InvoiceDate', '*UnitAmount', '*Quantity'],
    yaml: `# Discount is in per cent.
into: billing
fields:
  invoice: "*InvoiceNumber"
  day: "*InvoiceDate"
  account: "*ContactName"
  product: InventoryItemCode
  quantity: "*Quantity"
  net: "round([*Quantity] * [*UnitAmount] * (1 - coalesce(Discount, 0) / 100), 2)"
  currency: Currency
`,
  },
  {
    name: 'QuickBooks Online, invoices',
    kind: 'billing',
    marks: ['*InvoiceNo', '*Customer', '*InvoiceDate', '*ItemAmount'],
    yaml: `# Customer and days stand on the first line of each invoice only.
into: billing
format:
  fill_down: ["*InvoiceNo", "*Customer", "*InvoiceDate"]
  fill_down_within: "*InvoiceNo"
fields:
  invoice: "*InvoiceNo"
  day: "*InvoiceDate"
  account: "*Customer"
  product: Item(Product/Service)
  quantity: ItemQuantity
  net: "*ItemAmount"
`,
  },
  {
    name: 'Stripe, invoices',
    kind: 'billing',
    marks: ['Customer', 'Subtotal', 'Amount Due', 'Date (UTC)', 'Number'],
    yaml: `# One row for each invoice. Net is what is billed after discount, without tax.
into: billing
where: not (lower(Status) = 'draft' or lower(Status) = 'void' or lower(Status) = 'deleted')
fields:
  invoice: coalesce(Number, id)
  day: Date (UTC)
  account: Customer
  discount: Total Discount Amount
  net: Total - coalesce(Tax, 0)
  currency: Currency
`,
  },
  {
    name: 'Salesforce, opportunities',
    kind: 'opportunities',
    marks: ['StageName', 'CloseDate', 'IsClosed', 'IsWon', 'OwnerId'],
    yaml: `# CloseDate is the day it closed, or is expected to. People and accounts need Salesforce's ids as codes.
# An export of all opportunities may say “mode: replaces all”: what is gone from it is then seen to be gone.
# Say the day of the export, so that changes are dated by it: constants: { asOf: 2026-03-31 }
into: opportunities
source: Salesforce
where: not (lower(IsDeleted) = 'true' or IsDeleted = 1)
fields:
  code: Id
  name: Name
  account: AccountId
  owners: OwnerId
  stage: StageName
  outcome: if(lower(IsWon) = 'true' or IsWon = 1, 'won', if(lower(IsClosed) = 'true' or IsClosed = 1, 'lost', 'open'))
  amount: Amount
  created: CreatedDate
  expected: if(lower(IsClosed) = 'true' or IsClosed = 1, '', CloseDate)
  closed: if(lower(IsClosed) = 'true' or IsClosed = 1, CloseDate, '')
  origin: LeadSource
`,
  },
  {
    name: 'HubSpot, deals',
    kind: 'opportunities',
    marks: ['Record ID', 'Deal Name', 'Deal Stage'],
    yaml: `# Close Date is the day it closed, or is expected to; won and lost are known by the stage's name.
# Check the stages' names where yours are not “Closed Won” and “Closed Lost”.
into: opportunities
source: HubSpot
fields:
  code: Record ID
  name: Deal Name
  account: part([Associated Company], ';', 1)
  owners: Deal owner
  stage: Deal Stage
  outcome: if(contains(lower([Deal Stage]), 'won'), 'won', if(contains(lower([Deal Stage]), 'lost'), 'lost', 'open'))
  amount: Amount
  created: Create Date
  expected: if(contains(lower([Deal Stage]), 'won') or contains(lower([Deal Stage]), 'lost'), '', [Close Date])
  closed: if(contains(lower([Deal Stage]), 'won') or contains(lower([Deal Stage]), 'lost'), [Close Date], '')
`,
  },
  {
    name: 'Pipedrive, deals',
    kind: 'opportunities',
    marks: ['Deal - Title', 'Deal - Stage', 'Deal - Status', 'Deal - Value'],
    yaml: `# The file links by names, so people and organisations need their names as codes; without an ID, the title is the code.
into: opportunities
source: Pipedrive
fields:
  code: Deal - ID
  name: Deal - Title
  account: Deal - Organization
  owners: Deal - Owner
  stage: Deal - Stage
  outcome: Deal - Status
  amount: Deal - Value
  currency: Deal - Currency of value
  created: Deal - Creation date
  expected: Deal - Expected close date
  closed: coalesce([Deal - Won time], [Deal - Lost time])
  lossReason: Deal - Lost reason
`,
  },
]
