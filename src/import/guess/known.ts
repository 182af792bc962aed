/** An export whose columns are known, with what its columns do not say by their names. */
export type KnownExport = {
  readonly name: string
  /** Columns that together occur nowhere else. */
  readonly marks: readonly string[]
  readonly yaml: string
}

/** Header rows were seen in files or templates of these systems; the comments say what is still to be checked. */
export const knownExports: readonly KnownExport[] = [
  {
    name: 'Xero, sales invoices',
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
]
