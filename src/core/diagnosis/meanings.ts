import type { StepKey } from './gap.ts'

/** What each step of a gap is called and means, for files; screens say it in their own language. */
export const stepMeanings: Readonly<Record<StepKey, { readonly name: string; readonly meaning: string }>> = {
  design: {
    name: 'Asked beyond what could be expected',
    meaning:
      'What could be expected (the forecast published last before the period began, else the year before) less the target: the design’s share of the gap.',
  },
  expected_change: {
    name: 'Expected beyond the year before',
    meaning: 'The year before, less what could be expected.',
  },
  large_orders: {
    name: 'One-off large orders',
    meaning: 'Orders far larger than the rest, of this period less those of the year before.',
  },
  currency: {
    name: 'Exchange rates',
    meaning: 'What billing in other currencies moved by rates alone since the year before.',
  },
  accounts_entered: {
    name: 'New accounts',
    meaning: 'Billing of accounts that nobody had ever billed before.',
  },
  accounts_left: {
    name: 'Accounts that left',
    meaning: 'What accounts billed the year before that bought nothing in the last twelve months.',
  },
  lines_taken_up: {
    name: 'Product lines taken up',
    meaning: 'Billing of product lines without any the year before.',
  },
  lines_dropped: {
    name: 'Product lines dropped',
    meaning: 'Billing the year before of product lines without any now.',
  },
  without_product: {
    name: 'Billing without product line',
    meaning: 'Adjustments and lines that name no product, which cannot be taken apart.',
  },
  incomplete: {
    name: 'Product lines that cannot be split',
    meaning: 'The change of product lines with a sum or count of zero or below on either side.',
  },
  accounts: { name: 'Customers reached', meaning: 'How many accounts bought anything.' },
  mix: {
    name: 'Reach of product lines',
    meaning: 'Which part of the accounts bought of each product line: the mix.',
  },
  orders_per_account: {
    name: 'Orders per customer',
    meaning: 'How often those who bought of a line ordered it.',
  },
  lines_per_order: { name: 'Lines per order', meaning: 'How many lines of it an order held.' },
  quantity_per_line: { name: 'Quantity per line', meaning: 'How many pieces a line was for.' },
  list_per_unit: {
    name: 'List price per piece',
    meaning: 'List prices, and dearer or cheaper products within the line.',
  },
  net_per_list: { name: 'Price held', meaning: 'What was billed of the list price.' },
  net_per_unit: {
    name: 'Price per piece',
    meaning: 'What was billed per piece, where list prices are not known.',
  },
}
